import Handbook
import Hummingbird
import Operations

extension Front {
    /// The address at which the first administrator is entered, usable once within a day; nil where the house has one.
    package func setUpAddress() async throws -> String? {
        if try await desk.hasAdministrator() { return nil }
        return address + (try await accounts.link(for: Actor.console.person, to: .setUp))
    }

    func showSetUp(_ request: Request, _ visit: Visit) async throws -> Response {
        let key = try visit.part("key")
        try await checkSetUp(key)
        return show(SetUpPage(formToken: visit.formToken, key: key), to: visit)
    }

    /// Enters the first administrator through the desk, as the console does, and signs them in.
    func setUp(_ request: Request, _ visit: Visit) async throws -> Response {
        let form = try await FormBody(request, visit)
        let key = try visit.part("key")
        try await checkSetUp(key)
        var page = SetUpPage(formToken: visit.formToken, key: key)
        for name in ["name", "code", "mail"] { page.values[name] = form[name].map { String($0.prefix(200)) } }
        let names = page.values.values.filter { !$0.isEmpty }
        let password = form["password"] ?? ""
        page.troubles["password"] =
            password == form["again"]
            ? PasswordRules.fault(in: password, names: names) : Text("两次输入不一致", "The two are not the same")
        guard page.troubles.isEmpty else { return show(page, to: visit, status: .unprocessableContent) }
        guard try await accounts.use(key) else { throw Self.usedUp }
        do {
            let person = try await enterAdministrator(page.values)
            _ = try await accounts.setPassword(password, of: person, from: visit.caller)
            return try await begin(for: person, by: "set-up", visit, goingOnTo: "/")
        } catch let error where error is Refused || error is Malformed {
            try await accounts.giveBack(key)
            let answer = Answer(to: error, visit: visit)
            page.trouble = answer.text
            for fault in answer.faults { page.troubles[fault.field] = fault.text }
            for reason in answer.reasons { if let field = reason.field { page.troubles[field] = reason.remedy } }
            return show(page, to: visit, status: answer.status)
        }
    }

    private func enterAdministrator(_ values: [String: String]) async throws -> ID<Person> {
        var input: [String: Value] = ["employment": "employed", "grants": [["role": .text(Role.administrator.id)]]]
        for (name, value) in values where !value.trimmed.isEmpty { input[name] = .text(value.trimmed) }
        var submission = Submission(by: Actor.console.person, .new(kind: Person.kind), "enter", input)
        submission.source = .console
        let performed = try await desk.perform(submission)
        return ID(CaseNumber.code(of: performed.number))
    }

    private func checkSetUp(_ key: String) async throws {
        guard try await accounts.bearer(of: key)?.purpose == .setUp, try await !desk.hasAdministrator() else {
            throw Self.usedUp
        }
    }
}
