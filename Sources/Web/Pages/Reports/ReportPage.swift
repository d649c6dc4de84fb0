import HTML
import Handbook
import Operations

/// The service report of a year or a month: what came in and went out, which promises were kept, what is left, and of whom.
struct ReportPage: ListView {
    let report: ServiceReport
    let view: ReportView
    let edition: Edition

    var title: Text {
        report.query.customer == nil
            ? Text("服务报表", "Service report")
            : report.query.month == nil ? Text("年度服务报告", "Annual service report") : Text("月度服务报告", "Monthly service report")
    }
    let section = Section.reports

    var sheetName: String {
        "report-\(report.query.month.map { ReportQuery.label(report.query.year, $0) } ?? String(report.query.year))"
    }
    /// Its parts are on one page.
    var onward: String? { nil }

    /// The figures by region, product family and customer; those of one customer stand in the list of its cases.
    func list(on page: Page) {
        if report.query.customer == nil { ReportParts(report: report, edition: edition).write(on: page) }
    }

    func write(on page: Page) {
        let query = report.query
        let region = ReportQuery.scope(query.region, edition)
        let scope = query.customer.map { report.title(of: Customer.kind, $0) }.map { Text($0, $0) } ?? region
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(query.name.zh)", "  \(scope.en) · \(query.name.en)"))
            }
            if view == .parts { page.div("page-acts") { page.takeAway(view.path(query)) } }
        }
        if query.customer != nil {
            let path = address("/reports", ["region": query.region, "year": String(query.year)])
            page.p("no") {
                page.a(nil, .href(path), say: Text("‹ \(region.zh)服务报表", "‹ Service report: \(region.en)"))
            }
        }
        if query.customer == nil { view.tabs(query, on: page) }
        let tabs = PeriodTabs(path: "/reports", query: query, today: report.today, view: view)
        if query.customer == nil { tabs.scopes(report.reader.regions, withCompany: report.reader.seesCompany, edition, on: page) }
        tabs.write(on: page)
        if view == .parts { return list(on: page) }
        Chart.patterns(on: page)
        let link = ReportLink(query)
        ReportSummary(report: report, link: link).write(on: page)
        if query.customer != nil { ContractLines(contracts: report.contracts, today: report.today).write(on: page) }
        ReportMonths(report: report, link: link).write(on: page)
        if query.customer == nil { return }
        page.div("to-fill") {
            for name in [Text("客户", "Customer"), Text("服务经理", "Service manager")] {
                page.p {
                    page.say(name)
                    page.span {}
                }
            }
        }
    }
}
