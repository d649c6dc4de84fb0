import Storage

/// The databases that every test runs on.
enum TestDatabase {
    static let all = Dialect.allCases

    /// Runs a test on a fresh database, which is removed afterwards whatever happens.
    static func with<T: Sendable>(
        _ kind: Dialect, _ migrations: [Migration] = [], parameters: String = "",
        _ body: (any Database) async throws -> T
    ) async throws -> T {
        let temporary = try TemporaryDatabase(kind)
        let database = try await openDatabase(temporary.address + (kind == .postgres ? parameters : ""))
        let outcome: Result<T, any Error>
        do {
            _ = try await migrate(database, migrations)
            outcome = .success(try await body(database))
        } catch {
            outcome = .failure(error)
        }
        await database.close()
        try await temporary.remove()
        return try outcome.get()
    }
}

extension Migration {
    /// A bank: the smallest schema with every kind of constraint.
    static let bank = Migration(
        name: "0001-bank",
        statements: [
            "CREATE TABLE holders (id {identity}, name TEXT NOT NULL UNIQUE)",
            """
            CREATE TABLE accounts (
                id {identity},
                holder BIGINT REFERENCES holders (id) DEFERRABLE INITIALLY DEFERRED,
                guarantor BIGINT REFERENCES holders (id),
                balance BIGINT NOT NULL DEFAULT 0 CONSTRAINT no_debt CHECK (balance >= 0)
            )
            """,
            "INSERT INTO holders (name) VALUES ('张伟')",
            "INSERT INTO accounts (holder, balance) VALUES (1, 100)",
            "INSERT INTO accounts (holder, balance) VALUES (1, 100)",
        ])
}

extension Database {
    /// The sum of all balances.
    func total() async throws -> Int64 {
        try await read { try $0.first("SELECT sum(balance) FROM accounts")?.integer(at: 0) ?? 0 }
    }

    /// The error that a write ends with, nil if it succeeds.
    func fault(_ sql: String, _ arguments: [SQLValue] = []) async -> StorageFault? {
        do {
            try await write { _ = try $0.execute(sql, arguments) }
            return nil
        } catch {
            return error as? StorageFault
        }
    }
}

/// What a closure throws when a test wants it to fail.
struct Refusal: Error, Equatable {}
