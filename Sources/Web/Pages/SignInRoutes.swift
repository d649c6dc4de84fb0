import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// The sign-in page; whoever is signed in goes on at once.
    func showSignIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let then = Self.ownPath(request.uri.queryParameters["then"].map(String.init))
        if visit.guest != nil { return .goOn(to: then) }
        return show(SignInPage(formToken: visit.formToken, then: then), to: visit)
    }

    /// Takes name and password, or the code of the second step.
    func signIn(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request, visit)
        let then = Self.ownPath(form["then"])
        if let key = form["key"] { return try await finishSignIn(key, form["code"] ?? "", then, visit) }
        let name = form["name"] ?? ""
        var page = SignInPage(formToken: visit.formToken, then: then, name: String(name.prefix(120)))
        do {
            switch try await accounts.signIn(name, form["password"] ?? "", from: visit.caller) {
            case .known(let person): return try await begin(for: person, by: "password", visit, goingOnTo: then)
            case .secondStep(let key):
                return show(SecondStepPage(formToken: visit.formToken, key: key, then: then), to: visit)
            case .refused:
                page.trouble = SignInPage.wrong
                return show(page, to: visit, status: .unprocessableContent)
            }
        } catch let soon as TooSoon {
            page.trouble = soon.text
            return later(soon, show(page, to: visit, status: .tooManyRequests))
        }
    }

    private func finishSignIn(_ key: String, _ code: String, _ then: String, _ visit: Visit) async throws -> Response {
        var page = SecondStepPage(formToken: visit.formToken, key: key, then: then)
        do {
            if let person = try await accounts.finish(key, code: code, from: visit.caller) {
                return try await begin(for: person, by: "totp", visit, goingOnTo: then)
            }
            guard try await accounts.isWaiting(key) else {
                let page = SignInPage(
                    formToken: visit.formToken, then: then, trouble: Text("等候已久，请重新登录", "That took too long; begin again"))
                return show(page, to: visit, status: .unprocessableContent)
            }
            page.trouble = SecondStepPage.wrong
            return show(page, to: visit, status: .unprocessableContent)
        } catch let soon as TooSoon {
            page.trouble = soon.text
            return later(soon, show(page, to: visit, status: .tooManyRequests))
        }
    }

    /// Begins a session in place of the one that the browser had, and goes on.
    func begin(for person: ID<Person>, by way: String, _ visit: Visit, goingOnTo path: String) async throws -> Response {
        if let guest = visit.guest { try await accounts.end(guest.session, of: guest.person, from: visit.caller) }
        let session = try await accounts.begin(for: person, by: way, from: visit.caller)
        var response = Response.goOn(to: path)
        response.setCookie(cookie(Sessions.cookie(isSecure: isSecure), session, seconds: Sessions.days * 86_400))
        return response
    }

    func signOut(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        _ = try await FormBody(request, visit)
        try await accounts.end(guest.session, of: guest.person, from: visit.caller)
        var response = Response.goOn(to: "/sign-in")
        response.setCookie(cookie(Sessions.cookie(isSecure: isSecure), "", seconds: 0))
        // What the browser kept of pages is nobody's business any more.
        if let name = HTTPField.Name("Clear-Site-Data") { response.headers[name] = "\"cache\"" }
        return response
    }

    /// Keeps the language that somebody chose who is not signed in.
    func chooseLanguage(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let language = Language(rawValue: try visit.part("language")) else {
            throw Missing("没有这种语言", "There is no such language")
        }
        let then = Self.ownPath(request.uri.queryParameters["then"].map(String.init))
        var response = Response.goOn(to: then)
        response.setCookie(cookie("lang", language.rawValue, seconds: 366 * 86_400))
        return response
    }

    /// The answer with the time after which it may be tried again, for programs.
    func later(_ soon: TooSoon, _ response: Response) -> Response {
        var response = response
        response.headers[.retryAfter] = String(soon.seconds)
        return response
    }

    /// A path of this house; anything else, such as another site's address in disguise, becomes the desk.
    static func ownPath(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"), path.utf8.count < 500,
            path.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return path.prefix { $0 != "?" } == "/sign-in" ? "/" : path
    }
}
