import Handbook
import Hummingbird
import Operations

extension Front {
    /// Asks whoever follows a one-time link to confirm, or for a new password.
    func showEntry(_ request: Request, _ visit: Visit) async throws -> Response {
        let key = try visit.part("key")
        let bearer = try await bearer(of: key)
        let name = try await accounts.name(of: bearer.person)
        switch bearer.purpose {
        case .setPassword: return show(NewPasswordPage(formToken: visit.formToken, key: key, name: name), to: visit)
        default: return show(EnterPage(formToken: visit.formToken, key: key, name: name), to: visit)
        }
    }

    /// Uses the link up and begins a session; whoever has a second step takes it first.
    func enter(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request, visit)
        let key = try visit.part("key")
        let bearer = try await bearer(of: key)
        if bearer.purpose == .setPassword { return try await setPassword(form, key, bearer.person, visit) }
        guard try await accounts.use(key) else { throw Self.usedUp }
        return try await goIn(bearer.person, visit)
    }

    private func setPassword(_ form: FormBody, _ key: String, _ person: ID<Person>, _ visit: Visit) async throws -> Response {
        guard try await accounts.use(key) else { throw Self.usedUp }
        if let trouble = try await setPassword(form, of: person, visit) {
            try await accounts.giveBack(key)
            let name = try await accounts.name(of: person)
            return show(
                NewPasswordPage(formToken: visit.formToken, key: key, name: name, trouble: trouble), to: visit,
                status: .unprocessableContent)
        }
        return try await goIn(person, visit)
    }

    /// Sets the password that a form holds twice; what is wrong with it, nil where it is set.
    func setPassword(_ form: FormBody, of person: ID<Person>, _ visit: Visit) async throws -> Text? {
        let password = form["password"] ?? ""
        guard password == form["again"] else { return Text("两次输入不一致", "The two are not the same") }
        return try await accounts.setPassword(password, of: person, from: visit.caller)
    }

    /// Begins a session for whoever came by a link; a link alone passes nobody's second step.
    private func goIn(_ person: ID<Person>, _ visit: Visit) async throws -> Response {
        guard case .confirmed = try await accounts.secondStep(of: person) else {
            return try await begin(for: person, by: "link", visit, goingOnTo: "/")
        }
        let key = try await accounts.secondStepKey(of: person)
        return show(SecondStepPage(formToken: visit.formToken, key: key, then: "/"), to: visit)
    }

    private func bearer(of key: String) async throws -> (person: ID<Person>, purpose: Accounts.Purpose) {
        guard let bearer = try await accounts.bearer(of: key), [.signIn, .setPassword].contains(bearer.purpose) else {
            throw Self.usedUp
        }
        return bearer
    }

    static let usedUp = Missing("此链接已用过或已过期，请索取新的", "This link was used or is too old; ask for a new one")
}
