import CSQLite
import GRDB

/// A SQLite file: one writer that commits in groups, many readers on snapshots.
package final class SQLiteDatabase: Database {
    private let pool: DatabasePool
    private let readers: Readers
    private let commits: GroupCommit

    package var dialect: Dialect { .sqlite }

    /// How many transactions have been committed, which is less than the writes where they were grouped.
    package var committed: Int { commits.committed }

    /// How many writes wait for the running group to end.
    package var waiting: Int { commits.waiting }

    /// SQLite would count all the memory that it takes and gives back, under one lock for all connections.
    private static let isUncounted = paigong_count_no_memory() == 0

    /// Opens the file, creating it when missing.
    package init(path: String) throws {
        _ = Self.isUncounted
        var configuration = Configuration()
        configuration.label = "paigong"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(10)
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
        readers = Readers(path: path, configuration: configuration)
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

    /// Reads on the caller's own thread: the file is at hand, and handing a page's reads to other threads and back would take
    /// longer than most of them. It waits neither for the writer nor for another reader.
    package func read<T: Sendable>(_ body: @escaping @Sendable (any Session) throws -> T) async throws -> T {
        if commits.isClosed { throw StorageFault.unavailable("it has been closed") }
        do {
            return try snapshot(body)
        } catch {
            throw StorageFault.translated(error)
        }
    }

    private func snapshot<T>(_ body: (any Session) throws -> T) throws -> T {
        try readers.withOne { connection in
            // GRDB's own transactions compile these words anew each time.
            try connection.cachedStatement(sql: "BEGIN DEFERRED TRANSACTION").execute()
            do {
                let result = try SQLiteSession.run(on: connection, body)
                try connection.cachedStatement(sql: "COMMIT TRANSACTION").execute()
                return result
            } catch {
                if connection.isInsideTransaction { try connection.cachedStatement(sql: "ROLLBACK TRANSACTION").execute() }
                throw error
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
        if commits.isClosed { return }
        await commits.close()
        readers.close()
        // The pool's readers, closed last, may not do it: whoever copies the file would miss what stands in the log beside it.
        _ = try? await pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try? pool.close()
    }
}
