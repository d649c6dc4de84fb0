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
    }

    /// A link's path for somebody, usable once within these hours; only its digest is kept.
    package func link(for person: ID<Person>, to purpose: Purpose, hours: Int = 24) async throws -> String {
        let secret = Secret.drawn()
        let now = now()
        try await database.write { session in
            try session.execute(
                "INSERT INTO one_time_links (hash, person, purpose, created, expires) VALUES (?, ?, ?, ?, ?)", secret.digest,
                person.text, purpose.rawValue, now.milliseconds, now.adding(hours: hours).milliseconds)
        }
        return "/enter/\(secret.text)"
    }

    /// Whom a link is for, without using it up; nil where it is used, too old or none.
    func bearer(of key: String) async throws -> (person: ID<Person>, purpose: Purpose)? {
        let now = now()
        return try await database.read { session in
            try session.first(
                "SELECT person, purpose FROM one_time_links WHERE hash = ? AND used IS NULL AND expires > ?", Secret(key).digest,
                now.milliseconds
            ).flatMap { row in
                try Purpose(rawValue: row.text("purpose")).map { (ID(try row.text("person")), $0) }
            }
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
}

extension Accounts {
    /// Somebody's name as the staff register has it.
    func name(of person: ID<Person>) async throws -> String {
        try await database.read { session in try Person.find(person, in: session)?.entry.name ?? person.text }
    }
}
