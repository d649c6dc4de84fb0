import Storage
import Testing

struct MigrationTests {
    private static let first = Migration(
        name: "1-first", statements: ["CREATE TABLE first (id {identity}, bytes {blob}, share {real})"])
    private static let second = Migration(
        name: "2-second", statements: ["INSERT INTO first (share) VALUES (0.5)", "CREATE TABLE second (id {identity})"])
    private static let third = Migration(name: "3-third", statements: ["DROP TABLE second"])

    private static func refusal(_ database: any Database, _ migrations: [Migration]) async -> MigrationFault? {
        do {
            _ = try await migrate(database, migrations)
            return nil
        } catch {
            return error as? MigrationFault
        }
    }

    @Test(arguments: TestDatabase.all) func `Steps are applied once, in order`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database async throws in
            #expect(try await migrate(database, [Self.first, Self.second]) == ["1-first", "2-second"])
            #expect(try await migrate(database, [Self.first, Self.second]) == [])
            #expect(try await migrate(database, [Self.first, Self.second, Self.third]) == ["3-third"])
            #expect(try await database.read { try $0.first("SELECT id, share FROM first")?.values } == [.integer(1), .real(0.5)])
        }
    }

    @Test(arguments: TestDatabase.all) func `A changed, unknown, misplaced or newer step is refused`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database in
            _ = try await migrate(database, [Self.first, Self.second])
            let changed = Migration(name: "2-second", statements: ["CREATE TABLE other (id {identity})"])
            let refusals = [
                await Self.refusal(database, [Self.first, changed, Self.third]),
                await Self.refusal(database, [Self.first, Self.third]),
                await Self.refusal(database, [Self.first]),
                await Self.refusal(database, [Self.first, Self.third, Self.second]),
                await Self.refusal(database, [Self.first, Self.second, Self.second]),
            ]
            #expect(
                refusals == [
                    .changed("2-second"), .unknown("2-second"), .newer("2-second"), .misplaced("2-second", expected: "3-third"),
                    .twice("2-second"),
                ])
            #expect(try await migrate(database, [Self.first, Self.second, Self.third]) == ["3-third"])
        }
    }

    @Test(arguments: TestDatabase.all) func `A step that fails leaves nothing of itself`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database async throws in
            let broken = Migration(
                name: "2-broken", statements: ["CREATE TABLE half (id {identity})", "CREATE TABLE half (id {identity})"])
            await #expect(throws: StorageFault.self) { try await migrate(database, [Self.first, broken]) }
            #expect(try await migrate(database, [Self.first, Self.second]) == ["2-second"])
            #expect(await database.fault("SELECT * FROM half") != nil)
        }
    }

    @Test(arguments: TestDatabase.all) func `Nodes that start together apply each step once`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database in
            let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                for _ in 0..<4 { group.addTask { try await migrate(database, [Self.first, Self.second, Self.third]) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(applied.sorted() == ["1-first", "2-second", "3-third"])
        }
    }
}
