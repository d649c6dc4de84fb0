import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// The least that a program could do: the same changes to the same rows, one bare statement each, in groups of 64 activities a commit.
struct BareLoop {
    /// Activities a second that it gets done.
    let rate: Double
    /// Rows that one activity changes.
    let rows: Int

    private static let group = 64

    /// Runs the work once in a house of its own to see what it writes, and writes that again in another one like it.
    ///
    /// - Parameters:
    ///   - performed: how many activities the work performs.
    ///   - prepare: what has to be there before, one thing after the other so that both houses are alike.
    static func of(
        _ performed: Int, _ edition: EditionSource, at start: Instant, prepare: (Desk) async throws -> Void = { _ in },
        work: (Desk) async throws -> Void
    ) async throws -> BareLoop {
        let file = URL(filePath: "Scenarios/_house.yaml")
        let house = try await TemporaryHouse(.sqlite, edition: edition, house: file, at: start)
        try await prepare(house.desk)
        try await RowLog.begin(in: house.desk.database)
        try await work(house.desk)
        let log = try await RowLog(of: house.desk.database)
        try await house.remove()

        let other = try await TemporaryHouse(.sqlite, edition: edition, house: file, at: start)
        try await prepare(other.desk)
        let taken = try await seconds { try await write(log, activities: performed, to: other.desk.database) }
        try await other.remove()
        return BareLoop(rate: Double(performed) / taken, rows: log.changes.count / performed)
    }

    /// An activity begins with its case's row, on which the others depend.
    private static func write(_ log: RowLog, activities: Int, to database: any Database) async throws {
        let starts = log.changes.indices.filter { log.changes[$0].table == "cases" }
        let each = max(1, starts.count * group / activities)
        let cuts = [0] + stride(from: each, to: starts.count, by: each).map { starts[$0] } + [log.changes.count]
        for (from, to) in zip(cuts, cuts.dropFirst()) {
            try await database.write { session in
                try session.execute("PRAGMA defer_foreign_keys = 1")
                for (table, change) in log.changes[from..<to] { try change.write(to: table, in: session) }
            }
        }
    }
}

extension RowLog.Change {
    fileprivate func write(to table: String, in session: any Session) throws {
        switch self {
        case .insert(let row, let columns, let values):
            let names = (["rowid"] + columns).joined(separator: ", ")
            try session.execute(
                "INSERT INTO \(table) (\(names)) VALUES (\(session.placeholders(columns.count + 1)))", [.integer(row)] + values)
            if table == "search_documents" { try Self.index(row, in: session) }
        case .update(let row, let columns, let values):
            if table == "search_documents" { try Self.unindex(row, in: session) }
            let settings = columns.map { "\($0) = ?" }.joined(separator: ", ")
            try session.execute("UPDATE \(table) SET \(settings) WHERE rowid = ?", values + [.integer(row)])
            if table == "search_documents" { try Self.index(row, in: session) }
        case .delete(let row):
            if table == "search_documents" { try Self.unindex(row, in: session) }
            try session.execute("DELETE FROM \(table) WHERE rowid = ?", row)
        }
    }

    /// A document stands in the full-text index too.
    private static func index(_ row: Int64, in session: any Session) throws {
        try session.execute(
            "INSERT INTO search_index (rowid, grams, audience) SELECT id, grams, audience FROM search_documents WHERE id = ?", row)
    }

    private static func unindex(_ row: Int64, in session: any Session) throws {
        try session.execute(
            """
            INSERT INTO search_index (search_index, rowid, grams, audience)
            SELECT 'delete', id, grams, audience FROM search_documents WHERE id = ?
            """, row)
    }
}
