import Handbook
import Hummingbird
import Operations

extension Front {
    /// Asks whoever follows a one-time link to confirm.
    func showEntry(_ request: Request, _ visit: Visit) async throws -> Response {
        let key = try visit.part("key")
        guard let bearer = try await accounts.bearer(of: key) else { throw Self.usedUp }
        let name = try await accounts.name(of: bearer.person)
        return show(EnterPage(key: key, name: name), to: visit)
    }

    /// Uses the link up and begins a session.
    func enter(_ request: Request, _ visit: Visit) async throws -> Response {
        let key = try visit.part("key")
        guard let bearer = try await accounts.bearer(of: key), try await accounts.use(key) else { throw Self.usedUp }
        var response = Response.goOn(to: "/")
        try await begin(for: bearer.person, request, visit, &response)
        return response
    }

    /// Begins a session and puts its key into the browser's cookie.
    func begin(for person: ID<Person>, _ request: Request, _ visit: Visit, _ response: inout Response) async throws {
        let session = try await accounts.begin(for: person, from: visit.address, agent: request.headers[.userAgent] ?? "–")
        response.setCookie(
            Cookie(
                name: Sessions.cookie, value: session, maxAge: Sessions.days * 86_400, path: "/", secure: isSecure, httpOnly: true,
                sameSite: .lax))
    }

    func signOut(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        guard try await FormBody(request)["_token"] == guest.formToken else { return .goOn(to: "/") }
        try await accounts.end(guest.session)
        var response = Response.goOn(to: "/sign-in")
        response.setCookie(Cookie(name: Sessions.cookie, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true))
        return response
    }

    private static let usedUp = Missing("此链接已用过或已过期，请索取新的", "This link was used or is too old; ask for a new one")
}
