import Handbook
import Storage

extension Desk {
    /// The number of the last journal entry, from which on changes are followed.
    package func lastEntry() async throws -> Int64 {
        try await database.read { try $0.first("SELECT COALESCE(MAX(id), 0) AS id FROM journal")?.integer(at: 0) ?? 0 }
    }

    /// What was changed after that journal entry by any node on this database, and the last entry read.
    ///
    /// Some entries before it are read again: numbers are drawn before transactions end, so a lower one may appear later.
    package func changes(after last: Int64, limit: Int = 500) async throws -> (changes: [Change], last: Int64) {
        try await database.read { session in
            let rows = try session.query(
                """
                SELECT j.id, j.number, j.position, j.person, a.principal
                FROM (SELECT id, number, position, person FROM journal WHERE id > ? ORDER BY id LIMIT ?) AS j
                JOIN case_audience a ON a.number = j.number ORDER BY j.id
                """, last - 100, limit)
            var changes: [Change] = []
            var reached = last
            var principals: Set<String> = []
            for (index, row) in rows.enumerated() {
                let id = try row.integer(at: 0)
                principals.insert(try row.text(at: 4))
                if index + 1 < rows.count, try rows[index + 1].integer(at: 0) == id { continue }
                changes.append(
                    Change(
                        number: try row.text(at: 1), position: Int(try row.integer(at: 2)), person: ID(try row.text(at: 3)),
                        principals: principals))
                principals = []
                reached = max(reached, id)
            }
            return (changes, reached)
        }
    }
}
