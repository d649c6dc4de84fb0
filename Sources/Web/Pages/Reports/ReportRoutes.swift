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
        let asked = Asked(request)
        let today = edition.time.day(of: desk.now())
        let year = asked.whole("year").flatMap { (2000...9000).contains($0) ? Int($0) : nil } ?? today.year
        let month = asked.whole("month").flatMap { (1...12).contains($0) ? Int($0) : nil }
        let report = try await desk.report(
            ReportQuery(year: year, month: month, region: asked["region"], customer: asked["customer"]), for: guest.actor)
        return show(ReportPage(report: report, edition: edition), to: visit)
    }
}
