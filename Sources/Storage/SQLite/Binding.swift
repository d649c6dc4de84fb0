import GRDB
import GRDBSQLite

extension Statement {
    /// Sets the values of its placeholders straight in SQLite, without a list of GRDB's own values between; throws where their
    /// number is another.
    func bind(_ arguments: [SQLValue]) throws {
        guard sqlite3_bind_parameter_count(sqliteStatement) == Int32(arguments.count) else {
            throw StorageFault.statement("\(arguments.count) values for another number of placeholders in \(sql)")
        }
        // GRDB is told that the values are there; it resets the statement and clears the former ones.
        setUncheckedArguments(StatementArguments())
        for (index, value) in arguments.enumerated() {
            let code = value.bind(to: sqliteStatement, at: Int32(index + 1))
            guard code == SQLITE_OK else { throw StorageFault.statement("value \(index + 1) can't be bound (\(code)) in \(sql)") }
        }
    }
}

extension SQLValue {
    fileprivate func bind(to statement: SQLiteStatement, at position: Int32) -> Int32 {
        switch self {
        case .null:
            return sqlite3_bind_null(statement, position)
        case .integer(let value):
            return sqlite3_bind_int64(statement, position, value)
        case .real(let value):
            return sqlite3_bind_double(statement, position, value)
        case .text(var text):
            return text.withUTF8 { bytes in
                // A text without an address would be bound as NULL.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, position, "", 0, Self.copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    sqlite3_bind_text(statement, position, $0, Int32(bytes.count), Self.copied)
                }
            }
        case .blob(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, position, 0) }
            return bytes.withUnsafeBytes { sqlite3_bind_blob(statement, position, $0.baseAddress, Int32($0.count), Self.copied) }
        }
    }

    /// SQLite's word for a value that it copies at once.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}
