import GRDB
import GRDBSQLite

/// A cursor that gives the statement itself at each of its rows, so that they are taken straight from SQLite's columns.
final class RowReader: DatabaseCursor {
    typealias Element = SQLiteStatement

    let _statement: Statement
    var _isDone = false

    private init(_ statement: Statement) {
        _statement = statement
    }

    func _element(sqliteStatement: SQLiteStatement) -> SQLiteStatement { sqliteStatement }

    /// All rows of the statement.
    static func rows(of statement: Statement) throws -> [SQLRow] {
        var written = ResultWriter()
        var names: [String] = []
        try RowReader(statement).forEach { row in
            if names.isEmpty { names = Self.names(row, of: statement) }
            for position in 0..<Int32(names.count) { written.put(sqlite3_column_value(row, position)) }
        }
        return written.rows(named: names)
    }

    /// The names of the columns, read after the first step: the statement may have been compiled anew for a changed schema, and
    /// GRDB keeps those of the first time.
    private static func names(_ statement: SQLiteStatement, of prepared: Statement) -> [String] {
        if sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0) == 0 { return prepared.columnNames }
        return (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
    }
}

extension ResultWriter {
    /// Takes a value of a row, which SQLite keeps until the next step.
    @inline(__always) fileprivate mutating func put(_ value: OpaquePointer?) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER:
            put(.integer(sqlite3_value_int64(value)))
        case SQLITE_FLOAT:
            put(.real(sqlite3_value_double(value)))
        case SQLITE_TEXT:
            let start = sqlite3_value_text(value)
            put(text: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
        case SQLITE_BLOB:
            let start = sqlite3_value_blob(value)
            put(blob: UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))
        default:
            put(.null)
        }
    }
}
