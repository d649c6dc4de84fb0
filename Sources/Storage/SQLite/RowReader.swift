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
        // Read after the first step: the statement may have been compiled anew for a changed schema.
        let columns = columns ?? Columns(_statement.columnNames)
        self.columns = columns
        return SQLRow(columns: columns, values: columns.names.indices.map { Self.value(sqliteStatement, Int32($0)) })
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
