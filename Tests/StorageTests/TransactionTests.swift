import Storage
import Testing

struct TransactionTests {
    private static let deposit = "UPDATE accounts SET balance = balance + 1 WHERE id = 1"

    @Test(arguments: TestDatabase.all) func `What throws leaves nothing behind`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            await #expect(throws: Refusal()) {
                try await database.write { session in
                    try session.execute(Self.deposit)
                    throw Refusal()
                }
            }
            #expect(try await database.total() == 200)
        }
    }

    @Test(arguments: TestDatabase.all) func `A savepoint undoes its own and lets the rest stand`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            try await database.write { session in
                try session.execute(Self.deposit)
                try session.savepoint {
                    try session.execute(Self.deposit)
                    try? session.savepoint {
                        try session.execute(Self.deposit)
                        try session.execute("INSERT INTO holders (name) VALUES ('张伟')")
                    }
                }
                #expect(throws: Refusal()) {
                    try session.savepoint {
                        try session.execute(Self.deposit)
                        throw Refusal()
                    }
                }
            }
            #expect(try await database.total() == 202)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Of 64 deposits at once the half that throws counts nothing`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            let refused = Counter()
            await withTaskGroup { group in
                for number in 0..<64 {
                    group.addTask {
                        do {
                            try await database.write { session in
                                let balance = try session.first("SELECT balance FROM accounts WHERE id = 1")?.integer(at: 0)
                                try session.execute("UPDATE accounts SET balance = ? WHERE id = 1", (balance ?? 0) + 1)
                                if number.isMultiple(of: 2) { throw Refusal() }
                            }
                        } catch is Refusal {
                            refused.next()
                        } catch {
                            Issue.record(error)
                        }
                    }
                }
            }
            #expect(refused.value == 32)
            #expect(try await database.total() == 232)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Two who each count on the other's money can't both withdraw`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            let bothHaveRead = Meeting(of: kind == .postgres ? 2 : 1)
            let withdraw: @Sendable (Int) async throws -> Bool = { account in
                try await database.write { session in
                    let total = try session.first("SELECT sum(balance) FROM accounts")?.integer(at: 0) ?? 0
                    bothHaveRead.arrive()
                    if total < 200 { return false }
                    try session.execute("UPDATE accounts SET balance = 0 WHERE id = ?", account)
                    return true
                }
            }
            async let first = withdraw(1)
            async let second = withdraw(2)
            let outcomes = try await [first, second]
            #expect(outcomes.count { $0 } == 1)
            #expect(try await database.total() == 100)
        }
    }

    @Test(arguments: TestDatabase.all) func `Writing in a read is refused`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            await #expect(throws: StorageFault.self) {
                try await database.read { _ = try $0.execute(Self.deposit) }
            }
            #expect(try await database.total() == 200)
            #expect(await database.fault(Self.deposit) == nil)
        }
    }

    @Test(arguments: TestDatabase.all) func `A read sees one moment, whatever is written meanwhile`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            let hasRead = Meeting(of: 2)
            let hasWritten = Meeting(of: 2)
            async let sums = database.read { session in
                let before = try session.first("SELECT sum(balance) FROM accounts")?.integer(at: 0)
                hasRead.arrive()
                hasWritten.arrive()
                return [before, try session.first("SELECT sum(balance) FROM accounts")?.integer(at: 0)]
            }
            try await database.write { session in
                hasRead.arrive()
                try session.execute(Self.deposit)
            }
            hasWritten.arrive()
            #expect(try await sums == [200, 200])
            #expect(try await database.total() == 201)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `A swallowed error outside a savepoint is never half a commit`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            let outcome = await Result {
                try await database.write { session in
                    try session.execute(Self.deposit)
                    _ = try? session.execute("INSERT INTO holders (name) VALUES ('张伟')")
                }
            }
            // SQLite undoes the statement only, PostgreSQL the whole; either way the answer is the truth.
            let isCommitted = (try? outcome.get()) != nil
            #expect(isCommitted == (kind == .sqlite))
            #expect(try await database.total() == (isCommitted ? 201 : 200))
        }
    }

    @Test(arguments: TestDatabase.all) func `A session is of no use after its transaction`(_ kind: Dialect) async throws {
        final class Pocket: Sendable { nonisolated(unsafe) var session: (any Session)? }
        try await TestDatabase.with(kind) { database async throws in
            let pocket = Pocket()
            try await database.write { pocket.session = $0 }
            #expect(throws: StorageFault.self) { try pocket.session?.query("SELECT 1") }
        }
    }

    @Test(arguments: TestDatabase.all) func `A closed database says so`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            await database.close()
            let expected = StorageFault.unavailable("it has been closed")
            #expect(await database.fault(Self.deposit) == expected)
            await #expect(throws: expected) { try await database.total() }
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
