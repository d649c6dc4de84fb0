import Handbook
import Storage

extension Desk {
    /// The order templates in use that somebody may see, by code; at most 100.
    package func templates(for person: ID<Person>) async throws -> [OrderTemplate] {
        let now = now()
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            return try session.query(
                """
                SELECT r.number, r.record_version, r.body FROM order_templates t JOIN records r ON r.number = t.number
                WHERE t.valid_to IS NULL AND t.active = 1 AND \(session.isSeen("t.number", by: principals)) ORDER BY t.number LIMIT 100
                """, principals.map { .text($0) }
            ).map { try OrderTemplate.decode($0) }
        }
    }
}
