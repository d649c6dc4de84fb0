import Foundation
import Operations
import Storage

/// The rows that a run wrote, table by table, and how long a bare loop takes to write them again.
enum Snapshot {
    /// One table's new rows.
    struct Table: Sendable {
        let name: String
        let columns: [String]
        let rows: [[SQLValue]]
    }

    private static let tables = [
        "cases", "records", "case_audience", "case_people", "case_devices", "clock_events", "clocks", "schedules", "measures",
        "journal",
        "clause_events", "papers", "notices", "outbox", "search_documents",
    ]

    static func counts(_ database: any Database) async throws -> [String: Int64] {
        try await database.read { session in
            var counts: [String: Int64] = [:]
            for table in tables {
                counts[table] = try session.first("SELECT COALESCE(MAX(rowid), 0) AS top FROM \(table)")?.integer("top")
            }
            return counts
        }
    }

    static func rows(_ database: any Database, since counts: [String: Int64]) async throws -> [Table] {
        try await database.read { session in
            try tables.map { table in
                let rows = try session.query("SELECT * FROM \(table) WHERE rowid > ? ORDER BY rowid", counts[table] ?? 0)
                // The last column of cases is worked out by the database itself.
                let width = (rows.first?.names.count ?? 0) - (table == "cases" ? 1 : 0)
                return Table(
                    name: table, columns: Array((rows.first?.names ?? []).prefix(max(0, width))),
                    rows: rows.map { Array($0.values.prefix(max(0, width))) })
            }
        }
    }

    /// Seconds to write the rows into a fresh database with the same tables and indexes, so many requests a commit.
    ///
    /// What the desk writes twice is written twice here too: each entry after a case's first renews the case's row and record.
    /// A document goes into the search index, as it does there.
    static func replay(_ tables: [Table], groups: Int) async throws -> Double {
        let place = try TemporaryDatabase(.sqlite)
        let database = try await openDatabase(place.address)
        _ = try await migrate(database, Migration.all)
        let commits = max(1, (tables.first { $0.name == "journal" }?.rows.count ?? groups) / groups)
        let taken = try await seconds {
            for commit in 0..<commits {
                try await database.write { session in
                    try session.execute("PRAGMA defer_foreign_keys = 1")
                    for table in tables { try table.insert(commit, of: commits, in: session) }
                    try renew(tables, commit, of: commits, in: session)
                }
            }
        }
        await database.close()
        try await place.remove()
        return taken
    }

    private static func renew(_ tables: [Table], _ commit: Int, of commits: Int, in session: any Session) throws {
        guard let journal = tables.first(where: { $0.name == "journal" }), let number = journal.columns.firstIndex(of: "number"),
            let position = journal.columns.firstIndex(of: "position"), let hash = journal.columns.firstIndex(of: "hash")
        else { return }
        for row in journal.slice(commit, of: commits) where row[position] != .integer(1) {
            try session.execute(
                "UPDATE cases SET head_position = ?, head_hash = ?, due = due + 1 WHERE number = ?", row[position], row[hash],
                row[number])
            try session.execute("UPDATE records SET body = body || ' ' WHERE number = ?", row[number])
        }
    }
}

extension Snapshot.Table {
    /// The rows that belong into one of so many commits; cases go two commits ahead of what refers to them.
    fileprivate func slice(_ commit: Int, of commits: Int) -> ArraySlice<[SQLValue]> {
        let ahead = name == "cases" ? 2 : 0
        let from = commit == 0 ? 0 : min(rows.count, rows.count * (commit + ahead) / commits)
        return rows[from..<min(rows.count, rows.count * (commit + ahead + 1) / commits)]
    }

    fileprivate func insert(_ commit: Int, of commits: Int, in session: any Session) throws {
        let sql = "INSERT INTO \(name) (\(columns.joined(separator: ", "))) VALUES (\(session.placeholders(columns.count)))"
        for row in slice(commit, of: commits) {
            try session.execute(sql, row)
            guard name == "search_documents", let id = columns.firstIndex(of: "id"), let grams = columns.firstIndex(of: "grams"),
                let audience = columns.firstIndex(of: "audience")
            else { continue }
            try session.execute(
                "INSERT INTO search_index (rowid, grams, audience) VALUES (?, ?, ?)", row[id], row[grams], row[audience])
        }
    }
}
