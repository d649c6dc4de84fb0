import Hummingbird

/// Counts each request by its route, and how long its answer took.
struct Counting: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        let clock = ContinuousClock()
        let start = clock.now
        let response = try await next(request, context)
        let took = start.duration(to: clock.now) / .milliseconds(1)
        front.metrics.count(context.endpointPath ?? "none", request.method, response.status.code, milliseconds: took)
        return response
    }
}
