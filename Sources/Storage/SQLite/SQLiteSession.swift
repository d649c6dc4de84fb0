import GRDB

/// A transaction on one SQLite connection.
final class SQLiteSession: Session {
    private var connection: GRDB.Database?
    private let savepoints: Savepoints
    private var depth = 0
    /// How many statements may have changed something.
    private var written = 0
    /// Whether something was to be undone for which no savepoint had been set; the closure goes on, but nothing of it will stay.
    private var hasSetback = false

    /// Whether savepoints are set at once, or only supposed to be unnecessary.
    enum Savepoints {
        case set
        /// Hardly anything is ever undone, and at every savepoint FTS5 writes its pending words out: the transaction runs
        /// without them until something has to be undone, and then again with them.
        case spared
    }

    /// Something had to be undone without a savepoint: the whole transaction is to be rolled back and run again with them.
    struct Setback: Error {}

    private init(_ connection: GRDB.Database, _ savepoints: Savepoints) {
        self.connection = connection
        self.savepoints = savepoints
    }

    /// Runs `body` in a session that ends with it; throws `Setback` where savepoints can't be spared, even if `body` does not.
    static func run<T>(
        on connection: GRDB.Database, savepoints: Savepoints = .set, _ body: (any Session) throws -> T
    ) throws -> T {
        let session = SQLiteSession(connection, savepoints)
        defer { session.connection = nil }
        do {
            let result = try body(session)
            if session.hasSetback { throw Setback() }
            return result
        } catch {
            throw session.hasSetback ? Setback() : StorageFault.translated(error)
        }
    }

    var dialect: Dialect { .sqlite }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try translating { connection in
            let before = connection.totalChangesCount
            try prepared(sql, arguments, on: connection).execute()
            return connection.totalChangesCount == before ? 0 : connection.changesCount
        }
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try translating { try RowReader.rows(of: prepared(sql, arguments, on: $0)) }
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        switch savepoints {
        case .set: try undoing(body)
        case .spared: try supposingSuccess(body)
        }
    }

    private func supposingSuccess<T>(_ body: () throws -> T) throws -> T {
        let before = written
        do {
            return try body()
        } catch {
            if written != before { hasSetback = true }
            throw error
        }
    }

    private func undoing<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        let name = "savepoint_\(depth)"
        try execute("SAVEPOINT \(name)")
        do {
            let result = try body()
            try execute("RELEASE \(name)")
            return result
        } catch {
            // SQLite itself rolls everything back on a full disk or an I/O error; then there is nothing to undo.
            if connection?.isInsideTransaction == true {
                try execute("ROLLBACK TO \(name)")
                try execute("RELEASE \(name)")
            }
            throw error
        }
    }

    private func prepared(_ sql: String, _ arguments: [SQLValue], on connection: GRDB.Database) throws -> Statement {
        let statement = try connection.cachedStatement(sql: sql)
        if !statement.isReadonly { written += 1 }
        try statement.bind(arguments.checked())
        return statement
    }

    private func translating<T>(_ body: (GRDB.Database) throws -> T) throws -> T {
        guard let connection else { throw StorageFault.statement("a session was used after its transaction") }
        do {
            return try body(connection)
        } catch {
            throw StorageFault.translated(error)
        }
    }
}
