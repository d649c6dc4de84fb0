import HTML
import Handbook
import Operations

/// The year month by month: promises kept, and what came in and went out.
struct ReportMonths {
    let report: ServiceReport
    let link: ReportLink

    /// The months that have come, the last of which is the one that runs.
    private var months: [Int] { report.query.months(by: report.today) }

    private func label(_ month: Int, _ page: Page) -> String { Text("\(month)月", "\(month)").text(in: page.language) }

    func write(on page: Page) {
        if months.isEmpty { return page.p("empty", say: Text("这一年还没有开始。", "This year has not begun.")) }
        promises(on: page)
        volume(on: page)
    }

    private func promises(on page: Page) {
        page.heading(Text("服务级别达成", "Service levels kept"), beside: Text("按计时开始的月份", "By the month in which the clock began"))
        let labels = (1...12).map { label($0, page) }
        page.div("charts") {
            for promise in Mark.promises {
                let (kept, late) = (Mark.kept(promise.clock, promise.kind), Mark.late(promise.clock, promise.kind))
                ShareChart(
                    title: Text("\(promise.clock.title.zh)达成 %", "\(promise.clock.title.en), % in time"), labels: labels,
                    shares: report.months.map { $0.share(of: kept, against: late) }, whole: total.share(of: kept, against: late)
                ).write(on: page)
            }
        }
        let columns =
            [Column("月份", "Month", .head)]
            + Mark.promises.flatMap { promise in
                [
                    Column(Text("\(promise.clock.title.zh)按时", "\(promise.clock.title.en) in time"), .number),
                    Column("超时", "Late", .number), Column("达成", "Kept", .number),
                ]
            }
        table(columns, on: page) { figures, link, cell in
            for promise in Mark.promises {
                let (kept, late) = (Mark.kept(promise.clock, promise.kind), Mark.late(promise.clock, promise.kind))
                cell { link.count(figures[kept], kept, on: page) }
                cell { link.count(figures[late], late, on: page) }
                cell(text: figures.share(of: kept, against: late).map { "\($0)%" } ?? "—")
            }
        }
    }

    private func volume(on page: Page) {
        page.h2(say: Text("业务量与结果", "Volume and results"))
        let labels = (1...12).map { label($0, page) }
        page.div("charts") {
            for kind in Mark.kinds {
                ColumnChart(
                    title: Procedures.declared[kind]?.title ?? Text(kind, kind), labels: labels,
                    first: (Mark.opened(kind).title, report.months.map { $0[.opened(kind)] }),
                    second: (Mark.ended(kind).title, report.months.map { $0[.ended(kind)] })
                ).write(on: page)
            }
        }
        let marks = Mark.kinds.flatMap { [Mark.opened($0), Mark.ended($0)] } + Self.results
        let columns =
            [Column("月份", "Month", .head)]
            + Mark.kinds.flatMap { kind in
                let name = kind == ServiceRequest.kind ? Text("请求", "Requests") : Text("派工", "Orders")
                return [
                    Column(Text("\(name.zh)新开", "\(name.en) opened"), .number),
                    Column(Text("\(name.zh)办结", "\(name.en) ended"), .number),
                ]
            } + Self.results.map { Column($0.title, .number) }
        table(columns, on: page) { figures, link, cell in
            for mark in marks { cell { link.count(figures[mark], mark, on: page) } }
        }
    }

    private static let results: [Mark] = [
        .repeated, .fixedAtOnce, .notFixedAtOnce, .inspected, .partsChanged, .satisfied, .unsatisfied, .visitSatisfied,
        .visitUnsatisfied,
    ]

    /// The months together.
    private var total: ReportFigures { report.year }

    /// A line for each month, and one for all of them.
    private func table(_ columns: [Column], on page: Page, cells: (ReportFigures, ReportLink, Cells) -> Void) {
        page.list(
            columns, months.map { Optional($0) } + [nil], style: "figures",
            mark: { $0 == nil ? .style("total") : $0 == report.query.month ? .style("chosen") : nil }
        ) { month, cell in
            if let month {
                cell(text: label(month, page))
                cells(report.months[month - 1], link.on(report.query.days(of: month)), cell)
            } else {
                cell(say: Text("全年", "Year"))
                cells(total, link.on(ReportQuery(year: report.query.year).days), cell)
            }
        }
    }
}
