import Handbook
import Storage
import Testing

@testable import Operations

struct EditingTests {
    private static let entry: [String: Value] = [
        "code": "suneng", "name": "苏能通信公司", "region": "jiangsu", "parent": nil, "grade": "B", "asksCallback": false, "secrecy": nil,
    ]

    /// What a person who had the form as it was amends in it.
    private func amend(_ house: House, by person: ID<Person>, _ change: [String: Value]) async throws {
        try await house.act("amend", on: "customer:suneng", by: person, Self.entry.merging(change) { $1 }) { $0.seen = Self.entry }
    }

    private func standing(_ house: House) async throws -> Customer? {
        try await house.database.read { try Customer.find("suneng", in: $0)?.entry }
    }

    @Test(arguments: House.databases) func `Edits of different fields are merged`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            try await amend(house, by: "zhou-sales", ["name": "苏能通信股份公司"])
            try await amend(house, by: "zhao-manager", ["grade": "A"])
            let customer = try await standing(house)
            #expect(customer?.name == "苏能通信股份公司")
            #expect(customer?.grade == .a)
            let last = try await house.database.read { try JournalEntry.all(of: "customer:suneng", in: $0).last }
            let name = try last?.content()["inputs"].elements?.first { $0["name"].text == "name" }
            #expect(name?["value"].text == "苏能通信股份公司")
        }
    }

    @Test(arguments: House.databases) func `Edits of the same field are put before the person`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            try await amend(house, by: "zhou-sales", ["name": "苏能通信股份公司"])
            let stale = await #expect(throws: Stale.self) {
                try await amend(house, by: "zhao-manager", ["name": "苏能集团", "grade": "A"])
            }
            #expect(
                stale?.clashes == [Stale.Clash(field: "name", seen: "苏能通信公司", typed: "苏能集团", stands: "苏能通信股份公司")])
            #expect(try await standing(house)?.grade == .b)
            // The same new name is no clash.
            try await amend(house, by: "zhao-manager", ["name": "苏能通信股份公司"])
        }
    }

    @Test(arguments: House.databases) func `A register keeps every version with the time for which it held`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let entered = house.house.clock.now.milliseconds
            try house.at("10:00")
            try await amend(house, by: "zhou-sales", ["name": "苏能通信股份公司"])
            let amended = house.house.clock.now.milliseconds
            let rows = try await house.texts(
                "SELECT name || ' ' || valid_from || ' ' || COALESCE(valid_to, 0) FROM customers WHERE code = 'suneng' ORDER BY id")
            #expect(rows == ["苏能通信公司 \(entered) \(amended)", "苏能通信股份公司 \(amended) 0"])
            try await house.act("retire", on: "customer:suneng", by: "zhou-sales", ["reason": "并入集团"])
            #expect(try await house.count("SELECT active FROM customers WHERE code = 'suneng' AND valid_to IS NULL") == 0)
            #expect(
                try await house.refusal("amend", on: "customer:suneng", by: "zhou-sales", Self.entry).reasons[0].remedy.en
                    == "It must be: Active")
        }
    }

    @Test(arguments: House.databases) func `A code is taken once, stays, and may not be the house's own`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let taken = try #require(
                await #expect(throws: Refused.self) { try await house.open("customer", "enter", by: "zhou-sales", Self.entry) })
            #expect(taken.reasons.map(\.field) == ["code"])
            #expect(
                try await house.refusal("amend", on: "customer:suneng", by: "zhou-sales", Self.entry.merging(["code": "x"]) { $1 })
                    .clauses == ["2.8.4"])
            for code in ["clock", "console"] {
                let person: [String: Value] = ["code": .text(code), "name": "某人", "employment": "employed"]
                await #expect(throws: Refused.self) { try await house.open("person", "enter", by: "he-hr", person) }
            }
        }
    }

    @Test(arguments: House.databases) func `5.2(1): Nobody is given the clock's role`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            for (role, isRefused) in [("clock", true), ("emperor", true), ("auditor", false)] {
                let person: [String: Value] = [
                    "code": .text("new-\(role)"), "name": "某人", "employment": "employed", "grants": [["role": .text(role)]],
                ]
                let enter = { try await house.open("person", "enter", by: "he-hr", person) }
                if isRefused {
                    let refused = await #expect(throws: Refused.self) { try await enter() }
                    #expect(refused?.clauses == ["5.2(1)"])
                } else {
                    _ = try await enter()
                }
            }
        }
    }

    @Test(arguments: House.databases) func `The edition moves a guard between refusing and advising`(_ kind: Dialect) async throws {
        let source = try House.source.get()
        var files = source.files
        files["guards.yaml"] =
            "guards: { \"DO/assign/8.2.1\": refuse, \"DO/assign/3.1.4\": deviate, \"DO/arrive/3.1.5\": refuse }\n"
        try await House.with(kind, edition: EditionSource(name: source.name, files: files)) { house in
            let first = try await house.order()
            try await house.act("assign", on: first, by: "li-manager", House.assignment)
            let second = try await house.order()
            let hard = try await house.refusal(
                "assign", on: second, by: "li-manager", House.assignment.merging(["difficulty": "senior"]) { $1 }
            ) {
                $0.reasons = ["3.1.4": "两处相邻", "8.2.1": "有人指导"]
            }
            #expect(hard.clauses == ["8.2.1"])
            let soft = try await house.act("assign", on: second, by: "li-manager", House.assignment) {
                $0.reasons = ["3.1.4": "两处相邻"]
            }
            #expect(soft.deviations == ["3.1.4"])
            // What reports what has happened stays a report.
            try await house.act("accept", on: first, by: "zhang-wei")
            try house.at("15:00")
            #expect(
                try await house.act("arrive", on: first, by: "zhang-wei", ["isCustomerPresent": true]).breaches.contains("3.1.5"))
        }
    }

    @Test(arguments: House.databases) func `A case is judged by the edition under which it was opened`(_ kind: Dialect) async throws
    {
        try await House.with(kind) { house in
            let old = try await house.order()
            let source = try House.source.get()
            var files = source.files
            files["guards.yaml"] = "guards: { \"DO/assign/8.2.1\": refuse }\n"
            try await house.desk.importEdition(EditionSource(name: source.name, files: files), by: "admin")
            let new = try await house.order()
            let assign = House.assignment.merging(["difficulty": "senior"]) { $1 }
            let reasoned: (inout Submission) -> Void = { $0.reasons = ["8.2.1": "有人指导"] }
            #expect(try await house.refusal("assign", on: new, by: "li-manager", assign, reasoned).clauses == ["8.2.1"])
            let again = try await house.desk.readiness(of: new, for: "li-manager")
            #expect(again.contains { $0.activity.verb == "assign" })
            #expect(try await house.act("assign", on: old, by: "li-manager", assign, reasoned).deviations == ["8.2.1"])
        }
    }
}
