import HTML
import Handbook
import Operations

/// The parts that were changed in a year, each by month: every number opens the orders on which that was done (15.6).
struct SparesPage: ListView {
    let table: SpareTable
    let edition: Edition

    let title = Text("换件", "Parts changed")
    let section = Section.reports
    var sheetName: String { "parts-changed-\(table.query.year)" }
    var onward: String? { table.next }

    func write(on page: Page) {
        let query = table.query
        let scope = query.contract.map { Text($0, $0) } ?? ReportQuery.scope(query.region, edition)
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(query.year) 年", "  \(scope.en) · \(query.year)"))
            }
            page.div("page-acts") { page.takeAway(ReportView.spares.path(query)) }
        }
        let tabs = PeriodTabs(path: "/reports", query: query, today: table.today, view: .spares)
        if query.contract == nil {
            ReportView.spares.tabs(query, on: page)
            tabs.scopes(table.reader.regions, withCompany: table.reader.seesCompany, edition, on: page)
        } else {
            page.p("no") {
                page.a(nil, .href(ReportView.overview.path(query)), say: Text("‹ 年度服务报告", "‹ Annual service report"))
            }
        }
        tabs.write(on: page)
        if table.parts.isEmpty {
            return page.p("empty", say: Text("这一年没有换过部件。", "No part was changed in this year."))
        }
        list(on: page)
        if let next = table.next { page.further(ReportView.spares.path(query, after: next)) }
    }

    func list(on page: Page) { SpareLines(table: table).write(on: page) }
}

/// A line for each part that was changed.
struct SpareLines {
    let table: SpareTable

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    func write(on page: Page) {
        let (year, region, contract) = (table.query.year, table.query.region, table.query.contract)
        let link = ReportLink(ReportQuery(year: year, region: region, contract: contract))
        let columns =
            [Column("物料编码", "Part number", .head), Column("名称", "Name")]
            + (1...12).map { Column("\($0)月", Self.months[$0 - 1], .number) }
            + [Column("全年单数", "Orders", .number), Column("全年件数", "Pieces", .number)]
        page.list(columns, table.parts, style: "figures") { part, cell in
            cell { page.caseLink("\(Part.kind):\(part.code)", part.code) }
            cell(text: table.title(of: part.code))
            for (month, count) in zip(1..., part.months) {
                cell { link.on(table.query.days(of: month)).count(count, .changed(part.code), on: page) }
            }
            cell { link.count(part.year, .changed(part.code), on: page) }
            cell(text: String(part.pieces))
        }
    }
}
