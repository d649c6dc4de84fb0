import HTTPTypes
import Handbook
import Hummingbird
import Operations

/// One path and method of the API, with what answers it; the router, the 405s and the description are made from these.
struct APIRoute: Sendable {
    let method: HTTPRequest.Method
    /// The path as the router reads it: `/api/v1/cases/:case`.
    let path: String
    /// What a token must be allowed; nil where none is needed.
    let scope: Scope?
    let call: @Sendable (Call) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ path: String, _ scope: Scope?, _ call: @escaping @Sendable (Call) async throws -> Response
    ) {
        self.method = method
        self.path = "/api/v1\(path)"
        self.scope = scope
        self.call = call
    }

    /// Whether a path that was asked for is this one.
    func matches(_ path: [Substring]) -> Bool {
        let own = self.path.split(separator: "/")
        guard own.count == path.count, zip(own, path).allSatisfy({ $0.first == ":" || $0 == $1 }) else { return false }
        // Of what never changes nothing is amended.
        if method == .patch, let kind = path.dropLast().last.map(String.init) {
            return Procedures.declared[kind]?.activity("amend") != nil
        }
        // A procedure's letters stand where a case's number does: there one opens, and reads nothing.
        guard own.last == ":case", let last = path.last else { return true }
        let isProcedure = (Procedures.all + Procedures.library).contains { $0.kind == last }
        return isProcedure == (method == .post)
    }
}

/// One request of a program that may make it.
struct Call: Sendable {
    let request: Request
    let visit: Visit
    /// Whose token it showed; nil where none is needed.
    let bearer: Bearer?

    /// Who asks.
    func person() throws -> ID<Person> { try known().person }

    /// Whose token it is.
    func known() throws -> Bearer {
        guard let bearer else { throw Unreadable.noToken }
        return bearer
    }

    /// Answers with JSON.
    func answer(_ json: JSON, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        Response(json.bytes, type: "application/json", to: visit, status: status, headers: headers)
    }
}

extension Front {
    /// Lets a request in where its token allows it and it doesn't come too often, and answers it.
    func answer(_ request: Request, _ visit: Visit, by route: APIRoute) async throws -> Response {
        let bearer = try await bearer(of: request)
        let allowance = limits.take(from: bearer?.token ?? "address \(visit.address)", at: desk.now())
        var headers: HTTPFields = [
            .rateLimit: String(limits.burst), .rateRemaining: String(allowance.left), .rateReset: String(allowance.seconds),
        ]
        var response: Response
        do {
            guard allowance.isGranted else {
                headers[.retryAfter] = String(allowance.seconds)
                throw Unreadable(.tooManyRequests, "请求过于频繁，请稍后再试", "Too many requests: try again later")
            }
            if let scope = route.scope {
                guard let bearer else { throw Unreadable.noToken }
                guard bearer.scopes.contains(scope) else { throw Unreadable.outOfScope(scope) }
            }
            response = try await route.call(Call(request: request, visit: visit, bearer: bearer))
        } catch {
            response = Answer(to: error, visit: visit).problem(to: visit)
        }
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    /// Whose token a request shows; nil where it shows none that counts.
    func bearer(of request: Request) async throws -> Bearer? {
        guard let given = request.headers[.authorization] else { return nil }
        let parts = given.split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return try await accounts.bearer(ofToken: String(parts[1]))
    }

    /// Why a path of the API leads nowhere: there is no such path, or it takes other methods.
    func unknown(_ request: Request) -> Unreadable {
        let path = request.uri.path.split(separator: "/")
        var allowed = Set(api.filter { $0.matches(path) }.map(\.method.rawValue))
        guard !allowed.isEmpty else { return Unreadable(.notFound, "API 没有这个路径", "The API has no such path") }
        if allowed.contains("GET") { allowed.insert("HEAD") }
        let list = allowed.sorted().joined(separator: ", ")
        return Unreadable(.methodNotAllowed, "此路径只接受 \(list)", "This path takes \(list)", headers: [.allow: list])
    }
}

extension Unreadable {
    static let noToken = Unreadable(
        .unauthorized, "请以有效的令牌访问（Authorization: Bearer pgt_…）", "Show a valid token (Authorization: Bearer pgt_…)",
        headers: [.wwwAuthenticate: "Bearer realm=\"paigong\""])

    static func outOfScope(_ scope: Scope) -> Unreadable {
        Unreadable(
            .forbidden, "此令牌没有 \(scope.rawValue) 权限", "This token lacks the scope \(scope.rawValue)",
            headers: [.wwwAuthenticate: "Bearer error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""])
    }
}
