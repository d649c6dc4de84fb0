import Handbook
import Operations
import Storage

extension Accounts {
    /// Sets somebody's password: all their sessions and one-time links end with it.
    ///
    /// - Returns: what is wrong with it; nil where it is set.
    func setPassword(_ password: String, of person: ID<Person>, from caller: Caller) async throws -> Text? {
        let names = try await names(of: person)
        if let fault = PasswordRules.fault(in: password, names: names) { return fault }
        let composed = PasswordRules.composed(password)
        guard let encoded = try await threads.run({ Argon2.encoded(composed) }) else {
            return Text("系统繁忙，请稍后再试", "The house is busy; try again soon")
        }
        let now = now()
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO passwords (person, encoded, since) VALUES (?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET encoded = excluded.encoded, since = excluded.since
                """, person.text, encoded, now.milliseconds)
            try session.execute(
                "UPDATE sessions SET revoked = ? WHERE person = ? AND revoked IS NULL", now.milliseconds, person.text)
            try session.execute(
                "UPDATE one_time_links SET used = ? WHERE person = ? AND used IS NULL", now.milliseconds, person.text)
            try session.note(.passwordSet, of: person, from: caller, at: now)
        }
        return nil
    }

    /// Whether it is somebody's password; asked of whoever changes how they come in. Tries are counted like those at the sign-in.
    func isPassword(_ password: String, of person: ID<Person>) async throws -> Bool {
        let throttle = Throttle.secondStep(of: person)
        try await count(throttle)
        let encoded = try await database.read { session in try session.password(of: person) }
        let composed = PasswordRules.composed(password)
        let isRight = try await threads.run { Argon2.verify(composed, encoded ?? Argon2.nobody) }
        if isRight && encoded != nil { try await forgive(throttle) }
        return isRight && encoded != nil
    }

    /// What somebody is called, which no password may be made of.
    private func names(of person: ID<Person>) async throws -> [String] {
        try await database.read { session in
            guard let entry = try Person.find(person, in: session)?.entry else { return [person.text] }
            let mail = entry.mail.map { $0.prefix { $0 != "@" } }.map(String.init)
            return [person.text, entry.name] + [entry.phone, mail].compactMap { $0 }
        }
    }
}

extension Session {
    /// How somebody's password was hashed; nil where they have none.
    func password(of person: ID<Person>) throws -> String? {
        try first("SELECT encoded FROM passwords WHERE person = ?", person.text)?.text("encoded")
    }
}
