import Handbook
import Hummingbird
import Operations

extension Guest {
    /// Whether the person answers for figures.
    var readsReports: Bool { ReportReader.isOne(actor) }
}

extension Front {
    /// The service report of a year or a month.
    func showReport(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let today = edition.time.day(of: desk.now())
        return try await show(request, visit) { [self] asked in
            // What a customer's report counts stands in the list of its cases, which has a sheet.
            if asked["customer"] != nil, asked["as"].flatMap(SheetFormat.init) != nil {
                throw Missing("没有这张表", "There is no such sheet")
            }
            let query = ReportQuery(
                year: asked.year ?? today.year, month: asked.month, region: asked["region"], customer: asked["customer"])
            return ReportPage(report: try await desk.report(query, for: guest.actor), edition: edition)
        }
    }
}
