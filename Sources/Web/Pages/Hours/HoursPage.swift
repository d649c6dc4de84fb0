import HTML
import Handbook
import Operations

/// The hours of a month or a year, of all for whom the reader answers: by engineer, and by region, product family and customer.
struct HoursPage: ListView {
    let table: HoursTable
    let edition: Edition

    let title = Text("工时", "Hours")
    let section = Section.hours

    private var query: ReportQuery { table.query }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(period.zh)", "  \(scope.en) · \(period.en)"))
            }
            page.div("page-acts") { page.takeAway(path(after: nil)) }
        }
        let frame = PeriodTabs(path: "/hours", query: query, today: table.today)
        frame.scopes(table.reader.regions, withCompany: table.reader.seesCompany, edition, on: page)
        frame.write(on: page)
        if table.engineers.isEmpty {
            return page.p(
                "empty", say: Text("这段时间没有交回的工时；派工回执交回后即计入。", "No hours were handed in here; they count once a receipt is in."))
        }
        list(on: page)
        if let next = table.next { page.further(path(after: next)) }
        part(Text("按区域", "By region"), table.regions, on: page) { part in
            page.say(edition.organization.region(part.code)?.name ?? Text("未定区域", "No region"))
        }
        part(Text("按产品族", "By product family"), table.families, on: page) {
            page.text(table.title(of: ProductFamily.kind, $0.code))
        }
        part(Text("用时最多的客户", "Customers with the most work"), table.customers, on: page) {
            page.text(table.title(of: Customer.kind, $0.code))
        }
    }

    var sheetName: String { "hours-\(query.month.map { ReportQuery.label(query.year, $0) } ?? String(query.year))" }
    var onward: String? { table.next }

    /// The engineers; what the other parts add up is in their hours.
    func list(on page: Page) {
        let whose = query.region.map { _ in Text("在本区域派工单上的工时", "Hours on this region's orders") }
        part(Text("按工程师", "By engineer"), beside: whose, table.engineers, on: page) { part in
            let name = table.title(of: Person.kind, part.code)
            guard let month = query.month, table.isReadable(part.code) else { return page.text(name) }
            page.a(nil, .href("/hours/\(part.code.percentEncoded)/\(ReportQuery.label(query.year, month))"), text: name)
        }
    }

    private func path(after: String?) -> String {
        address(
            "/hours",
            ["region": query.region, "year": String(query.year), "month": query.month.map { String($0) }, "after": after])
    }

    private var scope: Text { ReportQuery.scope(query.region, edition) }
    private var period: Text { query.name }

    private func part(
        _ title: Text, beside words: Text? = nil, _ parts: [HoursTable.Part], on page: Page, name: (HoursTable.Part) -> Void
    ) {
        // A sheet has its heads without lines too, and minutes as whole numbers, so that they can be added up.
        let isSheet = page.gathering != nil
        if parts.isEmpty, !isSheet { return }
        if let words { page.heading(title, beside: words) } else { page.h2(say: title) }
        let columns = [Column("", "", .head)] + HoursKind.allCases.map { Column(isSheet ? $0.nameInSheets : $0.name, .number) }
        page.list(columns, parts, style: "figures") { part, cell in
            cell { name(part) }
            for kind in HoursKind.allCases {
                if isSheet { cell(text: String(part[kind])) } else { cell { page.hours(part[kind], kind) } }
            }
        }
    }
}

extension HoursKind {
    /// Its name over whole numbers, which says whether they are minutes.
    var nameInSheets: Text { isCount ? name : Text("\(name.zh)（分钟）", "\(name.en), minutes") }
}

extension Page {
    /// An amount of hours, as hours and minutes; of days, how many.
    func hours(_ amount: Int, _ kind: HoursKind) {
        if amount == 0 { return span("nought", text: "–") }
        text(kind.isCount ? String(amount) : Self.hours(amount))
    }

    /// Minutes as `7:05`.
    static func hours(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)" }
}
