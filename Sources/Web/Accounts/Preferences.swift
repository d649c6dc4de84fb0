import Handbook
import Operations
import Storage

/// What somebody likes: the language they read, and whether notices come by mail too.
struct Preferences: Sendable {
    /// Nil leaves it to the browser.
    var language: Language?
    /// Nil where they never said: then customers are written to, and whoever works here is not.
    var mail: Bool?
}

extension Accounts {
    /// Keeps what somebody likes.
    func keep(_ preferences: Preferences, of person: ID<Person>) async throws {
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO preferences (person, language, mail) VALUES (?, ?, ?)
                ON CONFLICT (person) DO UPDATE SET language = excluded.language, mail = excluded.mail
                """, person.text, preferences.language?.rawValue, preferences.mail == true ? 1 : 0)
        }
    }
}

extension Session {
    /// What somebody likes; the house's own ways where they never said.
    func preferences(of person: ID<Person>) throws -> Preferences {
        guard let row = try first("SELECT language, mail FROM preferences WHERE person = ?", person.text) else {
            return Preferences()
        }
        return Preferences(
            language: try row.optionalText("language").flatMap(Language.init(rawValue:)), mail: try row.integer("mail") == 1)
    }
}
