import HTML
import Handbook
import Operations

/// The ways from one period of a report to another, and from one region to another.
struct PeriodTabs {
    let path: String
    let query: ReportQuery
    let today: Day
    /// Which view of a report the ways lead to.
    var view = ReportView.overview

    private func path(_ change: (inout ReportQuery) -> Void) -> String {
        var other = query
        change(&other)
        return address(
            path,
            [
                "view": view.word, "region": other.region, "year": String(other.year), "month": other.month.map { String($0) },
                "customer": other.customer, "contract": other.contract,
            ])
    }

    /// The regions, and the company where it is the reader's; nothing where there is no choice.
    func scopes(_ regions: [String], withCompany: Bool, _ edition: Edition, on page: Page) {
        let all: [String?] = (withCompany ? [nil] : []) + regions.map { $0 }
        if all.count < 2 { return }
        let tabs = all.map { region in
            Tabs.Tab(
                path: path { $0.region = region }, name: ReportQuery.scope(region, edition), isCurrent: region == query.region)
        }
        Tabs(label: Text("区域", "Regions"), tabs: tabs).write(on: page)
    }

    /// The year and its months, as far as they have come, and the years beside it.
    func write(on page: Page) {
        var tabs: [Tabs.Tab] = []
        if ReportQuery.years.contains(query.year - 1) {
            tabs.append(tab(Text("‹ \(query.year - 1)", "‹ \(query.year - 1)"), query.year - 1, nil))
        }
        tabs.append(tab(Text("\(query.year) 全年", "All of \(query.year)"), query.year, nil))
        for month in view == .spares ? [] : query.months(by: today) {
            tabs.append(tab(Text("\(month) 月", ReportQuery.label(query.year, month)), query.year, month))
        }
        if query.year < today.year, ReportQuery.years.contains(query.year + 1) {
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

extension ReportQuery {
    /// The years of which figures can be asked.
    static let years = 2000...9000

    /// What a report is about, in words.
    static func scope(_ region: String?, _ edition: Edition) -> Text {
        region.map { edition.organization.region($0)?.name ?? Text($0, $0) } ?? Text("全公司", "Company")
    }

    /// The period in words.
    var name: Text {
        guard let month else { return Text("\(year) 年", String(year)) }
        return Text("\(year) 年 \(month) 月", Self.label(year, month))
    }

    /// A month as addresses write it: `2026-05`.
    static func label(_ year: Int, _ month: Int) -> String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    /// The months of the year that have begun by a day.
    func months(by today: Day) -> [Int] {
        Array((1...12).prefix(year < today.year ? 12 : year == today.year ? today.month : 0))
    }
}

extension Asked {
    /// The year that figures are asked of; nil where the address names none.
    var year: Int? {
        guard let year = whole("year").flatMap({ Int(exactly: $0) }), ReportQuery.years.contains(year) else { return nil }
        return year
    }
    /// The month, 1…12; nil for the whole year.
    var month: Int? { whole("month").flatMap { (1...12).contains($0) ? Int($0) : nil } }
}
