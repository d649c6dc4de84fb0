import Crypto
import Handbook
import Operations
import Storage

/// How somebody's second step stands.
enum SecondStep: Sendable {
    case none
    /// A secret is drawn, but no code of it was shown yet.
    case begun(TOTP)
    case confirmed(since: Instant, codesLeft: Int)
}

extension Accounts {
    /// How many recovery codes somebody gets at once.
    private static let codes = 10

    /// How somebody's second step stands.
    func secondStep(of person: ID<Person>) async throws -> SecondStep {
        let key = key
        return try await database.read { session in
            guard
                let row = try session.first(
                    "SELECT secret, confirmed FROM second_steps WHERE person = ?", person.text)
            else { return .none }
            if let confirmed = try row.optionalInteger("confirmed") {
                let left = try session.first(
                    "SELECT COUNT(*) AS total FROM recovery_codes WHERE person = ? AND used IS NULL", person.text)
                return .confirmed(
                    since: Instant(milliseconds: confirmed), codesLeft: Int(try left?.integer("total") ?? 0))
            }
            guard let key else { return .none }
            return .begun(TOTP(secret: try key.open(try row.blob("secret"), for: person)))
        }
    }

    /// Draws a secret for somebody who has no second step yet; an unconfirmed one is replaced.
    func beginSecondStep(of person: ID<Person>) async throws {
        guard let key else {
            throw Missing("本系统未配置密钥，无法启用两步验证", "This house has no key file; second steps can't be kept")
        }
        let sealed = try key.seal(TOTP.drawn().secret, for: person)
        let now = now()
        try await database.write { session in
            try session.execute("DELETE FROM second_steps WHERE person = ? AND confirmed IS NULL", person.text)
            try session.execute(
                """
                INSERT INTO second_steps (person, secret, created, last_step) VALUES (?, ?, ?, 0) ON CONFLICT (person) DO NOTHING
                """, person.text, sealed, now.milliseconds)
        }
    }

    /// Confirms a second step by its first code: recovery codes are drawn, to be shown once; nil where the code is wrong.
    func confirmSecondStep(of person: ID<Person>, code: String, from caller: Caller) async throws -> [String]? {
        guard case .begun = try await secondStep(of: person), try await isCode(code, of: person, isConfirmed: false) else {
            return nil
        }
        let now = now()
        try await database.write { session in
            try session.execute("UPDATE second_steps SET confirmed = ? WHERE person = ?", now.milliseconds, person.text)
            try session.note(.totp, of: person, "on", from: caller, at: now)
        }
        return try await drawCodes(for: person)
    }

    /// Draws new recovery codes; the old ones are worth nothing any more.
    func drawCodes(for person: ID<Person>) async throws -> [String] {
        let codes = (0..<Self.codes).map { _ in
            let text = Base32.text(of: SymmetricKey(size: SymmetricKeySize(bitCount: 120)).withUnsafeBytes { Array($0) })
            return text.lowercased().inGroups(by: "-")
        }
        try await database.write { session in
            try session.execute("DELETE FROM recovery_codes WHERE person = ?", person.text)
            for code in codes {
                try session.execute(
                    "INSERT INTO recovery_codes (person, hash) VALUES (?, ?)", person.text, Self.digest(ofCode: code))
            }
        }
        return codes
    }

    /// Takes somebody's second step away: they themselves, or an administrator after the phone and the codes are lost.
    func endSecondStep(of person: ID<Person>, by keeper: ID<Person>? = nil, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in
            try session.execute("DELETE FROM second_steps WHERE person = ?", person.text)
            try session.execute("DELETE FROM recovery_codes WHERE person = ?", person.text)
            try session.note(.totp, of: person, keeper.map { "off: \($0)" } ?? "off", from: caller, at: now)
        }
    }

    /// Whose second step it is, where the key is good and the code right; nil otherwise. Throws `TooSoon`.
    func finish(_ secondStepKey: String, code: String, from caller: Caller) async throws -> ID<Person>? {
        guard let bearer = try await bearer(of: secondStepKey), bearer.purpose == .secondStep else { return nil }
        let throttle = Throttle.secondStep(of: bearer.person)
        try await count(throttle, .address(caller.address))
        let isRight = try await isCode(code, of: bearer.person, isConfirmed: true)
        guard try await isRight ? true : useRecoveryCode(code, of: bearer.person, from: caller) else {
            try await note(.failed, of: bearer.person, "totp", from: caller)
            return nil
        }
        guard try await use(secondStepKey) else { return nil }
        try await forgive(throttle)
        try await takeBack(.address(caller.address))
        return bearer.person
    }

    /// Whether a key still waits for its second step.
    func isWaiting(_ secondStepKey: String) async throws -> Bool { try await bearer(of: secondStepKey)?.purpose == .secondStep }

    /// Whether a code is right now; each is taken once.
    private func isCode(_ typed: String, of person: ID<Person>, isConfirmed: Bool) async throws -> Bool {
        let code = typed.filter { !$0.isWhitespace }
        guard code.utf8.count == 6, let key else { return false }
        let now = now()
        return try await database.write { session in
            guard
                let row = try session.first(
                    "SELECT secret, last_step FROM second_steps WHERE person = ? AND (confirmed IS NOT NULL) = (? = 1)",
                    person.text, isConfirmed ? 1 : 0)
            else { return false }
            let totp = TOTP(secret: try key.open(try row.blob("secret"), for: person))
            guard let step = totp.step(of: code, at: now.milliseconds, after: try row.integer("last_step")) else { return false }
            return try session.execute(
                "UPDATE second_steps SET last_step = ? WHERE person = ? AND last_step < ?", step, person.text, step) == 1
        }
    }

    private func useRecoveryCode(_ typed: String, of person: ID<Person>, from caller: Caller) async throws -> Bool {
        let now = now()
        let digest = Self.digest(ofCode: typed)
        return try await database.write { session in
            let isUsed =
                try session.execute(
                    "UPDATE recovery_codes SET used = ? WHERE person = ? AND hash = ? AND used IS NULL", now.milliseconds,
                    person.text, digest) == 1
            if isUsed { try session.note(.totp, of: person, "recovery", from: caller, at: now) }
            return isUsed
        }
    }

    private static func digest(ofCode code: String) -> String {
        Secret(code.lowercased().filter { $0.isLetter || $0.isNumber }).digest
    }
}

extension String {
    /// In groups of four, as people type it.
    func inGroups(by separator: String) -> String {
        stride(from: 0, to: count, by: 4).map { start in String(dropFirst(start).prefix(4)) }.joined(separator: separator)
    }
}
