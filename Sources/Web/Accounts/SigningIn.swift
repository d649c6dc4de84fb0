import Handbook
import Operations
import Storage

/// What came of a try to sign in.
enum SignInOutcome: Sendable {
    /// The person has shown who they are.
    case known(ID<Person>)
    /// The password was right; the second step follows, under this key.
    case secondStep(key: String)
    /// Name or password or code was wrong; which of them is not said.
    case refused
}

extension Accounts {
    /// Tries a name (code, phone or mail) and a password. Throws `TooSoon` where it was tried too often.
    func signIn(_ name: String, _ password: String, from caller: Caller) async throws -> SignInOutcome {
        let typed = name.trimmed
        let byName = Throttle.name(typed.lowercased())
        try await count(byName, .address(caller.address))
        let now = now()
        let known = try await database.read { session in try session.account(of: typed, at: now) }
        let composed = String(PasswordRules.composed(password).prefix(PasswordRules.most))
        let encoded = known?.encoded ?? Argon2.nobody
        guard try await threads.run({ Argon2.verify(composed, encoded) }), let known, known.encoded != nil else {
            if let known { try await noteFailure(of: known.person, byName, from: caller) }
            return .refused
        }
        try await takeBack(.address(caller.address))
        if known.hasSecondStep {
            // Not forgiven yet: whoever knows the password alone shall not get tries of the second step by it.
            try await takeBack(byName)
            return .secondStep(key: try await secondStepKey(of: known.person))
        }
        try await forgive(byName)
        return .known(known.person)
    }

    /// The key under which the second step of somebody follows within ten minutes.
    func secondStepKey(of person: ID<Person>) async throws -> String {
        try await key(for: person, to: .secondStep, until: now().adding(minutes: 10))
    }

    private func noteFailure(of person: ID<Person>, _ throttle: Throttle, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in
            try session.note(.failed, of: person, from: caller, at: now)
            let shut = try session.first("SELECT shut_until FROM throttles WHERE key = ?", throttle.key)?.integer("shut_until")
            if (shut ?? 0) > now.milliseconds { try session.note(.locked, of: person, from: caller, at: now) }
        }
    }

    /// Whether somebody may sign in at all: works here, and is nobody of the house's own.
    package func mayEnter(_ person: ID<Person>) async throws -> Bool {
        let now = now()
        return try await database.read { session in try session.mayEnter(person, at: now) }
    }
}

/// What the sign-in knows of somebody.
private struct Account: Sendable {
    let person: ID<Person>
    let encoded: String?
    let hasSecondStep: Bool
}

extension Session {
    fileprivate func account(of typed: String, at now: Instant) throws -> Account? {
        guard (1...120).contains(typed.count), !typed.contains("\0"), let person = try Person.called(typed, in: self),
            try mayEnter(person, at: now)
        else { return nil }
        return Account(
            person: person, encoded: try password(of: person), hasSecondStep: try hasSecondStep(person))
    }

    /// Whether somebody may come in: in the register, not left, and none of the house's own actors.
    func mayEnter(_ person: ID<Person>, at now: Instant) throws -> Bool { try comer(person, at: now) != nil }

    /// Somebody who may come in, with what they may do; nil for all others.
    func comer(_ person: ID<Person>, at now: Instant) throws -> Actor? {
        do {
            let actor = try Actor.load(person, at: now, in: self)
            return actor.isClock || actor.person == Actor.console.person ? nil : actor
        } catch let error where error is Refused || error is Missing {
            return nil
        }
    }

    /// Whether somebody confirmed a second step.
    func hasSecondStep(_ person: ID<Person>) throws -> Bool {
        try first("SELECT 1 AS one FROM second_steps WHERE person = ? AND confirmed IS NOT NULL", person.text) != nil
    }
}
