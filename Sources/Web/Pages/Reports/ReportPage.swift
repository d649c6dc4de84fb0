import HTML
import Handbook
import Operations

/// The service report of a year or a month: what came in and went out, which promises were kept, what is left, and of whom.
struct ReportPage: View {
    let report: ServiceReport
    let edition: Edition

    let title = Text("服务报表", "Service report")
    let section = Section.reports

    func write(on page: Page) {
        let query = report.query
        let (scope, period) = (ReportQuery.scope(query.region, edition), query.name)
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(period.zh)", "  \(scope.en) · \(period.en)"))
            }
        }
        let tabs = PeriodTabs(path: "/reports", query: query, today: report.today)
        tabs.scopes(report.reader.regions, withCompany: report.reader.seesCompany, edition, on: page)
        tabs.write(on: page)
        Chart.patterns(on: page)
        let link = ReportLink(query)
        ReportSummary(report: report, link: link).write(on: page)
        ReportMonths(report: report, link: link).write(on: page)
        ReportParts(report: report, edition: edition).write(on: page)
    }
}
