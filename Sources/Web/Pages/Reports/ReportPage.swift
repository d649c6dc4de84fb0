import HTML
import Handbook
import Operations

/// The service report of a year or a month: what came in and went out, which promises were kept, what is left, and of whom.
struct ReportPage: View {
    let report: ServiceReport
    let edition: Edition

    let title = Text("服务报表", "Service report")
    let section = Section.reports

    private var query: ReportQuery { report.query }
    private var link: ReportLink { ReportLink(query) }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(period.zh)", "  \(scope.en) · \(period.en)"))
            }
        }
        scopes(on: page)
        periods(on: page)
        Chart.patterns(on: page)
        ReportSummary(report: report, link: link).write(on: page)
        ReportMonths(report: report, link: link).write(on: page)
        ReportParts(report: report, edition: edition).write(on: page)
    }

    private var scope: Text {
        query.region.map { edition.organization.region($0)?.name ?? Text($0, $0) } ?? Text("全公司", "Company")
    }

    private var period: Text {
        guard let month = query.month else { return Text("\(query.year) 年", "\(query.year)") }
        return Text("\(query.year) 年 \(month) 月", "\(query.year)-\(month < 10 ? "0" : "")\(month)")
    }

    private func path(_ change: (inout ReportQuery) -> Void) -> String {
        var other = query
        change(&other)
        return address(
            "/reports", ["region": other.region, "year": String(other.year), "month": other.month.map { String($0) }])
    }

    private func scopes(on page: Page) {
        let all: [String?] = (report.reader.seesCompany ? [nil] : []) + report.reader.regions.map { $0 }
        if all.count < 2 { return }
        let tabs = all.map { region in
            Tabs.Tab(
                path: path { $0.region = region },
                name: region.map { edition.organization.region($0)?.name ?? Text($0, $0) } ?? Text("全公司", "Company"),
                isCurrent: region == query.region)
        }
        Tabs(label: Text("区域", "Regions"), tabs: tabs).write(on: page)
    }

    /// The year and its months, as far as they have come; the years beside it.
    private func periods(on page: Page) {
        let last = query.year < report.today.year ? 12 : query.year == report.today.year ? report.today.month : 0
        var tabs = [tab(Text("‹ \(query.year - 1)", "‹ \(query.year - 1)"), query.year - 1, nil)]
        tabs.append(tab(Text("\(query.year) 全年", "All of \(query.year)"), query.year, nil))
        for month in (1...12).prefix(last) { tabs.append(tab(Text("\(month) 月", "\(month)"), query.year, month)) }
        if query.year < report.today.year {
            tabs.append(tab(Text("\(query.year + 1) ›", "\(query.year + 1) ›"), query.year + 1, nil))
        }
        Tabs(label: Text("时段", "Period"), tabs: tabs).write(on: page)
    }

    private func tab(_ name: Text, _ year: Int, _ month: Int?) -> Tabs.Tab {
        Tabs.Tab(
            path: path {
                $0.year = year
                $0.month = month
            }, name: name, isCurrent: year == query.year && month == query.month)
    }
}
