import Handbook
import Operations
import Storage

/// How long somebody stays signed in, and by which cookie.
enum Sessions {
    /// Days after which everybody signs in again.
    static let days = 14
    /// Hours without a request after which a session ends.
    static let idleHours = 12

    /// The cookie's name; the prefix has browsers refuse one that another host or a plain connection set.
    static func cookie(isSecure: Bool) -> String { isSecure ? "__Host-paigong" : "paigong" }

    /// The cookie of whoever is not signed in, by which their forms are known as ours.
    static func formCookie(isSecure: Bool) -> String { cookie(isSecure: isSecure) + "-form" }
}

/// A place where somebody is signed in.
struct OpenSession: Sendable {
    let digest: String
    let caller: Caller
    let since: Instant
    let seen: Instant
}

extension Accounts {
    /// Begins a session for somebody who has shown who they are; the key goes into the browser's cookie.
    func begin(for person: ID<Person>, by way: String, from caller: Caller) async throws -> String {
        let secret = Secret.drawn()
        let now = now()
        try await database.write { session in
            try session.execute(
                "DELETE FROM sessions WHERE hash IN (SELECT hash FROM sessions WHERE expires < ? ORDER BY expires LIMIT 20)",
                now.adding(hours: -720).milliseconds)
            try session.execute(
                "INSERT INTO sessions (hash, person, created, seen, expires, address, agent) VALUES (?, ?, ?, ?, ?, ?, ?)",
                secret.digest, person.text, now.milliseconds, now.milliseconds,
                now.adding(hours: 24 * Sessions.days).milliseconds, caller.address, caller.agent)
            try session.note(.signedIn, of: person, way, from: caller, at: now)
        }
        return secret.text
    }

    /// Who a session's key belongs to; nil where it has ended, was revoked, or the person has left.
    func guest(of key: String) async throws -> Guest? {
        guard Secret.isReadable(key) else { return nil }
        let digest = Secret(key).digest
        let now = now()
        let found = try await database.read { session -> (actor: Actor, seen: Int64, language: Language?)? in
            guard
                let row = try session.first(
                    """
                    SELECT s.person, s.seen, p.language FROM sessions s LEFT JOIN preferences p ON p.person = s.person
                    WHERE s.hash = ? AND s.expires > ? AND s.seen > ? AND s.revoked IS NULL
                    """, digest, now.milliseconds, now.adding(hours: -Sessions.idleHours).milliseconds)
            else { return nil }
            guard let actor = try session.comer(ID(try row.text("person")), at: now) else { return nil }
            return (
                actor, try row.integer("seen"),
                try row.optionalText("language").flatMap(Language.init(rawValue:))
            )
        }
        guard let found else { return nil }
        // Once in five minutes is close enough, and spares a write with every page.
        if found.seen < now.adding(minutes: -5).milliseconds {
            try await database.write { session in
                try session.execute("UPDATE sessions SET seen = ? WHERE hash = ?", now.milliseconds, digest)
            }
        }
        return Guest(
            actor: found.actor, session: digest, formToken: Secret(key).formToken, depositKey: Secret(key).depositKey,
            language: found.language)
    }

    /// Ends one of somebody's sessions; another's is left alone.
    func end(_ digest: String, of person: ID<Person>, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in
            let ended = try session.execute(
                "UPDATE sessions SET revoked = ? WHERE hash = ? AND person = ? AND revoked IS NULL", now.milliseconds, digest,
                person.text)
            if ended > 0 { try session.note(.sessionEnded, of: person, from: caller, at: now) }
        }
    }

    /// Ends all of somebody's sessions, by an administrator.
    func endAll(of person: ID<Person>, by keeper: ID<Person>, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in
            try session.execute(
                "UPDATE sessions SET revoked = ? WHERE person = ? AND revoked IS NULL", now.milliseconds, person.text)
            try session.note(.sessionEnded, of: person, keeper.text, from: caller, at: now)
        }
    }

    /// Ends all of somebody's sessions but one.
    func endOthers(than digest: String, of person: ID<Person>, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in
            let ended = try session.execute(
                "UPDATE sessions SET revoked = ? WHERE hash <> ? AND person = ? AND revoked IS NULL", now.milliseconds, digest,
                person.text)
            if ended > 0 { try session.note(.sessionEnded, of: person, "\(ended)", from: caller, at: now) }
        }
    }
}

extension Session {
    /// Where somebody is signed in now, the latest first.
    func openSessions(of person: ID<Person>, at now: Instant) throws -> [OpenSession] {
        try query(
            """
            SELECT hash, address, agent, created, seen FROM sessions
            WHERE person = ? AND revoked IS NULL AND expires > ? AND seen > ? ORDER BY seen DESC LIMIT 50
            """, person.text, now.milliseconds, now.adding(hours: -Sessions.idleHours).milliseconds
        ).map { row in
            OpenSession(
                digest: try row.text("hash"), caller: Caller(address: try row.text("address"), agent: try row.text("agent")),
                since: Instant(milliseconds: try row.integer("created")), seen: Instant(milliseconds: try row.integer("seen")))
        }
    }
}
