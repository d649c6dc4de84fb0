import HTML
import Handbook
import Operations

/// What of a service report stands on one page: what a manager looks at first, or what is behind it.
enum ReportView: String, CaseIterable {
    case overview, parts, spares

    private var name: Text {
        switch self {
        case .overview: Text("总览", "Overview")
        case .parts: Text("按区域、产品族和客户", "By region, product family and customer")
        case .spares: Text("换件", "Parts changed")
        }
    }

    /// As addresses write it; the overview is what one finds without a word.
    var word: String? { self == .overview ? nil : rawValue }

    /// The address of the view; parts that were changed stand by the year.
    func path(_ query: ReportQuery, after: String? = nil) -> String {
        address(
            "/reports",
            [
                "view": word, "contract": query.contract, "region": query.region, "year": String(query.year),
                "month": self == .spares ? nil : query.month.map { String($0) }, "after": after,
            ])
    }

    /// The ways to the views, of which this one is open.
    func tabs(_ query: ReportQuery, on page: Page) {
        Tabs(
            label: Text("报表", "Report"),
            tabs: Self.allCases.map { Tabs.Tab(path: $0.path(query), name: $0.name, isCurrent: $0 == self) }
        ).write(on: page)
    }
}
