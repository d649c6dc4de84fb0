import GRDB

/// A SQLite file: one writer that commits in groups, many readers on snapshots.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let commits: GroupCommit

    package var dialect: Dialect { .sqlite }

    /// How many transactions have been committed, which is less than the writes where they were grouped.
    package var committed: Int { commits.committed }

    /// How many writes wait for the running group to end.
    package var waiting: Int { commits.waiting }

    /// Opens the file, creating it when missing.
    package init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "paigong"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
        configuration.maximumReaderCount = 8
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16000")
            try database.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { try Self.makeDurable($0) }
        } catch let fault as StorageFault {
            throw fault
        } catch {
            throw StorageFault(sqlite: error)
        }
        commits = GroupCommit(pool: pool)
    }

    /// Sets `synchronous = FULL` after the pool's own set-up, which lowers it to NORMAL.
    private static func makeDurable(_ database: GRDB.Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        guard try synchronous(database) == 2 else {
            throw StorageFault.unavailable("SQLite does not accept synchronous = FULL")
        }
    }

    private static func synchronous(_ database: GRDB.Database) throws -> Int? {
        try Int.fetchOne(database, sql: "PRAGMA synchronous")
    }

    /// The writer's `PRAGMA synchronous`: 2 is FULL.
    package func synchronous() async throws -> Int? {
        try await pool.writeWithoutTransaction { try Self.synchronous($0) }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        if commits.isClosed { throw StorageFault.unavailable("it has been closed") }
        return try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { connection in
                continuation.resume(with: Result { try SQLiteSession.run(on: connection.get(), body) })
            }
        }
    }

    package func write<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            commits.enqueue(
                GroupCommit.Job(
                    perform: { session in
                        let answer = try body(session)
                        return { continuation.resume(returning: answer) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    package func close() async {
        await commits.close()
        // The pool's readers, closed last, may not do it: whoever copies the file would miss what stands in the log beside it.
        _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
    }
}
