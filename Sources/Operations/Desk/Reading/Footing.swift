import Handbook
import Storage

/// What the house has done since it was founded, as far as counting costs nothing.
package struct WorkDone: Sendable {
    /// Journal entries and refusals, by their last ids.
    package let done: Int64
    package let refused: Int64
    /// Messages that wait in the outbox, counted up to 10,000.
    package let waiting: Int64
}

extension Desk {
    /// Throws where the database doesn't answer, its schema isn't this program's, or it holds no edition.
    package func checkFooting() async throws {
        let hash = editions.current.hash
        try await database.read { session in
            let applied = try session.query("SELECT name FROM schema_migrations ORDER BY position LIMIT 1000").map {
                try $0.text("name")
            }
            guard applied == Migration.all.map(\.name) else { throw StorageFault.unavailable("its schema isn't this program's") }
            guard try session.first("SELECT 1 AS one FROM blobs WHERE hash = ?", hash) != nil else {
                throw StorageFault.unavailable("it holds no edition")
            }
        }
    }

    /// What was done and refused, and what waits to be sent; nothing of it grows dearer with the tables.
    package func workDone() async throws -> WorkDone {
        try await database.read { session in
            func number(_ sql: String) throws -> Int64 { try session.first(sql)?.optionalInteger(at: 0) ?? 0 }
            return WorkDone(
                done: try number("SELECT MAX(id) AS last FROM journal"),
                refused: try number("SELECT MAX(id) AS last FROM refusals"),
                waiting: try number(
                    "SELECT COUNT(*) AS waiting FROM (SELECT id FROM outbox WHERE sent IS NULL AND dead = 0 LIMIT 10000) AS w"))
        }
    }
}
