import GRDB
import GRDBSQLite

/// A cursor that makes our rows straight from SQLite's columns, without an intermediate row.
final class RowReader: DatabaseCursor {
    typealias Element = SQLRow

    let _statement: Statement
    var _isDone = false
    private var columns: Columns?

    init(_ statement: Statement) {
        _statement = statement
    }

    func _element(sqliteStatement: SQLiteStatement) -> SQLRow {
        let columns = columns ?? Columns(names(sqliteStatement))
        self.columns = columns
        var values: [SQLValue] = []
        values.reserveCapacity(columns.names.count)
        for position in columns.names.indices { values.append(Self.value(sqliteStatement, Int32(position))) }
        return SQLRow(columns: columns, values: values)
    }

    /// The names of the columns, read after the first step: the statement may have been compiled anew for a changed schema, and
    /// GRDB keeps those of the first time.
    private func names(_ statement: SQLiteStatement) -> [String] {
        if sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_REPREPARE, 0) == 0 { return _statement.columnNames }
        return (0..<sqlite3_column_count(statement)).map { String(cString: sqlite3_column_name(statement, $0)) }
    }

    private static func value(_ statement: SQLiteStatement, _ position: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, position) {
        case SQLITE_INTEGER:
            return .integer(sqlite3_column_int64(statement, position))
        case SQLITE_FLOAT:
            return .real(sqlite3_column_double(statement, position))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, position), count: Int(sqlite3_column_bytes(statement, position)))
            return .text(String(decoding: bytes, as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(statement, position), count: Int(sqlite3_column_bytes(statement, position)))
            return .blob(Array(bytes))
        default:
            return .null
        }
    }
}
