import Handbook
import Hummingbird
import Operations

/// Recognizes who asks by the cookie of their session, and in which language they read.
struct Recognition: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var visit = context
        visit.path = request.uri.string
        visit.takesGzip = (request.headers[.acceptEncoding] ?? "").contains("gzip")
        if let key = request.cookies[Sessions.cookie]?.value { visit.guest = try await front.accounts.guest(of: key) }
        visit.language = Language.preferred(
            chosen: request.cookies["lang"]?.value, accepted: request.headers[.acceptLanguage])
        return try await next(request, visit)
    }
}

extension Language {
    /// The language that somebody chose, or that the browser names first of those that the house speaks; Chinese otherwise.
    static func preferred(chosen: String?, accepted: String?) -> Language {
        if let language = chosen.flatMap(Language.init(rawValue:)) { return language }
        let first = (accepted ?? "").split(separator: ",").lazy.map { $0.prefix(while: { $0 != "-" && $0 != ";" }) }
            .map { $0.filter { !$0.isWhitespace }.lowercased() }.compactMap(Language.init(rawValue:)).first
        return first ?? .zh
    }
}
