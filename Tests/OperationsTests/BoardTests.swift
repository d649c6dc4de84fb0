import Handbook
import Scenarios
import Storage
import Testing

@testable import Operations

struct BoardTests {
    private func board(_ house: House, _ day: String = "2026-05-18", for person: ID<Person> = "li-manager") async throws
        -> DispatchBoard
    {
        try await house.desk.board(DispatchBoard.Query(first: try #require(Day(day)), days: 1), for: person)
    }

    @Test(arguments: House.databases)
    func `13/020: The board has who does what when, what waits, and what needs another time`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let (order, waiting) = (try await house.order(), try await house.order(["work": "更换风扇"]))
            try await house.act(
                "take-leave", on: "person:sun-yu", by: "he-hr", ["from": "2026-05-18 00:00", "to": "2026-05-18 13:00"])
            try await house.lead(order, to: "accepted")
            var board = try await board(house)
            #expect(board.regions == ["shanghai"])
            #expect(board.waiting.map(\.number) == [waiting] && board.lapsed.isEmpty)
            #expect(board.blocks.map(\.number) == [order] && board.blocks.map(\.isLead) == [true])
            #expect(board.blocks.first?.order?.site == "pudong-dc")
            let loads = try Dictionary(
                uniqueKeysWithValues: board.engineers.map {
                    ($0.code, try DayLoad(of: $0, on: board.days[0], in: board, under: house.desk.editions.current))
                })
            #expect(loads["zhang-wei"]?.booked == 120 && loads["zhang-wei"]?.working == 480)
            #expect(loads["sun-yu"]?.booked == 0 && loads["sun-yu"]?.working == 240)
            // Nobody came: the visit needs another time.
            try house.at("16:01")
            board = try await self.board(house)
            #expect(board.lapsed.map(\.number) == [order])
        }
    }

    @Test(arguments: House.databases) func `Another region's manager sees neither its people nor its orders`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "assigned")
            let board = try await board(house, for: "zhao-manager")
            #expect(board.regions == ["jiangsu"] && board.waiting.isEmpty && board.blocks.isEmpty)
            #expect(!board.engineers.map(\.code).contains("zhang-wei"))
            await #expect(throws: Missing.self) {
                try await house.desk.foresight(of: order, at: [house.house.clock.now], for: "zhao-manager")
            }
        }
    }

    @Test(arguments: House.databases)
    func `Before anybody commits the board says what the desk will say, rule by rule`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let (taken, order) = (try await house.order(), try await house.order(["work": "更换风扇"]))
            try await house.lead(taken, to: "assigned")
            try await house.act(
                "take-leave", on: "person:sun-yu", by: "he-hr", ["from": "2026-05-18 12:00", "to": "2026-05-19 00:00"])
            let starts = try ["11:00", "13:30", "16:00", "2026-05-20 09:00"].map(house.instant)
            let (foresight, candidates) = try await house.desk.foresight(of: order, at: starts, for: "li-manager")
            #expect(foresight.outlooks.map(\.person) == candidates.map(\.person) && foresight.minutes == 120)
            for outlook in foresight.outlooks {
                for (slot, start) in starts.enumerated() {
                    let unmet = foresight.verdicts(of: outlook, at: slot).filter { !$0.finding.isMet }.map(\.rule.clause).sorted()
                    let assignment: [String: Value] = [
                        "engineer": .text(outlook.person.text), "appointment": .text(house.time.iso(start)),
                    ]
                    if unmet.isEmpty {
                        #expect(foresight.prospect(of: outlook, at: slot) == .open)
                    } else {
                        let refusal = try await house.refusal("assign", on: order, by: "li-manager", assignment)
                        #expect(refusal.clauses == unmet, "\(outlook.person) at \(house.time.iso(start))")
                    }
                }
            }
            let zhang = try #require(foresight.outlooks.first { $0.person == "zhang-wei" })
            #expect(starts.indices.map { foresight.prospect(of: zhang, at: $0) } == [.open, .refused, .open, .advised])
            // How much room there is stands beside what is met.
            let margins = foresight.verdicts(of: zhang, at: 0).compactMap { $0.finding.isMet ? $0.finding.text?.zh : nil }
            #expect(margins.contains("离最近的派工 60 分钟"))
        }
    }

    @Test(arguments: House.databases) func `Whoever doesn't plan is not told what the rules say`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let now = house.house.clock.now
            await #expect(throws: Refused.self) { try await house.desk.foresight(of: order, at: [now], for: "zhang-wei") }
            try await house.act("cancel", on: order, by: "li-manager", ["reason": "客户撤回"])
            await #expect(throws: Refused.self) { try await house.desk.foresight(of: order, at: [now], for: "li-manager") }
        }
    }

    @Test(arguments: House.databases) func `21/D-1: Orders of one journey stand on the board as one trip`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let (first, second) = (try await house.order(), try await house.order(["work": "更换风扇"]))
            try await house.act("assign", on: first, by: "li-manager", House.assignment)
            try await house.act(
                "assign", on: second, by: "li-manager",
                House.assignment.merging(["appointment": "2026-05-18 16:00", "trip": .text(first)]) { $1 })
            var board = try await board(house)
            #expect(try board.trip(of: #require(board.blocks.first)).map(\.number) == [first, second])
            #expect(try await house.desk.differences() == [])
            // Another day is another journey.
            try await house.act("reschedule", on: second, by: "li-manager", ["appointment": "2026-05-19 10:00", "reason": "客户改期"])
            board = try await self.board(house, "2026-05-19")
            #expect(try board.trip(of: #require(board.blocks.first)).map(\.number) == [second])
        }
    }
}
