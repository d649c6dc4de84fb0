import Handbook
import Operations
import Storage

extension Accounts {
    /// What a one-time link lets its bearer do.
    package enum Purpose: String, Sendable {
        /// Come in at once.
        case signIn = "sign-in"
        /// Set a password and come in: a forgotten password, an invitation.
        case setPassword = "set-password"
        /// Give the second step's code, after the password was right.
        case secondStep = "second-step"
        /// Enter the first administrator of a new house.
        case setUp = "set-up"
    }

    /// A link's path for somebody, usable once within these hours; only its digest is kept.
    package func link(for person: ID<Person>, to purpose: Purpose, hours: Int = 24) async throws -> String {
        let key = try await key(for: person, to: purpose, until: now().adding(hours: hours))
        return "/\(purpose == .setUp ? "set-up" : "enter")/\(key)"
    }

    /// A key for somebody, usable once until then.
    func key(for person: ID<Person>, to purpose: Purpose, until expires: Instant) async throws -> String {
        let secret = Secret.drawn()
        let now = now()
        try await database.write { session in
            try session.keep(secret, for: person, to: purpose, until: expires, at: now)
        }
        return secret.text
    }

    /// Whom a link is for, without using it up; nil where it is used, too old or none, or the person may not come in.
    func bearer(of key: String) async throws -> (person: ID<Person>, purpose: Purpose)? {
        let now = now()
        return try await database.read { session in
            guard
                let row = try session.first(
                    "SELECT person, purpose FROM one_time_links WHERE hash = ? AND used IS NULL AND expires > ?",
                    Secret(key).digest, now.milliseconds), let purpose = Purpose(rawValue: try row.text("purpose"))
            else { return nil }
            let person = ID<Person>(try row.text("person"))
            guard try purpose == .setUp || session.mayEnter(person, at: now) else { return nil }
            return (person, purpose)
        }
    }

    /// Uses a link up; false where somebody did before.
    func use(_ key: String) async throws -> Bool {
        let now = now()
        return try await database.write { session in
            try session.execute(
                "UPDATE one_time_links SET used = ? WHERE hash = ? AND used IS NULL AND expires > ?", now.milliseconds,
                Secret(key).digest, now.milliseconds) == 1
        }
    }

    /// Gives a link back that was used in vain.
    func giveBack(_ key: String) async throws {
        try await database.write { session in
            try session.execute("UPDATE one_time_links SET used = NULL WHERE hash = ?", Secret(key).digest)
        }
    }
}

extension Session {
    /// Keeps a one-time secret's digest; what ran out a month ago is cleared away, a few at a time.
    func keep(
        _ secret: Secret, for person: ID<Person>, to purpose: Accounts.Purpose, until expires: Instant, at now: Instant
    ) throws {
        try execute(
            "DELETE FROM one_time_links WHERE hash IN (SELECT hash FROM one_time_links WHERE expires < ? ORDER BY expires LIMIT 20)",
            now.adding(hours: -720).milliseconds)
        try execute(
            "INSERT INTO one_time_links (hash, person, purpose, created, expires) VALUES (?, ?, ?, ?, ?)", secret.digest,
            person.text, purpose.rawValue, now.milliseconds, expires.milliseconds)
    }
}

extension Accounts {
    /// Somebody's name as the staff register has it.
    func name(of person: ID<Person>) async throws -> String {
        try await database.read { session in try Person.find(person, in: session)?.entry.name ?? person.text }
    }
}
