import Handbook
import Hummingbird
import Operations

extension Front {
    func showProfile(_ request: Request, _ visit: Visit) async throws -> Response {
        show(try await profile(visit), to: visit)
    }

    private func profile(_ visit: Visit) async throws -> ProfilePage {
        let guest = try visit.signedIn()
        return ProfilePage(
            guest: guest, formToken: visit.formToken, organization: edition.organization,
            reading: try await accounts.reading(of: guest.person), secondStep: try await accounts.secondStep(of: guest.person),
            tokens: try await desk.tokens(of: guest.person))
    }

    /// Keeps language and notices.
    func keepPreferences(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let form = try await FormBody(request, visit)
        let preferences = Preferences(
            language: form["language"].flatMap(Language.init(rawValue:)), mail: form["mail"] == "1")
        try await accounts.keep(preferences, of: guest.person)
        return .goOn(to: "/profile")
    }

    /// Ends one session, or all others.
    func endSessions(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let asked = try await FormBody(request, visit)["session"] ?? ""
        if asked == "others" {
            try await accounts.endOthers(than: guest.session, of: guest.person, from: visit.caller)
        } else {
            try await accounts.end(asked, of: guest.person, from: visit.caller)
        }
        return .goOn(to: "/profile")
    }

    func showPassword(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        return show(
            PasswordPage(formToken: visit.formToken, hasPassword: try await accounts.hasPassword(guest.person)), to: visit)
    }

    /// Changes one's password: all sessions end, and this browser gets a new one.
    func changePassword(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let form = try await FormBody(request, visit)
        var page = PasswordPage(formToken: visit.formToken, hasPassword: try await accounts.hasPassword(guest.person))
        if let wrong = try await wrongPresent(form, guest, page.hasPassword) {
            page.wrong = wrong.text
            return wrong.mark(show(page, to: visit, status: wrong.status))
        }
        if let trouble = try await setPassword(form, of: guest.person, visit) {
            page.trouble = trouble
            return show(page, to: visit, status: .unprocessableContent)
        }
        return try await begin(for: guest.person, by: "password", visit, goingOnTo: "/profile")
    }

    func showSecondStep(_ request: Request, _ visit: Visit) async throws -> Response {
        show(try await secondStepPage(visit), to: visit)
    }

    private func secondStepPage(_ visit: Visit) async throws -> SecondStepSetUpPage {
        let guest = try visit.signedIn()
        return SecondStepSetUpPage(
            formToken: visit.formToken, person: guest.person, state: try await accounts.secondStep(of: guest.person),
            hasPassword: try await accounts.hasPassword(guest.person))
    }

    /// Turns the second step on in two steps, draws new recovery codes, or turns it off.
    func changeSecondStep(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let form = try await FormBody(request, visit)
        let step = form["step"] ?? ""
        if step == "confirm" { return try await confirmSecondStep(form["code"] ?? "", guest, visit) }
        var page = try await secondStepPage(visit)
        if let wrong = try await wrongPresent(form, guest, page.hasPassword) {
            page.trouble = wrong.text
            return wrong.mark(show(page, to: visit, status: wrong.status))
        }
        switch (step, page.state) {
        case ("begin", .none), ("begin", .begun): try await accounts.beginSecondStep(of: guest.person)
        case ("end", .confirmed): try await accounts.endSecondStep(of: guest.person, from: visit.caller)
        case ("codes", .confirmed):
            let codes = try await accounts.drawCodes(for: guest.person)
            page = try await secondStepPage(visit)
            page.codes = codes
            return show(page, to: visit)
        default: break
        }
        return .goOn(to: "/profile/second-step")
    }

    private func confirmSecondStep(_ code: String, _ guest: Guest, _ visit: Visit) async throws -> Response {
        let codes = try await accounts.confirmSecondStep(of: guest.person, code: code, from: visit.caller)
        if codes != nil { try await accounts.endOthers(than: guest.session, of: guest.person, from: visit.caller) }
        var page = try await secondStepPage(visit)
        page.codes = codes ?? []
        if codes == nil { page.trouble = SecondStepPage.wrong }
        return show(page, to: visit, status: codes == nil ? .unprocessableContent : .ok)
    }

    /// Why the present password that a form holds doesn't let its sender go on; nil where it does.
    private func wrongPresent(_ form: FormBody, _ guest: Guest, _ hasPassword: Bool) async throws -> Hold? {
        if !hasPassword { return nil }
        do {
            let isRight = try await accounts.isPassword(form["present"] ?? "", of: guest.person)
            return isRight ? nil : Hold(text: Text("现在的口令不对", "The present password is wrong"), soon: nil)
        } catch let soon as TooSoon {
            return Hold(text: soon.text, soon: soon)
        }
    }

    /// Why somebody can't go on, now or for a while.
    private struct Hold {
        let text: Text
        let soon: TooSoon?

        var status: HTTPResponse.Status { soon == nil ? .unprocessableContent : .tooManyRequests }

        func mark(_ response: Response) -> Response {
            var response = response
            if let soon { response.headers[.retryAfter] = String(soon.seconds) }
            return response
        }
    }
}

extension Front {
    /// Issues a token to oneself and shows it this once.
    func issueToken(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let form = try await FormBody(request, visit)
        guard let days = form["days"].flatMap({ Int($0) }), (1...366).contains(days),
            let scopes = form["scopes"], ["read", "write"].contains(scopes)
        else {
            var page = try await profile(visit)
            page.trouble = Text("有效天数为 1 至 366", "A token is valid for 1 to 366 days")
            return show(page, to: visit, status: .badRequest)
        }
        let token = "pgt_" + Secret.drawn().text
        try await desk.perform(
            Submission(
                by: guest.person, .at(number: guest.person.number), "issue-token",
                [
                    "hash": .text(Secret(token).digest), "scopes": .text(scopes),
                    "expires": .integer(desk.now().adding(hours: 24 * days).milliseconds),
                ]))
        try await accounts.note(.token, of: guest.person, scopes, from: visit.caller)
        var page = try await profile(visit)
        page.issued = token
        return show(page, to: visit)
    }

    func revokeToken(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let hash = try await FormBody(request, visit)["hash"] ?? ""
        guard try await desk.tokens(of: guest.person).contains(where: { $0.hash == hash }) else {
            throw Missing("没有这个令牌", "There is no such token")
        }
        try await desk.perform(
            Submission(by: guest.person, .at(number: guest.person.number), "revoke-token", ["hash": .text(hash)]))
        try await accounts.note(.token, of: guest.person, "revoked", from: visit.caller)
        return .goOn(to: "/profile")
    }
}
