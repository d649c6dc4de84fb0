import Foundation
import Operations
import Storage

/// Every change that a piece of work makes to the rows of a SQLite house, in its order: what a bare loop has to write as well.
///
/// Triggers keep it, so the work that is logged is never the work that is timed.
struct RowLog {
    /// One row's change; an update has only the columns whose values changed.
    enum Change {
        case insert(row: Int64, columns: [String], values: [SQLValue])
        case update(row: Int64, columns: [String], values: [SQLValue])
        case delete(row: Int64)
    }

    let changes: [(table: String, change: Change)]

    /// Has the house's database log what is changed from now on.
    static func begin(in database: any Database) async throws {
        try await database.write { session in
            try session.execute("CREATE TABLE logged (seq INTEGER PRIMARY KEY, tbl TEXT, op TEXT, row INTEGER)")
            for table in try tables(in: session) {
                let columns = try columns(of: table, in: session)
                let fields = columns.map { "\"n_\($0)\", \"o_\($0)\"" }.joined(separator: ", ")
                try session.execute("CREATE TABLE \"log_\(table)\" (seq INTEGER PRIMARY KEY, \(fields))")
                let fresh = columns.map { "NEW.\"\($0)\", NULL" }.joined(separator: ", ")
                let both = columns.map { "NEW.\"\($0)\", OLD.\"\($0)\"" }.joined(separator: ", ")
                for (operation, row, values) in [("INSERT", "NEW", fresh), ("UPDATE", "NEW", both), ("DELETE", "OLD", nil)] {
                    let keep = values.map { "INSERT INTO \"log_\(table)\" VALUES (last_insert_rowid(), \($0));" } ?? ""
                    try session.execute(
                        """
                        CREATE TRIGGER "on_\(operation)_\(table)" AFTER \(operation) ON "\(table)" BEGIN
                            INSERT INTO logged (tbl, op, row) VALUES ('\(table)', '\(operation)', \(row).rowid); \(keep)
                        END
                        """)
                }
            }
        }
    }

    /// What was logged; an update that changed nothing is left out.
    init(of database: any Database) async throws {
        changes = try await database.read { session in
            var values: [String: [Int64: SQLRow]] = [:]
            for table in try Self.tables(in: session) {
                let rows = try session.query("SELECT * FROM \"log_\(table)\"").map { (try $0.integer("seq"), $0) }
                values[table] = Dictionary(uniqueKeysWithValues: rows)
            }
            return try session.query("SELECT seq, tbl, op, row FROM logged ORDER BY seq").compactMap { logged in
                let (table, row) = (try logged.text("tbl"), try logged.integer("row"))
                guard let change = try values[table]?[logged.integer("seq")].map({ Change($0, row, try logged.text("op")) })
                else { return (table, .delete(row: row)) }
                return change.map { (table, $0) }
            }
        }
    }

    /// The house's own tables; the full-text index and what SQLite keeps for itself have no triggers.
    private static func tables(in session: any Session) throws -> [String] {
        try session.query(
            """
            SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_index%'
                AND name NOT LIKE 'log%' ORDER BY name
            """
        ).map { try $0.text("name") }
    }

    /// A table's columns, without those that the database works out.
    private static func columns(of table: String, in session: any Session) throws -> [String] {
        try session.query("SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", table).map { try $0.text("name") }
    }
}

extension RowLog.Change {
    fileprivate init?(_ logged: SQLRow, _ row: Int64, _ operation: String) {
        let pairs = stride(from: 1, to: logged.names.count, by: 2).map { at in
            (column: String(logged.names[at].dropFirst(2)), new: logged.values[at], old: logged.values[at + 1])
        }
        let written = operation == "INSERT" ? pairs : pairs.filter { $0.new != $0.old }
        guard !written.isEmpty else { return nil }
        let (columns, values) = (written.map(\.column), written.map(\.new))
        self =
            operation == "INSERT"
            ? .insert(row: row, columns: columns, values: values) : .update(row: row, columns: columns, values: values)
    }
}
