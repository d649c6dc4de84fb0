import Storage
import Testing

struct ConstraintTests {
    private static func kind(_ fault: StorageFault?) -> StorageFault.Constraint? {
        if case .constraint(let kind, _) = fault { kind } else { nil }
    }

    @Test(arguments: TestDatabase.all) func `Violations have the same names on both`(_ dialect: Dialect) async throws {
        try await TestDatabase.with(dialect, [.bank]) { database async throws in
            let violations: [(String, StorageFault.Constraint)] = [
                ("INSERT INTO holders (name) VALUES ('张伟')", .unique),
                ("INSERT INTO holders (name) VALUES (NULL)", .notNull),
                ("INSERT INTO accounts (guarantor) VALUES (99)", .foreignKey),
                ("INSERT INTO accounts (holder) VALUES (99)", .foreignKey),
                ("DELETE FROM holders", .foreignKey),
                ("UPDATE accounts SET balance = balance - 101", .check),
            ]
            for (sql, expected) in violations {
                #expect(Self.kind(await database.fault(sql)) == expected, "\(sql)")
            }
            #expect(try await database.total() == 200)
        }
    }

    @Test func `What a trigger refuses is a check`() async throws {
        let trigger = Migration(
            name: "0002-frozen",
            statements: [
                "CREATE TRIGGER frozen BEFORE UPDATE ON accounts BEGIN SELECT RAISE(ABORT, 'accounts are frozen'); END"
            ])
        try await TestDatabase.with(.sqlite, [.bank, trigger]) { database in
            #expect(await database.fault("UPDATE accounts SET balance = 1") == .constraint(.check, detail: "accounts are frozen"))
        }
    }

    @Test func `The constraint is named`() async throws {
        try await TestDatabase.with(.postgres, [.bank]) { database in
            guard case .constraint(.check, let detail) = await database.fault("UPDATE accounts SET balance = -1") else {
                Issue.record("expected a check violation")
                return
            }
            #expect(detail.hasPrefix("no_debt: "))
        }
    }
}
