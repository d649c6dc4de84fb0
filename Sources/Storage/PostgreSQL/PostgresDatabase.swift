/// A PostgreSQL server, reached over as many connections as its address says, each opened when first needed.
final class PostgresDatabase: Database {
    private let threads: WorkerThreads

    private init(_ address: PostgresAddress) {
        threads = WorkerThreads(address)
    }

    /// Connects once, so that a wrong address is told at once, and creates the schema when missing.
    static func open(_ address: PostgresAddress) async throws -> PostgresDatabase {
        let database = PostgresDatabase(address)
        do {
            try await database.perform { worker in
                if let schema = address.schema { try worker.create(schema: schema) } else { try worker.command("SELECT 1") }
            }
        } catch {
            await database.close()
            throw error
        }
        return database
    }

    var dialect: Dialect { .postgres }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        try await perform { try $0.transaction(.read, body) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        try await perform { try $0.transaction(.write, body) }
    }

    func close() async {
        await threads.close()
    }

    private func perform<T: Sendable>(_ body: @escaping @Sendable (PostgresWorker) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = threads.enqueue { worker in
                continuation.resume(with: Result { try body(worker) })
            }
            if !isTaken { continuation.resume(throwing: StorageFault.unavailable("it has been closed")) }
        }
    }
}

extension PostgresWorker {
    /// Creates a schema unless it exists; two nodes may try at once, then the second try finds it.
    fileprivate func create(schema: String) throws {
        do {
            try command("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"")
        } catch StorageFault.constraint(.unique, _) {
            try command("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"")
        }
    }
}
