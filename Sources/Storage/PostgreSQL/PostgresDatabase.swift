/// A PostgreSQL server, reached over as many connections as its address says, each opened when first needed.
final class PostgresDatabase: Database {
    private let threads: WorkerThreads

    private init(_ address: PostgresAddress) {
        threads = WorkerThreads(address)
    }

    /// Connects once, so that a wrong address or order of texts is told at once, and creates the schema when missing.
    static func open(_ address: PostgresAddress) async throws -> PostgresDatabase {
        let database = PostgresDatabase(address)
        do {
            try await database.perform { worker in
                try worker.requireByteOrder()
                if let schema = address.schema { try worker.create(schema: schema) }
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
    /// Lists go on after a key, and the program compares keys by their bytes: where the server sorted them otherwise, pages would
    /// skip lines or repeat them.
    fileprivate func requireByteOrder() throws {
        // The name of the order stands in different columns from one server's version to the next.
        let row = try transaction(.read) { session in
            try session.first(
                """
                SELECT CASE WHEN 'Z' < 'a' AND 'z' < 'é' THEN 1 ELSE 0 END AS is_right, CAST(COALESCE(
                    to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale', CAST(datcollate AS text)) AS text) AS name
                FROM pg_database d WHERE datname = current_database()
                """)
        }
        guard let row, try row.integer("is_right") == 0 else { return }
        throw StorageFault.unavailable(
            """
            it sorts texts by '\(try row.text("name"))', not by their bytes; create it anew with \
            CREATE DATABASE … TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C.UTF-8'
            """)
    }

    /// Creates a schema unless it exists; two nodes may try at once, then the second try finds it.
    fileprivate func create(schema: String) throws {
        do {
            try command("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"")
        } catch StorageFault.constraint(.unique, _) {
            try command("CREATE SCHEMA IF NOT EXISTS \"\(schema)\"")
        }
    }
}
