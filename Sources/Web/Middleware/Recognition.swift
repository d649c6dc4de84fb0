import Handbook
import Hummingbird
import Operations

/// Recognizes who asks by the cookie of their session, in which language they read, and which forms were shown to them.
struct Recognition: RouterMiddleware {
    let front: Front

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        var visit = context
        visit.path = request.uri.string
        visit.agent = request.headers[.userAgent]
        visit.takesGzip = (request.headers[.acceptEncoding] ?? "").contains("gzip")
        if let key = request.cookies[Sessions.cookie(isSecure: front.isSecure)]?.value {
            visit.guest = try await front.accounts.guest(of: key)
        }
        visit.language =
            visit.guest?.language
            ?? Language.preferred(chosen: request.cookies["lang"]?.value, accepted: request.headers[.acceptLanguage])
        if let guest = visit.guest {
            visit.formToken = guest.formToken
            return try await next(request, visit)
        }
        return try await handleStranger(request, visit, next: next)
    }

    /// Whoever is not signed in gets a cookie of their own with their first page, to which its forms belong.
    private func handleStranger(
        _ request: Request, _ context: Visit, next: (Request, Visit) async throws -> Response
    ) async throws -> Response {
        let cookie = Sessions.formCookie(isSecure: front.isSecure)
        let kept = request.cookies[cookie].map(\.value).flatMap { Secret.isReadable($0) ? Secret($0) : nil }
        let secret = kept ?? Secret.drawn()
        var visit = context
        visit.formToken = secret.formToken
        var response = try await next(request, visit)
        if kept == nil, response.headers[.contentType]?.hasPrefix("text/html") ?? false {
            response.setCookie(front.cookie(cookie, secret.text, seconds: nil))
        }
        return response
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
