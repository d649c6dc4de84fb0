import Handbook
import Operations
import Storage

/// Somebody's own way in, as their profile shows it: everything read at one moment.
struct AccountReading: Sendable {
    let passwordSince: Instant?
    let preferences: Preferences
    let sessions: [OpenSession]
    let events: [AccountEvent]
    let mail: String?
    let now: Instant
}

extension Accounts {
    /// Somebody's own way in.
    func reading(of person: ID<Person>) async throws -> AccountReading {
        let now = now()
        return try await database.read { session in
            let since = try session.first("SELECT since FROM passwords WHERE person = ?", person.text)?.integer("since")
            return AccountReading(
                passwordSince: since.map { Instant(milliseconds: $0) }, preferences: try session.preferences(of: person),
                sessions: try session.openSessions(of: person, at: now), events: try session.accountEvents(of: person),
                mail: try Person.find(person, in: session)?.entry.mail, now: now)
        }
    }

    /// Whether somebody has a password.
    func hasPassword(_ person: ID<Person>) async throws -> Bool {
        try await database.read { session in try session.password(of: person) != nil }
    }
}
