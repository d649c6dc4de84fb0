import Handbook
import Storage
import Testing

@testable import Operations

struct PartsOnTheWayTests {
    private func held(_ house: House, _ account: StockAccount) async throws -> [String] {
        try await house.database.read {
            try StockBook.holdings(of: account, in: $0).map { "\($0.part) \($0.serial) \($0.quantity)" }
        }
    }

    @Test(arguments: House.databases) func `13.4(3): Consumables are used up on site or brought back before the order closes`(
        _ kind: Dialect
    )
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order(["spares": [["part": "fibre-3m", "quantity": 2]]])
            try await house.lead(order, to: "accepted")
            try await house.act("confirm-spares", on: order, by: "li-manager")
            try await house.act(
                "issue-spares", on: order, by: "qian-store",
                ["warehouse": "sh-main", "lines": [["part": "fibre-3m", "quantity": 2]]])
            #expect(try await held(house, .warehouse("sh-main")).contains("fibre-3m  18"))
            try await house.lead(again: order, from: "on-site", to: "left")
            try await house.act("use-parts", on: order, by: "zhang-wei", ["lines": [["part": "fibre-3m", "quantity": 1]]])
            try await house.lead(again: order, from: "handed-in", to: "reviewed")
            let refused = try await house.refusal("close", on: order, by: "li-manager")
            #expect(refused.reasons.map(\.clause) == ["13.4(3)"])
            try await house.desk.perform(
                Submission(
                    by: "qian-store", .at(number: "warehouse:sh-main"), "receive-return",
                    ["order": .text(order), "part": "fibre-3m", "quantity": 1]))
            #expect(try await held(house, .warehouse("sh-main")).contains("fibre-3m  19"))
            try await house.act("close", on: order, by: "li-manager")
            #expect(try await house.stage(order) == "closed")
            #expect(try await house.database.read { try StockBook.imbalances(in: $0) } == [])
        }
    }

    @Test(arguments: House.databases)
    func `A swap of parts that the ledger has elsewhere is recorded all the same, and its breach raised`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "on-site")
            let swap: [String: Value] = [
                "device": "SN-OSN-0001", "part": "brd-10g", "oldSerial": "B-NEW-2", "newSerial": "B-NEW-1", "isTakenBack": true,
            ]
            let performed = try await house.act("swap-part", on: order, by: "zhang-wei", swap)
            #expect(performed.breaches.sorted() == ["13/035", "15.1(b)"])
            #expect(try await held(house, .warehouse("sh-main")).prefix(2) == ["brd-10g B-NEW-1 1", "brd-10g B-NEW-2 1"])
            #expect(try await held(house, .order(order)) == [])
            #expect(try await house.database.read { try StockBook.imbalances(in: $0) } == [])
        }
    }
}
