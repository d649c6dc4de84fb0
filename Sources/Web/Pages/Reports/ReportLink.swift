import HTML
import Handbook
import Operations

/// The way from a number of a report to the cases behind it: the same mark, days and part, as the list of cases reads them.
struct ReportLink {
    var days: (from: Day?, to: Day?)
    var region: String?
    var customer: String?
    var family: String?
    var contract: String?

    /// Of the whole of what the report is about.
    init(_ query: ReportQuery) {
        days = (query.days?.from, query.days?.to)
        region = query.region
        customer = query.customer
        contract = query.contract
    }

    /// The same for other days.
    func on(_ days: (from: Day?, to: Day?)?) -> ReportLink {
        var link = self
        link.days = days ?? (nil, nil)
        return link
    }

    /// The same as it stands now, since whichever day.
    var now: ReportLink { on(nil) }

    /// The address of the list.
    func path(_ mark: Mark) -> String {
        var query = QueueQuery()
        query.filter.marked = MarkedCases(mark, from: days.from, to: days.to, family: family, contract: contract)
        query.filter.kind = mark.kind
        query.filter.region = region
        query.filter.customer = customer
        return query.path
    }

    /// A number that opens its cases; nought has none behind it.
    func count(_ count: Int, _ mark: Mark, on page: Page) {
        if count == 0 { return page.span("nought", text: "0") }
        page.a("counted", .href(path(mark)), text: String(count))
    }
}
