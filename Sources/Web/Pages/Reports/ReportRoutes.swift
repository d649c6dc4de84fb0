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
        if Asked(request)["view"] == ReportView.spares.rawValue {
            return try await show(request, visit) { [self] asked in
                let query = ReportQuery(year: asked.year ?? today.year, region: asked["region"], contract: asked["contract"])
                return SparesPage(table: try await desk.spares(query, after: asked["after"], for: guest.actor), edition: edition)
            }
        }
        return try await show(request, visit) { [self] asked in
            let query = ReportQuery(
                year: asked.year ?? today.year, month: asked.month, region: asked["region"], customer: asked["customer"],
                contract: asked["contract"])
            let isSheet = asked["as"].flatMap(SheetFormat.init) != nil
            if query.isOfOne {
                // What a customer's or contract's report counts stands in the list of its cases, which has a sheet.
                if isSheet { throw Missing("没有这张表", "There is no such sheet") }
                let report = try await desk.report(query, .whole, for: guest.actor)
                return ReportPage(report: report, view: .overview, edition: edition)
            }
            let view = asked["view"].flatMap(ReportView.init) ?? (isSheet ? .parts : .overview)
            let report = try await desk.report(query, view == .parts ? .parts : .whole, for: guest.actor)
            return ReportPage(report: report, view: view, edition: edition)
        }
    }
}
