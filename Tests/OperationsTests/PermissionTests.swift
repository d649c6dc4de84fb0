import Handbook
import Storage
import Testing

@testable import Operations

struct PermissionTests {
    @Test(arguments: House.databases) func `A step is done by its role, in its region`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let byRole = try await house.refusal("assign", on: order, by: "zhang-wei", House.assignment)
            #expect(byRole.clauses == ["13/020"])
            #expect(byRole.reasons[0].remedy.en.contains("Technical manager"))
            // A manager of another region does not see the order at all.
            await #expect(throws: Missing.self) { try await house.act("assign", on: order, by: "zhao-manager", House.assignment) }
            try await house.act("assign", on: order, by: "li-manager", House.assignment)
            #expect(try await house.stage(order) == "assigned")
        }
    }

    @Test(arguments: House.databases) func `13.4(1): The lead takes the steps, a helper only logs`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act("assign", on: order, by: "li-manager", House.assignment.merging(["helpers": ["sun-yu"]]) { $1 })
            let helper = try await house.refusal("accept", on: order, by: "sun-yu")
            #expect(helper.reasons[0].remedy.en.hasSuffix("of this order"))
            try await house.act("accept", on: order, by: "zhang-wei")
            try house.at("13:56")
            try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": true, "operations": ["更换线路板"]])
            try await house.log(order, by: "sun-yu")
            #expect(try await house.refusal("leave", on: order, by: "sun-yu", ["handOver": "好"]).clauses == ["3.3.2"])
        }
    }

    @Test(arguments: House.databases) func `A customer confirms their own request and no one else's`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            try await house.act("solution", on: request, by: "zhang-wei", ["solution": "已更换线路板"])
            await #expect(throws: Missing.self) { try await house.act("confirm", on: request, by: "lu-customer") }
            // The person and the stage are told, not what our guards would say.
            #expect(try await house.refusal("close", on: request, by: "gu-customer").clauses == ["12.2.1/10", "12.2.1/10"])
            try await house.act("confirm", on: request, by: "gu-customer")
            #expect(try await house.stage(request) == "confirmed")
        }
    }

    @Test(arguments: House.databases) func `An auditor reads and changes nothing`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            #expect(try await house.desk.readiness(of: request, for: "feng-audit").isEmpty)
            #expect(try await house.refusal("comment", on: request, by: "feng-audit", ["text": "看过"]).reasons.count == 1)
            #expect(try await house.desk.readiness(of: request, for: "zhang-wei").contains { $0.activity.verb == "respond" })
        }
    }

    @Test(arguments: House.databases) func `5.2(1): Who has left does nothing any more`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act("comment", on: order, by: "xu-gone", ["text": "在"])
            try await house.act("leave-company", on: "person:xu-gone", by: "he-hr", ["lastDay": "2026-05-18"])
            #expect(try await house.refusal("comment", on: order, by: "xu-gone", ["text": "在"]).clauses == ["5.2(1)"])
            await #expect(throws: Missing.self) { try await house.act("comment", on: order, by: "nobody", ["text": "在"]) }
        }
    }

    @Test(arguments: House.databases) func `A deputy acts within the dates, and the journal says for whom`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act(
                "name-deputy", on: "person:li-manager", by: "he-hr",
                ["deputy": "sun-yu", "from": "2026-05-19 00:00", "to": "2026-05-20 00:00"])
            #expect(
                try await house.refusal("assign", on: order, by: "sun-yu", House.assignment).reasons.contains {
                    $0.clause == "13/020"
                })
            try house.at("2026-05-19 09:00")
            let later = House.assignment.merging(["appointment": "2026-05-19 14:00"]) { $1 }
            try await house.act("assign", on: order, by: "sun-yu", later)
            #expect(
                try await house.texts("SELECT on_behalf FROM journal WHERE number = ? AND verb = 'assign'", order) == ["li-manager"]
            )
            try house.at("2026-05-21 09:00")
            #expect(try await house.refusal("cancel", on: order, by: "sun-yu", ["reason": "不需要"]).reasons.count == 1)
        }
    }

    @Test(arguments: House.databases) func `A manager takes a lost person's step over, and the journal says why`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "assigned")
            #expect(try await house.refusal("accept", on: order, by: "li-manager").clauses == ["3.1.1"])
            #expect(try await house.refusal("accept", on: order, by: "sun-yu") { $0.takeOver = "手机丢了" }.clauses == ["3.1.1"])
            #expect(try await house.refusal("accept", on: order, by: "li-manager") { $0.takeOver = " " }.clauses == ["3.1.1"])
            try await house.act("accept", on: order, by: "li-manager") { $0.takeOver = "张伟手机丢了" }
            let entry = try await house.database.read { try JournalEntry.all(of: order, in: $0).last }
            #expect(entry?.onBehalf == "take-over")
            #expect(try entry?.content()["takeOver"].text == "张伟手机丢了")
        }
    }

    @Test(arguments: House.databases) func `A manager takes no register over from its keepers`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let refused = try await house.refusal("retire", on: "person:sun-yu", by: "li-manager", ["reason": "离职"]) {
                $0.takeOver = "人事请假"
            }
            #expect(refused.clauses == ["5.2(1)"])
            var entry = Submission(
                by: "li-manager", .new(kind: Person.kind), "enter",
                ["code": "friend", "name": "友人", "employment": "employed", "grants": [["role": "administrator"]]])
            entry.takeOver = "人事请假"
            await #expect(throws: Refused.self) { [entry] in try await house.desk.perform(entry) }
            #expect(try await house.stage("person:sun-yu") == "active")
        }
    }
}
