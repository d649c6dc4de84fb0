import Handbook
import Storage

/// Something that somebody was told, with the case that it is about.
package struct NoticeReading: Sendable {
    package let id: Int64
    package let number: String
    package let text: Text
    package let at: Instant
    package let isNew: Bool
}

extension Desk {
    /// What a person was told, by name or by role, the latest first.
    ///
    /// - Parameter before: the notice before which to go on; nil begins with the latest.
    package func notices(for person: ID<Person>, before: Int64? = nil, limit: Int = 50) async throws -> [NoticeReading] {
        let now = now()
        let edition = editions.current
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let seen = try session.seen(by: person)
            return try session.notices(to: actor.mailboxes(under: edition), before: before ?? .max, limit: limit).map { row in
                let id = try row.integer("id")
                return NoticeReading(
                    id: id, number: try row.text("number"), text: Text(try row.text("zh"), try row.text("en")),
                    at: Instant(milliseconds: try row.integer("at")), isNew: id > seen)
            }
        }
    }

    /// How many notices a person has not seen, counted up to `most`.
    package func newNotices(for person: ID<Person>, most: Int = 100) async throws -> Int {
        try await notices(for: person, limit: most).prefix { $0.isNew }.count
    }

    /// Notes that a person has seen their notices up to this one.
    package func noteSeen(_ notice: Int64, by person: ID<Person>) async throws {
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO notice_marks (person, seen) VALUES (?, ?)
                ON CONFLICT (person) DO UPDATE SET seen = excluded.seen WHERE excluded.seen > notice_marks.seen
                """, person.text, notice)
        }
    }
}

extension Session {
    fileprivate func seen(by person: ID<Person>) throws -> Int64 {
        try first("SELECT seen FROM notice_marks WHERE person = ?", person.text)?.integer("seen") ?? 0
    }

    /// One walk along the index for each mailbox, merged: a notice to a role and one to a person are two notices.
    fileprivate func notices(to mailboxes: [String], before: Int64, limit: Int) throws -> [SQLRow] {
        let unique = Set(mailboxes).sorted()
        let walk = """
            SELECT id FROM (SELECT id FROM notices WHERE principal = ? AND id < ? ORDER BY id DESC LIMIT ?) AS w
            """
        return try query(
            """
            SELECT id, number, zh, en, at FROM notices
            WHERE id IN (\(repeatElement(walk, count: unique.count).joined(separator: " UNION ALL "))) ORDER BY id DESC LIMIT ?
            """,
            unique.flatMap { [.text($0), .integer(before), .integer(Int64(limit))] } + [.integer(Int64(limit))])
    }
}
