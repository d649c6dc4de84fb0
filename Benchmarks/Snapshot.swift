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
                return Table(name: table, columns: rows.first?.names ?? [], rows: rows.map(\.values))
            }
        }
    }

    /// Seconds to write the rows into a fresh database with the same tables and indexes, so many requests a commit.
    static func replay(_ tables: [Table], groups: Int) async throws -> Double {
        let place = try TemporaryDatabase(.sqlite)
        let database = try await openDatabase(place.address)
        _ = try await migrate(database, Migration.all)
        try await database.write { session in try session.execute("PRAGMA defer_foreign_keys = 1") }
        let commits = max(1, (tables.first { $0.name == "journal" }?.rows.count ?? groups) / groups)
        let taken = try await seconds {
            for commit in 0..<commits {
                try await database.write { session in
                    try session.execute("PRAGMA defer_foreign_keys = 1")
                    for table in tables where !table.rows.isEmpty {
                        let sql =
                            "INSERT INTO \(table.name) (\(table.columns.joined(separator: ", "))) VALUES (\(session.placeholders(table.columns.count)))"
                        // Cases go two commits ahead of what refers to them.
                        let ahead = table.name == "cases" ? 2 : 0
                        let from = commit == 0 ? 0 : min(table.rows.count, table.rows.count * (commit + ahead) / commits)
                        let to = min(table.rows.count, table.rows.count * (commit + ahead + 1) / commits)
                        for row in table.rows[from..<to] { try session.execute(sql, row) }
                    }
                }
            }
        }
        await database.close()
        try await place.remove()
        return taken
    }
}
