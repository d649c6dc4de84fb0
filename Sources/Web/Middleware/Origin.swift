import HTTPTypes
import Hummingbird

/// Finds out where a request really comes from, and gives it the id by which it is found again.
struct Origin: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var visit = context
        visit.path = request.uri.string
        visit.isSecure = front.isSecure
        let forwarded = request.headers[.xForwardedFor]
        if front.proxies.trusts(visit.address) {
            if let forwarded { visit.address = front.proxies.client(behind: visit.address, forwarded: forwarded) }
            visit.isSecure = visit.isSecure || request.headers[.xForwardedProto]?.lowercased() == "https"
        } else {
            visit.isForwarded = forwarded != nil || request.headers[.forwarded] != nil
        }
        if let given = request.headers[.xRequestID], Self.isSane(given) { visit.reference = given }
        var response = try await next(request, visit)
        response.headers[.xRequestID] = visit.reference
        return response
    }

    /// Whether an id that somebody sent can stand in a log and in an address.
    private static func isSane(_ id: String) -> Bool {
        (1...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

extension HTTPField.Name {
    /// A header's name; every one here is one.
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }

    static let xRequestID = named("X-Request-Id")
    static let xForwardedFor = named("X-Forwarded-For")
    static let xForwardedProto = named("X-Forwarded-Proto")
    static let forwarded = named("Forwarded")
    static let idempotencyKey = named("Idempotency-Key")
    static let rateLimit = named("RateLimit-Limit")
    static let rateRemaining = named("RateLimit-Remaining")
    static let rateReset = named("RateLimit-Reset")
    static let link = named("Link")
}
