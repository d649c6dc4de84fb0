import Hummingbird

/// Counts for the navigation of pages; files, events and programs go without.
struct Tallying: RouterMiddleware {
    let front: Front
    private static let without = [
        "/assets/", "/api/", "/events", "/lookup/", "/healthz", "/readyz", "/metrics", "/enter/", "/l/", "/portal", "/site",
        "/worker.js",
    ]

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        let path = request.uri.path
        guard let guest = context.guest, !path.hasSuffix(".csv"), !path.hasSuffix(".xlsx"),
            !Self.without.contains(where: path.hasPrefix)
        else { return try await next(request, context) }
        var visit = context
        // What one sends is mostly answered by leading on: the page that comes then counts anew.
        visit.tally = request.method == .get ? try await front.tally(for: guest) : front.tallies.last(of: guest.actor)
        return try await next(request, visit)
    }
}
