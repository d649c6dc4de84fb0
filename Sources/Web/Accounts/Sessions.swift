import Crypto
import Handbook
import Operations
import Storage

/// How long somebody stays signed in.
enum Sessions {
    static let cookie = "paigong"
    /// Days after which everybody signs in again.
    static let days = 14
    /// Hours without a request after which a session ends.
    static let idleHours = 12
}

extension Accounts {
    /// Begins a session for somebody who has shown who they are; the key goes into the browser's cookie.
    func begin(for person: ID<Person>, from address: String, agent: String) async throws -> String {
        let secret = Secret.drawn()
        let now = now()
        try await database.write { session in
            try session.execute(
                "INSERT INTO sessions (hash, person, created, seen, expires, address, agent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                secret.digest, person.text, now.milliseconds, now.milliseconds,
                now.adding(hours: 24 * Sessions.days).milliseconds, address, String(agent.prefix(200)))
        }
        return secret.text
    }

    /// Who a session's key belongs to; nil where it has ended, was revoked, or the person has left.
    func guest(of key: String) async throws -> Guest? {
        guard (20...100).contains(key.utf8.count) else { return nil }
        let digest = Secret(key).digest
        let now = now()
        let found = try await database.read { session -> (actor: Actor, seen: Int64)? in
            guard
                let row = try session.first(
                    "SELECT person, seen FROM sessions WHERE hash = ? AND expires > ? AND seen > ? AND revoked IS NULL", digest,
                    now.milliseconds, now.adding(hours: -Sessions.idleHours).milliseconds)
            else { return nil }
            do {
                return (try Actor.load(ID(try row.text("person")), at: now, in: session), try row.integer("seen"))
            } catch is Refused {
                return nil
            }
        }
        guard let found else { return nil }
        // Once in five minutes is close enough, and spares a write with every page.
        if found.seen < now.adding(minutes: -5).milliseconds {
            try await database.write { session in
                try session.execute("UPDATE sessions SET seen = ? WHERE hash = ?", now.milliseconds, digest)
            }
        }
        return Guest(
            actor: found.actor, session: digest, formToken: contentHash(of: Array("form \(key)".utf8)).suffix(43).description)
    }

    /// Ends a session.
    func end(_ digest: String) async throws {
        let now = now()
        try await database.write { session in
            try session.execute("UPDATE sessions SET revoked = ? WHERE hash = ? AND revoked IS NULL", now.milliseconds, digest)
        }
    }
}
