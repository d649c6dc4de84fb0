/// One transaction, used synchronously inside the closure that received it; deliberately not `Sendable`.
///
/// Statements are written for both databases with `?` for values. A statement that may fail and is caught must stand
/// in a `savepoint`: PostgreSQL gives up a whole transaction at its first error.
package protocol Session: AnyObject {
    /// The database that this is.
    var dialect: Dialect { get }

    /// Runs one statement and gives the number of rows that it changed.
    @discardableResult func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int

    /// Runs one statement and gives all its rows, those of `RETURNING` too.
    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow]

    /// Runs `body`; if it throws, undoes what it changed and throws on.
    func savepoint<T>(_ body: () throws -> T) throws -> T
}

extension Session {
    /// Runs one statement and gives the number of rows that it changed.
    @discardableResult package func execute(_ sql: String, _ arguments: (any Bindable)...) throws -> Int {
        try execute(sql, arguments.map(\.sqlValue))
    }

    /// Runs one statement and gives all its rows.
    package func query(_ sql: String, _ arguments: (any Bindable)...) throws -> [SQLRow] {
        try query(sql, arguments.map(\.sqlValue))
    }

    /// The first row of a statement, nil if it has none.
    package func first(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? {
        try query(sql, arguments).first
    }

    /// The first row of a statement, nil if it has none.
    package func first(_ sql: String, _ arguments: (any Bindable)...) throws -> SQLRow? {
        try query(sql, arguments.map(\.sqlValue)).first
    }

    /// Inserts rows of the same columns.
    ///
    /// PostgreSQL gets them in few statements, which spares ways there and back; SQLite one by one, because it guards a statement
    /// of several rows by a savepoint, at which FTS5 writes its pending words out.
    package func insert(into table: String, _ columns: String, _ rows: [[SQLValue]]) throws {
        guard let width = rows.first?.count else { return }
        let row = "(\(placeholders(width)))"
        let sql = "INSERT INTO \(table) (\(columns)) VALUES "
        switch dialect {
        case .sqlite: for values in rows { try execute(sql + row, values) }
        case .postgres:
            // It takes at most 65,535 values at once.
            let most = 30_000 / max(width, 1)
            for start in stride(from: 0, to: rows.count, by: most) {
                let part = rows[start..<min(start + most, rows.count)]
                try execute(sql + repeatElement(row, count: part.count).joined(separator: ", "), Array(part.joined()))
            }
        }
    }

    /// `?, ?, …` for a list of `count` values in `IN (…)`; `NULL`, which nothing equals, for none.
    package func placeholders(_ count: Int) -> String {
        count > 0 ? String(repeating: "?, ", count: count - 1) + "?" : "NULL"
    }

    /// The condition that a column of rows that are found by something else is one of `count` values.
    ///
    /// SQLite would make a table of the list of an `IN`, which takes longer than to look at a handful of rows.
    package func isAmong(_ count: Int, _ column: String) -> String {
        switch dialect {
        case .sqlite where (1...16).contains(count): "(\(String(repeating: "+\(column) = ? OR ", count: count - 1))+\(column) = ?)"
        default: "\(column) IN (\(placeholders(count)))"
        }
    }
}

extension [SQLValue] {
    /// Refuses text that PostgreSQL could not keep, so that both databases take the same.
    func checked() throws -> [SQLValue] {
        for case .text(let text) in self where text.utf8.contains(0) {
            throw StorageFault.statement("a text holds the character NUL")
        }
        return self
    }
}
