import Handbook
import Storage
import Testing

@testable import Operations

struct LedgerTests {
    private func held(_ house: House, _ account: StockAccount) async throws -> [String] {
        try await house.database.read {
            try StockBook.holdings(of: account, in: $0).map { "\($0.part) \($0.serial) \($0.quantity)" }
        }
    }

    private func imbalances(_ house: House) async throws -> [String] {
        try await house.database.read { try StockBook.imbalances(in: $0) }
    }

    private let store = StockAccount.warehouse("sh-main")

    @Test(arguments: House.databases)
    func `13/035: A board goes from the store to the order to the site, and the old one comes back`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            #expect(try await held(house, store) == ["brd-10g B-NEW-1 1", "brd-10g B-NEW-2 1", "fan-18 F-1 1", "fibre-3m  20"])
            let order = try await house.day().order
            #expect(try await held(house, store) == ["brd-10g B-NEW-2 1", "fan-18 F-1 1", "fibre-3m  20"])
            #expect(try await held(house, .site("pudong-dc")) == ["brd-10g B-NEW-1 1"])
            #expect(try await held(house, .order(order)) == ["brd-10g B-OLD-1 1"])
            try await house.act(
                "receive-return", on: "warehouse:sh-main", by: "qian-store",
                ["order": .text(order), "part": "brd-10g", "serial": "B-OLD-1"])
            #expect(try await held(house, .order(order)) == [])
            #expect(try await imbalances(house) == [])
        }
    }

    @Test(arguments: House.databases) func `15.6: No account but the outside goes below nought`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order(["spares": [["part": "fibre-3m", "quantity": 30], ["part": "brd-10g"]]])
            try await house.act("confirm-spares", on: order, by: "li-manager")
            let issue: ([Value]) -> [String: Value] = { ["warehouse": "sh-main", "lines": .list($0)] }
            let tooMany = issue([["part": "fibre-3m", "quantity": 21]])
            #expect(try await house.refusal("issue-spares", on: order, by: "qian-store", tooMany).clauses == ["15.6"])
            // Each line alone is there; the ledger itself refuses the second.
            let twice = issue([["part": "fibre-3m", "quantity": 15], ["part": "fibre-3m", "quantity": 15]])
            #expect(try await house.refusal("issue-spares", on: order, by: "qian-store", twice).clauses == ["13/035"])
            let gone = issue([["part": "brd-10g", "serial": "B-NOWHERE"]])
            #expect(try await house.refusal("issue-spares", on: order, by: "qian-store", gone).clauses == ["15.6"])
            let unconfirmed = issue([["part": "fan-18", "serial": "F-1"]])
            #expect(try await house.refusal("issue-spares", on: order, by: "qian-store", unconfirmed).clauses == ["13/035"])
            try await house.act("issue-spares", on: order, by: "qian-store", issue([["part": "fibre-3m", "quantity": 20]]))
            #expect(try await imbalances(house) == [])
            await #expect(throws: StorageFault.self) {
                try await house.tamper(
                    "UPDATE stock_balances SET quantity = -1 WHERE account = 'warehouse:sh-main' AND part = 'fibre-3m'")
            }
        }
    }

    @Test(arguments: House.databases) func `15.1(b): A serial is in one place, and told as the part is kept`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let book: ([String: Value]) -> [String: Value] = { ["purpose": "采购入库", "lines": [.object($0)]] }
            try await house.open("warehouse", "enter", by: "qian-store", ["code": "sh-two", "name": "二库", "region": "shanghai"])
            for line: [String: Value] in [
                ["part": "brd-10g", "serial": "B-NEW-1"], ["part": "brd-10g"], ["part": "fibre-3m", "serial": "X-1"],
                ["part": "brd-10g", "serial": "B-NEW-9", "quantity": 2],
            ] {
                #expect(
                    try await house.refusal("open-balance", on: "warehouse:sh-two", by: "qian-store", book(line)).clauses == [
                        "15.1(b)"
                    ])
            }
            try await house.act(
                "open-balance", on: "warehouse:sh-two", by: "qian-store", book(["part": "brd-10g", "serial": "B-NEW-9"]))
            #expect(try await held(house, .warehouse("sh-two")) == ["brd-10g B-NEW-9 1"])
            #expect(try await imbalances(house) == [])
        }
    }

    @Test(arguments: House.databases) func `A corrected swap is reversed and booked anew, nothing is edited`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.day().order
            let lines = try await house.texts("SELECT account || part || serial || quantity FROM stock_lines ORDER BY move, line")
            let entry = try #require(
                await house.database.read { try JournalEntry.all(of: order, in: $0).last { $0.verb == "swap-part" }?.position })
            try await house.act(
                "propose-correction", on: order, by: "zhang-wei",
                ["entry": .integer(Int64(entry)), "reason": "看错一位", "changes": [["field": "oldSerial", "value": "B-OLD-7"]]])
            try await house.act("correct", on: order, by: "li-manager")
            #expect(try await held(house, .order(order)) == ["brd-10g B-OLD-7 1"])
            #expect(try await held(house, .site("pudong-dc")) == ["brd-10g B-NEW-1 1"])
            let now = try await house.texts("SELECT account || part || serial || quantity FROM stock_lines ORDER BY move, line")
            #expect(Array(now.prefix(lines.count)) == lines && now.count == lines.count + 8)
            #expect(try await house.count("SELECT COUNT(*) FROM stock_moves WHERE reverses IS NOT NULL") == 2)
            #expect(try await imbalances(house) == [])
            #expect(try await Audit.verify(house.database).isClean)
        }
    }

    @Test(arguments: House.databases) func `12.2.5(c): A part left behind is owed for fifteen working days, once`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "accepted")
            try await house.issueBoard(order)
            try house.at("13:56")
            try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": true])
            try await house.swap(order, ["isTakenBack": false, "reason": "硬盘不得带出"])
            let due = "SELECT due FROM debts WHERE number = ? AND serial = 'B-OLD-1' AND settled IS NULL"
            #expect(try await house.count(due, order) == house.instant("2026-06-09 00:00").milliseconds)
            let owing = "SELECT COUNT(*) FROM case_marks WHERE mark = 'DO.owing' AND number = ?"
            #expect(try await house.count(owing, order) == 1)
            try await house.act(
                "receive-return", on: "warehouse:sh-main", by: "qian-store",
                ["order": .text(order), "part": "brd-10g", "serial": "B-OLD-1"])
            #expect(try await house.count("SELECT COUNT(*) FROM debts WHERE settled IS NULL") == 0)
            // Settled at the store, and reports no longer count the order.
            #expect(try await house.count(owing, order) == 0)
            #expect(try await house.desk.differences() == [])
            #expect(try await held(house, store).contains("brd-10g B-OLD-1 1"))
            let again = try await house.refusal(
                "receive-return", on: "warehouse:sh-main", by: "qian-store",
                ["order": .text(order), "part": "brd-10g", "serial": "B-OLD-1"])
            #expect(again.clauses == ["15.1(a)"])
            #expect(try await imbalances(house) == [])
        }
    }

    @Test(arguments: House.databases) func `13.4(3): An order closes with its spare registered as owed, and registers it once`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "accepted")
            try await house.issueBoard(order)
            try await house.lead(again: order, from: "on-site", to: "reviewed")
            #expect(try await house.refusal("close", on: order, by: "li-manager").clauses == ["13.4(3)"])
            let owe: [String: Value] = ["part": "brd-10g", "serial": "B-NEW-1", "reason": "寄存客户机房"]
            try await house.act("owe-part", on: order, by: "zhang-wei", owe)
            #expect(try await house.refusal("owe-part", on: order, by: "zhang-wei", owe).clauses == ["13.4(3)"])
            try await house.act("close", on: order, by: "li-manager")
            try await house.act(
                "receive-return", on: "warehouse:sh-main", by: "qian-store",
                ["order": .text(order), "part": "brd-10g", "serial": "B-NEW-1"])
            #expect(try await house.count("SELECT COUNT(*) FROM debts WHERE settled IS NULL") == 0)
            #expect(try await imbalances(house) == [])
        }
    }

    @Test(arguments: House.databases) func `The check of the ledger finds a balance and a line that were changed`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            try await house.day()
            try await house.tamper(
                "UPDATE stock_balances SET quantity = 19 WHERE account = 'warehouse:sh-main' AND part = 'fibre-3m'")
            #expect(try await imbalances(house) == ["warehouse:sh-main of fibre-3m"])
            try await house.tamper("UPDATE stock_lines SET quantity = 19 WHERE account = 'warehouse:sh-main' AND part = 'fibre-3m'")
            let found = try await imbalances(house)
            #expect(found.count == 1 && found[0].hasPrefix("move ") && found[0].hasSuffix(" of fibre-3m"))
        }
    }
}
