import Storage
import Testing

struct SessionTests {
    @Test(arguments: TestDatabase.all) func `Every type comes back as it went in`(_ kind: Dialect) async throws {
        let table = Migration(name: "types", statements: ["CREATE TABLE t (i BIGINT, r {real}, t TEXT, b {blob})"])
        let everyByte = (0...255).map { UInt8($0) }
        let values: [[SQLValue]] = [
            [.integer(.min), .real(-0.1), .text("麒麟 'q' \"d\" ? \\ 𠮷"), .blob(everyByte)],
            [.integer(.max), .real(1e300), .text(""), .blob([])],
            [.null, .null, .null, .null],
        ]
        try await TestDatabase.with(kind, [table]) { database in
            let rows = try await database.write { session in
                for row in values { try session.execute("INSERT INTO t (i, r, t, b) VALUES (?, ?, ?, ?)", row) }
                return try session.query("SELECT i, r, t, b FROM t ORDER BY i IS NULL, i")
            }
            #expect(rows.map(\.values) == values)
            #expect(rows[0].names == ["i", "r", "t", "b"])
            #expect(try rows[2].optionalText("t") == nil)
            #expect(try rows[1].optionalInteger("i") == .max)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Swift values bind, and an integer that is a truth value too`(_ kind: Dialect) async throws {
        let table = Migration(name: "types", statements: ["CREATE TABLE t (i BIGINT, r {real}, t TEXT, b {blob})"])
        try await TestDatabase.with(kind, [table]) { database in
            let row = try await database.write { session in
                try session.execute("INSERT INTO t VALUES (?, ?, ?, ?)", true, 2.5, String?.none, [UInt8](repeating: 7, count: 3))
                return try session.first("SELECT * FROM t WHERE i = ?", 1)
            }
            #expect(row?.values == [.integer(1), .real(2.5), .null, .blob([7, 7, 7])])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Many rows go in at once, and many values into one statement`(_ kind: Dialect) async throws {
        let table = Migration(name: "many", statements: ["CREATE TABLE t (i BIGINT, r {real}, b {blob})"])
        try await TestDatabase.with(kind, [table]) { database in
            let found = try await database.write { session in
                try session.insert(
                    into: "t", "i, r, b", (1...25_000).map { [.integer($0), .real(Double($0)), .blob([UInt8($0 % 251)])] })
                let asked = (1...9_000).map { SQLValue.integer(3 * $0) }
                return try session.query(
                    "SELECT i, r, b FROM t WHERE i IN (\(session.placeholders(asked.count))) ORDER BY i", asked)
            }
            #expect(found.count == 8_333)
            #expect(found.last?.values == [.integer(24_999), .real(24_999), .blob([UInt8(24_999 % 251)])])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `A question mark in a literal or a comment is no placeholder`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database in
            let row = try await database.read { session in
                try session.first(
                    """
                    SELECT 'why? it''s?' AS a, -- or not?
                        CAST(? AS BIGINT) AS "b?"
                    """, 7)
            }
            #expect(row?.values == [.text("why? it's?"), .integer(7)])
            #expect(row?["b?"] == .integer(7))
        }
    }

    @Test(arguments: TestDatabase.all) func `A wrong column or type is a fault and not a trap`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind) { database in
            let row = try #require(await database.read { try $0.first("SELECT 'x' AS name") })
            #expect(throws: StorageFault.self) { try row.integer("name") }
            #expect(throws: StorageFault.self) { try row.text("missing") }
            #expect(throws: StorageFault.self) { try row.text(at: 1) }
            #expect(row["missing"] == .null)
        }
    }

    @Test(arguments: TestDatabase.all) func `A sum of integers is an integer`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            #expect(try await database.total() == 200)
        }
    }

    @Test(arguments: TestDatabase.all) func `Execute tells how many rows changed`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database in
            let changes = try await database.write { session in
                [
                    try session.execute("UPDATE accounts SET balance = balance + 1"),
                    try session.execute("UPDATE accounts SET balance = 0 WHERE id = ?", 99),
                    try session.execute("CREATE TABLE more (id BIGINT)"),
                ]
            }
            #expect(changes == [2, 0, 0])
        }
    }

    @Test(arguments: TestDatabase.all)
    func `Placeholders make lists, and an empty list matches nothing`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database in
            let counts = try await database.read { session in
                try [[1, 2], []].map { (ids: [Int64]) in
                    try session.query(
                        "SELECT id FROM accounts WHERE id IN (\(session.placeholders(ids.count)))", ids.map { .integer($0) }
                    ).count
                }
            }
            #expect(counts == [2, 0])
        }
    }

    @Test(arguments: TestDatabase.all) func `Text with NUL and wrong statements are faults`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank]) { database async throws in
            for fault in [
                await database.fault("INSERT INTO holders (name) VALUES (?)", [.text("a\0b")]),
                await database.fault("SELEC 1"),
                await database.fault("SELECT ?", []),
            ] {
                guard case .statement = fault else {
                    Issue.record("expected a statement fault, not \(String(describing: fault))")
                    continue
                }
            }
            #expect(try await database.total() == 200)
        }
    }

    @Test(arguments: TestDatabase.all)
    func `A changed table is read anew by statements that are known`(_ kind: Dialect) async throws {
        try await TestDatabase.with(kind, [.bank], parameters: "&connections=1") { database in
            #expect(try await database.read { try $0.first("SELECT * FROM holders")?.values.count } == 2)
            _ = try await database.write { try $0.execute("ALTER TABLE holders ADD COLUMN region TEXT DEFAULT '东'") }
            #expect(try await database.read { try $0.first("SELECT * FROM holders")?["region"] } == .text("东"))
        }
    }
}
