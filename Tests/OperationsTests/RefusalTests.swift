import Handbook
import Storage
import Testing

@testable import Operations

struct RefusalTests {
    @Test(arguments: House.databases) func `A refusal lists every reason at once, each with what would make it pass`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order(["site": "nanhui-220", "devices": ["SN-OSN-0002"]])
            try await house.act(
                "take-leave", on: "person:sun-yu", by: "he-hr", ["from": "2026-05-25 00:00", "to": "2026-05-26 00:00"])
            let assign: [String: Value] = ["engineer": "sun-yu", "appointment": "2026-05-25 14:00", "difficulty": "senior"]
            let refused = try await house.refusal("assign", on: order, by: "li-manager", assign)
            #expect(refused.clauses == ["1.7.2(1)", "12.2.5/5", "13/020", "8.2.1", "8.2.2(a)"])
            for reason in refused.reasons { #expect(!reason.remedy.zh.isEmpty && !reason.remedy.en.isEmpty) }
            let soft = refused.reasons.filter { $0.deviation != nil }.map(\.clause).sorted()
            #expect(soft == ["1.7.2(1)", "12.2.5/5", "8.2.1", "8.2.2(a)"])
            #expect(try await house.stage(order) == "raised")
        }
    }

    @Test(arguments: House.databases) func `8.2.1: What the handbook only advises goes on with a reason by name`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            let assign: [String: Value] = ["engineer": "sun-yu", "appointment": "2026-05-18 14:00", "difficulty": "senior"]
            let without = try await house.refusal("assign", on: order, by: "li-manager", assign)
            #expect(without.reasons.map(\.deviation).sorted { $0 ?? "" < $1 ?? "" } == ["DO/assign/8.2.1", "DO/assign/8.2.2(a)"])
            let blank = try await house.refusal("assign", on: order, by: "li-manager", assign) {
                $0.reasons = ["8.2.1": " 1 ", "8.2.2(a)": "证书在续"]
            }
            #expect(blank.clauses == ["8.2.1"])
            let performed = try await house.act("assign", on: order, by: "li-manager", assign) {
                $0.reasons = ["DO/assign/8.2.1": "张伟休假，由经理电话指导", "8.2.2(a)": "证书在续"]
            }
            #expect(performed.deviations.sorted() == ["8.2.1", "8.2.2(a)"])
            let entry = try await house.database.read { try JournalEntry.all(of: order, in: $0).last }
            #expect(try entry?.content()["deviations"].elements?.first?["reason"]["zh"].text == "张伟休假，由经理电话指导")
        }
    }

    @Test(arguments: House.databases) func `A hard guard takes no reason`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let first = try await house.order()
            try await house.act("assign", on: first, by: "li-manager", House.assignment)
            let second = try await house.order()
            let overlapping = House.assignment.merging(["appointment": "2026-05-18 15:00"]) { $1 }
            let refused = try await house.refusal("assign", on: second, by: "li-manager", overlapping) {
                $0.reasons = ["3.1.4": "就这样"]
            }
            #expect(refused.clauses == ["3.1.4"])
            #expect(refused.reasons[0].remedy.en.contains(first))
        }
    }

    @Test(arguments: House.databases) func `What comes in the wrong stage is refused with the stages that would do`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            let refused = try await house.refusal("accept-receipt", on: order, by: "li-manager")
            #expect(refused.clauses == ["13/050"])
            #expect(refused.reasons[0].remedy.en == "It must be: Handed in")
            // The stage and two guards: all three are told at once.
            #expect(
                try await house.refusal("close", on: order, by: "li-manager").clauses.sorted() == ["12.2.5/8", "13/070", "13/070"])
            // Whoever may not do it is told that and the stage alone.
            #expect(try await house.refusal("close", on: order, by: "zhang-wei").clauses == ["13/070", "13/070"])
        }
    }

    @Test(arguments: House.databases) func `3.2.8: Where no operation is agreed yet the refusal says so, and else it names them`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order(["spares": []])
            try await house.lead(order, to: "accepted")
            try house.at("13:56")
            let consent: Value = ["kind": "on-site-confirmation", "givenBy": "顾明", "at": "2026-05-18 13:56"]
            try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": true, "consent": consent])
            func refused() async throws -> Refused {
                try await house.refusal(
                    "log-work", on: order, by: "zhang-wei",
                    ["device": "SN-OSN-0001", "kind": "hardware", "operation": "更换线路板", "text": "断开光纤，换板"])
            }
            let first = try await refused()
            #expect(first.clauses == ["3.2.8"])
            #expect(first.reasons[0].remedy.zh.hasPrefix("还没有同意的操作："))
            #expect(first.reasons[0].remedy.en.hasPrefix("No operation is agreed yet: "))
            try await house.act(
                "extra-operation", on: order, by: "zhang-wei",
                ["operation": "复位网元", "explanation": "复位后约五分钟恢复", "consent": consent])
            let second = try await refused()
            #expect(second.clauses == ["3.2.8"])
            #expect(second.reasons[0].remedy.zh.hasPrefix("已同意：复位网元；"))
            #expect(second.reasons[0].remedy.en.hasPrefix("Agreed are: 复位网元; "))
        }
    }

    @Test(arguments: House.databases) func `A report is recorded as it was, and what it broke is raised`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "accepted")
            try house.at("15:00")
            let arrived = try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": false])
            #expect(arrived.breaches.sorted() == ["12.2.5/note-4", "3.1.5", "3.2.8"])
            let told = try await house.texts(
                "SELECT en FROM notices WHERE principal = 'role:technical-manager:shanghai' AND number = ?", order)
            #expect(told.count { $0.contains("broke 3.1.5") } == 1)
            #expect(try await house.count("SELECT COUNT(*) FROM clause_events WHERE number = ? AND event = 'broken'", order) == 3)
        }
    }

    @Test(arguments: House.databases) func `A refusal is kept in its own table and not in the chain`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let journal = try await house.count("SELECT COUNT(*) FROM journal")
            _ = try await house.refusal("assign", on: order, by: "zhang-wei", House.assignment)
            #expect(try await house.count("SELECT COUNT(*) FROM journal") == journal)
            let kept = try await house.texts(
                "SELECT person || ' ' || kind || ' ' || number || ' ' || verb || ' ' || reasons FROM refusals")
            #expect(kept.count == 1)
            #expect(kept[0].hasPrefix("zhang-wei DO \(order) assign ") && kept[0].contains("13/020"))
            #expect(try await house.count("SELECT COUNT(*) FROM clause_events WHERE event = 'refused' AND clause = '13/020'") == 1)
        }
    }

    @Test(arguments: House.databases) func `2.9.2: Wording that misfires is shown with a better one, and may be sent on`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let rude: [String: Value] = ["answer": "这不归我管"]
            let refused = try await house.refusal("respond", on: request, by: "zhang-wei", rude)
            #expect(refused.clauses == ["2.9.2(1)"])
            #expect(refused.reasons[0].field == "answer" && refused.reasons[0].remedy.zh.contains("同事"))
            let sent = try await house.act("respond", on: request, by: "zhang-wei", rude) { $0.reasons = ["2.9.2(1)": "引用客户原话"] }
            #expect(sent.deviations == ["2.9.2(1)"])
        }
    }
}
