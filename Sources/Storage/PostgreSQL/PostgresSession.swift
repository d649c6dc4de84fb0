/// A transaction on one PostgreSQL connection.
final class PostgresSession: Session {
    private var connection: PostgresConnection?
    private var depth = 0

    /// The first reason to run the whole transaction again, kept even if the closure swallows the error.
    private(set) var setback: PostgresConnection.Setback?

    /// The last fault outside a savepoint: PostgreSQL has given the transaction up with it.
    private(set) var fatal: StorageFault?

    init(_ connection: PostgresConnection) {
        self.connection = connection
    }

    var dialect: Dialect { .postgres }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try run(sql, arguments).changes
    }

    func query(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try run(sql, arguments).rows()
    }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        depth += 1
        defer { depth -= 1 }
        let name = "savepoint_\(depth)"
        try control("SAVEPOINT \(name)")
        do {
            let result = try body()
            try control("RELEASE \(name)")
            return result
        } catch {
            if setback == nil {
                try control("ROLLBACK TO \(name)")
                try control("RELEASE \(name)")
            }
            throw error
        }
    }

    /// Makes every later use of the session an error.
    func end() {
        connection = nil
    }

    private func run(_ sql: String, _ arguments: [SQLValue]) throws -> PostgresResult {
        try noting { try $0.run(sql, arguments) }
    }

    private func control(_ sql: String) throws {
        _ = try noting { try $0.command(sql) }
    }

    private func noting<T>(_ body: (PostgresConnection) throws -> T) throws -> T {
        guard let connection else { throw StorageFault.statement("a session was used after its transaction") }
        if let setback { throw setback }
        do {
            return try body(connection)
        } catch let setback as PostgresConnection.Setback {
            self.setback = setback
            throw setback
        } catch let fault as StorageFault {
            if depth == 0 { fatal = fault }
            throw fault
        }
    }
}
