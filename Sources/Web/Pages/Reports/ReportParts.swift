import HTML
import Handbook
import Operations

/// The same figures by region, product family and customer.
struct ReportParts {
    let report: ServiceReport
    let edition: Edition

    func write(on page: Page) {
        if report.query.region == nil {
            table(Text("按区域", "By region"), report.regions, on: page) { part, link in
                link.region = part.code
                return edition.organization.region(part.code)?.name ?? Text("未定区域", "No region")
            }
        }
        table(Text("按产品族", "By product family"), report.families, on: page) { part, link in
            link.family = part.code
            let title = report.title(of: ProductFamily.kind, part.code)
            return Text(title, title)
        }
        table(
            Text("请求最多的客户", "Customers with the most requests"), report.customers, on: page
        ) { part, link in
            link.customer = part.code
            let title = report.title(of: Customer.kind, part.code)
            return Text(title, title)
        }
    }

    private static let counted: [Mark] = Mark.kinds.flatMap { [Mark.opened($0), Mark.open($0)] }
    private static let shares: [(name: Text, good: Mark, bad: Mark)] =
        Mark.promises.map { ($0.clock.title, .kept($0.clock, $0.kind), .late($0.clock, $0.kind)) } + [
            (Text("一次修复", "First-time fix"), .fixedAtOnce, .notFixedAtOnce), (Mark.satisfied.title, .satisfied, .unsatisfied),
            (Mark.visitSatisfied.title, .visitSatisfied, .visitUnsatisfied),
        ]

    private static let columns =
        [
            Column("", "", .head), Column("请求新开", "Requests", .number), Column("请求未结", "Open", .number),
            Column("派工新开", "Orders", .number), Column("派工未结", "Open", .number),
        ] + shares.map { Column($0.name, .number) } + [Column("重复", "Repeats", .number)]

    private func table(
        _ title: Text, _ parts: [ServiceReport.Part], on page: Page, name: (ServiceReport.Part, inout ReportLink) -> Text
    ) {
        // What belongs to no region has no list of its own.
        let told = parts.filter { !$0.code.isEmpty && !$0.figures.isEmpty }
        // In a sheet the parts stand below each other, and each line says of which it is; its heads stand without lines too.
        let isSheet = page.gathering != nil
        if told.isEmpty, !isSheet { return }
        page.h2(say: title)
        page.list((isSheet ? [Column("部分", "Part")] : []) + Self.columns, told, style: "figures") { part, cell in
            var link = ReportLink(report.query)
            let words = name(part, &link)
            if isSheet { cell(say: title) }
            cell {
                guard let customer = link.customer else { return page.say(words) }
                let query = report.query
                page.a(
                    nil,
                    .href(
                        address(
                            "/reports",
                            [
                                "customer": customer, "region": query.region, "year": String(query.year),
                                "month": query.month.map { String($0) },
                            ])),
                    say: words)
            }
            for mark in Self.counted { cell { (mark.isStanding ? link.now : link).count(part.figures[mark], mark, on: page) } }
            for (_, good, bad) in Self.shares {
                cell {
                    guard let share = part.figures.share(of: good, against: bad) else { return page.text("—") }
                    page.text("\(share)% ")
                    if part.figures[bad] > 0 {
                        page.span("short") {
                            page.say("未达 ", "short ")
                            link.count(part.figures[bad], bad, on: page)
                        }
                    }
                }
            }
            cell { link.count(part.figures[.repeated], .repeated, on: page) }
        }
    }
}
