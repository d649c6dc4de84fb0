import Dispatch
import Foundation
import Storage
import Testing

struct SQLiteTests {
    private static let deposit = "UPDATE accounts SET balance = balance + 1 WHERE id = 1"

    private static func withSQLite(_ body: (SQLiteDatabase) async throws -> Void) async throws {
        try await TestDatabase.with(.sqlite, [.bank]) { try await body(try #require($0 as? SQLiteDatabase)) }
    }

    /// Holds the writer, lets `writes` queue up behind it, and gives how many transactions all of them took.
    private static func transactions(
        in database: SQLiteDatabase, _ writes: [@Sendable () async -> Void]
    ) async throws -> Int {
        let gate = DispatchSemaphore(value: 0)
        let before = database.committed
        try await withThrowingTaskGroup { group in
            let hasStarted = AsyncStream<Void>.makeStream()
            group.addTask {
                try await database.write { _ in
                    hasStarted.continuation.finish()
                    gate.wait()
                }
            }
            for await _ in hasStarted.stream {}
            for write in writes { group.addTask { await write() } }
            while database.waiting < writes.count { await Task.yield() }
            gate.signal()
            try await group.waitForAll()
        }
        return database.committed - before - 1
    }

    @Test func `Every commit waits for the disk`() async throws {
        try await Self.withSQLite { database in
            #expect(try await database.synchronous() == 2)
            let modes = try await database.read { session in
                [
                    try session.first("PRAGMA journal_mode")?.text(at: 0),
                    try session.first("PRAGMA foreign_keys")?.integer(at: 0).description,
                ]
            }
            #expect(modes == ["wal", "1"])
        }
    }

    @Test func `Writes that wait are committed together`() async throws {
        try await Self.withSQLite { database async throws in
            let writes = (0..<300).map { number in
                { @Sendable in
                    let sql = number.isMultiple(of: 3) ? "UPDATE nothing" : Self.deposit
                    #expect((await database.fault(sql) == nil) == !number.isMultiple(of: 3))
                }
            }
            #expect(try await Self.transactions(in: database, writes) == 2)
            #expect(try await database.total() == 400)
        }
    }

    @Test func `One whose commit fails does not take the others with it`() async throws {
        try await Self.withSQLite { database async throws in
            let writes = (0..<20).map { number in
                { @Sendable in
                    // The reference to a holder is checked only at COMMIT.
                    let holder = SQLValue.integer(number == 7 ? 99 : 1)
                    let fault = await database.fault("INSERT INTO accounts (holder, balance) VALUES (?, 1)", [holder])
                    #expect((fault == nil) == (number != 7))
                }
            }
            #expect(try await Self.transactions(in: database, writes) == 19)
            #expect(try await database.total() == 219)
        }
    }

    @Test func `A full disk fails the write that needs it and no other`() async throws {
        try await Self.withSQLite { database async throws in
            try await database.write { session in
                let pages = try session.first("PRAGMA page_count")?.integer(at: 0) ?? 0
                _ = try session.query("PRAGMA max_page_count = \(pages + 20)")
                try session.execute("CREATE TABLE files (bytes BLOB)")
            }
            let writes = (0..<20).map { number in
                { @Sendable in
                    if number == 7 {
                        #expect(await database.fault("INSERT INTO files VALUES (zeroblob(10000000))") == .diskFull)
                    } else {
                        #expect(await database.fault(Self.deposit) == nil)
                    }
                }
            }
            _ = try await Self.transactions(in: database, writes)
            #expect(try await database.total() == 219)
        }
    }

    @Test func `Nobody is answered before the commit`() async throws {
        try await Self.withSQLite { database in
            let seen = try await withThrowingTaskGroup(of: Int64.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        let mine = try await database.write { session in
                            try session.first(Self.deposit + " RETURNING balance")?.integer(at: 0) ?? 0
                        }
                        let now = try await database.read { session in
                            try session.first("SELECT balance FROM accounts WHERE id = 1")?.integer(at: 0) ?? 0
                        }
                        return now - mine
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(seen.count == 50)
            #expect(seen.allSatisfy { $0 >= 0 })
        }
    }

    @Test func `A cancelled task takes nobody's write away`() async throws {
        try await Self.withSQLite { database async throws in
            let writes = (0..<10).map { _ in
                { @Sendable in
                    let task = Task { await database.fault(Self.deposit) }
                    task.cancel()
                    #expect(await task.value == nil)
                }
            }
            #expect(try await Self.transactions(in: database, writes) == 1)
            #expect(try await database.total() == 210)
        }
    }

    @Test func `What was acknowledged is there after opening again`() async throws {
        let temporary = try TemporaryDatabase(.sqlite)
        let first = try await openDatabase(temporary.address)
        #expect(try await migrate(first, [.bank]) == ["0001-bank"])
        await first.close()
        let second = try await openDatabase(temporary.address)
        #expect(try await second.total() == 200)
        await second.close()
        try await temporary.remove()
    }

    @Test func `Once it is closed the file alone holds everything`() async throws {
        let temporary = try TemporaryDatabase(.sqlite)
        let database = try await openDatabase(temporary.address)
        _ = try await migrate(database, [.bank])
        #expect(try await database.total() == 200)
        await database.close()
        let file = String(temporary.address.dropFirst("sqlite:".count))
        try FileManager.default.copyItem(atPath: file, toPath: file + ".copy")
        let copy = try await openDatabase("sqlite:\(file).copy")
        #expect(try await copy.total() == 200)
        await copy.close()
        try await temporary.remove()
    }

    @Test func `A path that can't be opened is a fault`() async throws {
        for address in ["sqlite:/nowhere/at/all/x.sqlite", "", "mysql://host/db"] {
            await #expect(throws: StorageFault.self) { try await openDatabase(address) }
        }
    }
}
