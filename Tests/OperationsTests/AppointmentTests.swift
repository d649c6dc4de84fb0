import Handbook
import Storage
import Testing

@testable import Operations

struct AppointmentTests {
    /// The stretches of a person's time that are taken, in order.
    private func taken(_ house: House, _ person: String) async throws -> [String] {
        let rows = try await house.database.read { session in
            try session.query("SELECT starts, ends FROM appointments WHERE person = ? ORDER BY starts", person).map {
                (Instant(milliseconds: try $0.integer("starts")), Instant(milliseconds: try $0.integer("ends")))
            }
        }
        return rows.map { String(house.time.iso($0.0).dropFirst(8).prefix(8)) + "–" + house.time.iso($0.1).dropFirst(11).prefix(5) }
    }

    @Test(arguments: House.databases)
    func `3.1.4: An interrupted visit frees its time, and the next one takes its own`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "accepted")
            #expect(try await taken(house, "zhang-wei") == ["18T14:00–16:00"])
            try house.at("13:56")
            try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": true])
            try house.at("15:00")
            let interrupted = try await house.act(
                "interrupt", on: order, by: "zhang-wei", ["reason": "缺备件", "customerAllowed": "顾明"])
            #expect(interrupted.breaches == ["3.3.1"])
            #expect(try await taken(house, "zhang-wei") == [])
            try await house.act("reschedule", on: order, by: "li-manager", ["appointment": "2026-05-19 10:00", "reason": "等备件"])
            #expect(try await taken(house, "zhang-wei") == ["19T10:00–12:00"])
            let second = try await house.order()
            let clash = House.assignment.merging(["appointment": "2026-05-19 11:00"]) { $1 }
            #expect(try await house.refusal("assign", on: second, by: "li-manager", clash).clauses == ["3.1.4"])
            let after = House.assignment.merging(["appointment": "2026-05-19 12:00"]) { $1 }
            try await house.act("assign", on: second, by: "li-manager", after)
            #expect(try await taken(house, "zhang-wei") == ["19T10:00–12:00", "19T12:00–14:00"])
        }
    }

    @Test(arguments: House.databases) func `13/020: Helpers' time is taken too, and given back with the order`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act(
                "assign", on: order, by: "li-manager", House.assignment.merging(["helpers": ["sun-yu"], "minutes": 30]) { $1 })
            #expect(try await taken(house, "sun-yu") == ["18T14:00–14:30"])
            try await house.act("decline", on: order, by: "zhang-wei", ["reason": "另有安排"])
            #expect(try await taken(house, "sun-yu") + taken(house, "zhang-wei") == [])
            try await house.act("assign", on: order, by: "li-manager", House.assignment)
            try await house.act("cancel", on: order, by: "li-manager", ["reason": "客户撤回"])
            #expect(try await taken(house, "zhang-wei") == [])
        }
    }

    @Test(arguments: House.databases) func `Readiness says what stands in the way, by the edition's force`(_ kind: Dialect)
        async throws
    {
        let source = try House.source.get()
        var files = source.files
        files["guards.yaml"] = "guards: { \"SR/call-on-site/12.2.1\": refuse, \"DO/close/13/070\": deviate }\n"
        try await House.with(kind, edition: EditionSource(name: source.name, files: files)) { house in
            let request = try await house.request()
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            let call = try await house.desk.readiness(of: request, for: "zhang-wei").first { $0.activity.verb == "call-on-site" }
            #expect(call?.obstacles.map(\.clause) == ["12.2.1"])
            #expect(call?.obstacles.first?.deviation == nil)
            try await house.act("note", on: request, by: "zhang-wei", ["means": "remote", "text": "线路板无光"])
            let then = try await house.desk.readiness(of: request, for: "zhang-wei").first { $0.activity.verb == "call-on-site" }
            #expect(then?.isReady == true)
            let solution = try await house.desk.readiness(of: request, for: "zhang-wei").first { $0.activity.verb == "solution" }
            #expect(solution?.margins.map(\.clause) == ["12.2.1/8"])
        }
    }
}
