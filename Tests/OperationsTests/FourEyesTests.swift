import Handbook
import Storage
import Testing

@testable import Operations

struct FourEyesTests {
    /// An order whose receipt the region's manager handed in for the engineer.
    private func handedInByManager(_ house: House) async throws -> String {
        let order = try await house.order(["spares": []])
        try await house.lead(order, to: "left")
        try await house.sign(order)
        try await house.act(
            "submit-receipt", on: order, by: "li-manager", ["result": "done", "summary": "换板恢复", "travel": 60, "work": 60]
        ) { $0.takeOver = "张伟住院" }
        return order
    }

    @Test(arguments: House.databases) func `13/050: Nobody reviews what they handed in, whatever their role`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await handedInByManager(house)
            let own = try await house.refusal("accept-receipt", on: order, by: "li-manager")
            #expect(own.clauses == ["13/050"])
            #expect(own.reasons[0].title.en == "Nobody reviews their own work")
            // With another manager in the region nobody else is asked.
            #expect(try await house.count("SELECT COUNT(*) FROM notices WHERE principal LIKE 'role:%:jiangsu'") == 0)
            try await house.act("accept-receipt", on: order, by: "chen-deputy")
            #expect(try await house.refusal("close", on: order, by: "li-manager").clauses == ["13/070"])
            try await house.act("close", on: order, by: "chen-deputy")
            #expect(try await house.stage(order) == "closed")
        }
    }

    @Test(arguments: House.databases) func `A deputy of the one who handed it in is another person`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await handedInByManager(house)
            let dates: [String: Value] = ["from": "2026-05-18 00:00", "to": "2026-05-20 00:00"]
            try await house.act("name-deputy", on: "person:li-manager", by: "he-hr", dates.merging(["deputy": "sun-yu"]) { $1 })
            try await house.act("accept-receipt", on: order, by: "sun-yu")
            #expect(try await house.stage(order) == "reviewed")
        }
    }

    @Test(arguments: House.databases)
    func `Where the region has no other manager the neighbouring region's stands in`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await handedInByManager(house)
            // As long as there is another one, the neighbour does not even see the order.
            await #expect(throws: Missing.self) { try await house.act("accept-receipt", on: order, by: "zhao-manager") }
            try await house.act("leave-company", on: "person:chen-deputy", by: "he-hr", ["lastDay": "2026-05-18"])
            await #expect(throws: Missing.self) { try await house.act("comment", on: order, by: "zhao-manager", ["text": "在"]) }
            try await house.act("accept-receipt", on: order, by: "zhao-manager")
            #expect(try await house.stage(order) == "reviewed")
        }
    }

    @Test(arguments: House.databases)
    func `Where somebody holds the role for the whole company the step is theirs, and no neighbour is told or let in`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            try await house.open(
                "person", "enter", by: "he-hr",
                [
                    "code": "huang-head", "name": "黄海", "region": "shanghai", "employment": "employed",
                    "grants": [["role": "technical-manager"]],
                ])
            try await house.act("leave-company", on: "person:chen-deputy", by: "he-hr", ["lastDay": "2026-05-18"])
            let order = try await handedInByManager(house)
            #expect(try await house.count("SELECT COUNT(*) FROM notices WHERE principal LIKE 'role:%:jiangsu'") == 0)
            let neighbour = try await house.actor("zhao-manager")
            await #expect(throws: Missing.self) { try await house.desk.open(order, for: neighbour) }
            await #expect(throws: Missing.self) { try await house.act("accept-receipt", on: order, by: "zhao-manager") }
            try await house.act("accept-receipt", on: order, by: "huang-head")
            #expect(try await house.stage(order) == "reviewed")
        }
    }

    @Test(arguments: House.databases) func `A neighbour is told of a step and let in only where the case waits for it`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let told = "SELECT COUNT(*) FROM notices WHERE principal = 'role:service-manager:jiangsu'"
            try await house.act("leave-company", on: "person:wu-service", by: "he-hr", ["lastDay": "2026-05-18"])
            try await house.open(
                "person", "enter", by: "he-hr",
                [
                    "code": "ji-service", "name": "季云", "region": "jiangsu", "employment": "employed",
                    "grants": [["role": "service-manager", "region": "jiangsu"]],
                ])
            let order = try await house.order(["spares": []])
            try await house.lead(order, to: "handed-in")
            let neighbour = try await house.actor("ji-service")
            // There is nobody in the region to release a detailed report, but there is none either.
            #expect(try await house.count(told) == 0)
            await #expect(throws: Missing.self) { try await house.desk.open(order, for: neighbour) }
            try await house.act("return-receipt", on: order, by: "li-manager", ["remark": "请附详细报告"])
            try await house.act(
                "submit-receipt", on: order, by: "zhang-wei",
                ["result": "done", "summary": "换板恢复", "travel": 60, "work": 60, "isDetailed": true])
            #expect(try await house.count(told) == 1)
            #expect(try await house.desk.open(order, for: neighbour).reading.header.number == order)
        }
    }

    @Test(arguments: House.databases) func `Whom a step is left to is told, and sees the order until it is done`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let told = "SELECT zh FROM notices WHERE principal = 'role:technical-manager:jiangsu' AND number = ? ORDER BY id"
            try await house.act("leave-company", on: "person:chen-deputy", by: "he-hr", ["lastDay": "2026-05-18"])
            let order = try await house.order(["spares": []])
            try await house.lead(order, to: "left")
            try await house.sign(order)
            let neighbour = try await house.actor("zhao-manager")
            await #expect(throws: Missing.self) { try await house.desk.open(order, for: neighbour) }
            try await house.act(
                "submit-receipt", on: order, by: "li-manager", ["result": "done", "summary": "换板恢复", "travel": 60, "work": 60]
            ) { $0.takeOver = "张伟住院" }
            #expect(try await house.texts(told, order).count == 1)
            let latest = "SELECT MAX(version) FROM papers WHERE number = ? AND kind = 'work-record'"
            let version = Int(try await house.count(latest, order))
            #expect(try await house.desk.paper("work-record", version, of: order, for: "zhao-manager").hash != "")
            #expect(try await house.desk.open(order, for: neighbour).reading.header.number == order)
            // An engineer of the neighbouring region is nobody's stand-in.
            let engineer = try await house.actor("ma-jun")
            await #expect(throws: Missing.self) { try await house.desk.open(order, for: engineer) }
            #expect(try await house.desk.isSeen(order, by: neighbour))
            #expect(try await !house.desk.isSeen(order, by: engineer))
            try await house.act("accept-receipt", on: order, by: "zhao-manager")
            // So is the closing, which comes next.
            #expect(try await house.texts(told, order).count == 2)
            try await house.act("close", on: order, by: "zhao-manager")
            #expect(try await house.stage(order) == "closed")
            await #expect(throws: Missing.self) { try await house.desk.open(order, for: neighbour) }
        }
    }

    @Test(arguments: House.databases) func `2.8.4: What a correction plays again finds the registers as they stood`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let order = try await house.order(["spares": []])
            try house.at("11:30")
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            // Since then the model has another family, and a contract names the device.
            try await house.act(
                "amend", on: "model:osn-1800", by: "admin", ["code": "osn-1800", "name": "OSN 1800", "family": "storage"])
            try await house.open(
                "contract", "enter", by: "zhou-sales",
                [
                    "code": "ct-named", "name": "单机维保", "customer": "hudian", "region": "shanghai", "from": "2026-01-01",
                    "to": "2026-12-31", "response": "7x24/4H", "arrival": "7x24/4H", "coversOnSite": true,
                    "coversAdvanceReplacement": false, "coversRetention": false, "sites": [], "devices": ["SN-OSN-0001"],
                ])
            try house.at("11:40")
            func record(_ number: String) async throws -> String {
                try #require(await house.texts("SELECT body FROM records WHERE number = ?", number).first)
            }
            for (number, entry, correction) in [
                (request, 2, ["done": "2026-05-18 09:20"]), (order, 1, ["changes": [["field": "work", "value": "更换 4 槽线路板"]]]),
            ] as [(String, Int64, [String: Value])] {
                let before = try await record(number)
                #expect(before.contains("\"family\":\"optical\"") && before.contains("\"contract\":\"ct-hudian\""))
                try await house.act(
                    "propose-correction", on: number, by: "li-manager",
                    correction.merging(["entry": .integer(entry), "reason": "写错"]) { $1 })
                try await house.act("correct", on: number, by: "chen-deputy")
                let after = try await record(number)
                #expect(after != before)
                #expect(after.contains("\"family\":\"optical\"") && after.contains("\"contract\":\"ct-hudian\""))
            }
            #expect(try await record(order).contains("更换 4 槽线路板"))
            #expect(try await house.count("SELECT COUNT(*) FROM clocks WHERE clock = 'response' AND breached IS NOT NULL") == 0)
        }
    }

    @Test(arguments: House.databases) func `2.8.4: What was raised before its contract was noted can be corrected`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order(["spares": []])
            let defect = try await house.open(
                "DF", "raise", by: "zhang-wei",
                [
                    "text": "标签缺失", "site": "pudong-dc", "device": "SN-OSN-0001", "owner": "zhang-wei", "deadline": "2026-06-05",
                ])
            let noted = "\"contract\":\"ct-hudian\","
            func record(_ number: String) async throws -> String {
                try #require(await house.texts("SELECT body FROM records WHERE number = ?", number).first)
            }
            for (number, field, value) in [(order, "work", "更换 4 槽线路板"), (defect, "text", "两处标签缺失")] {
                let body = try await record(number)
                try #require(body.contains(noted))
                try await house.tamper("UPDATE records SET body = ? WHERE number = ?", body.replacing(noted, with: ""), number)
                try await house.act(
                    "propose-correction", on: number, by: "li-manager",
                    ["entry": 1, "changes": [["field": .text(field), "value": .text(value)]], "reason": "写错"])
                try #require(try await !record(number).contains(noted))
                try await house.act("correct", on: number, by: "chen-deputy")
                // Told anew it has the contract of that time.
                let after = try await record(number)
                #expect(after.contains(value) && after.contains(noted), "\(number)")
            }
        }
    }

    @Test(arguments: House.databases) func `2.8.4: A correction is confirmed by a second person and redoes the clocks`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            try house.at("11:30")
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            let late = "SELECT COUNT(*) FROM clocks WHERE clock = 'response' AND breached IS NOT NULL"
            #expect(try await house.count(late) == 1)
            try await house.act(
                "propose-correction", on: request, by: "li-manager", ["entry": 2, "done": "2026-05-18 09:20", "reason": "时间写错"])
            #expect(try await house.refusal("correct", on: request, by: "li-manager").clauses == ["2.8.4"])
            try await house.act("correct", on: request, by: "chen-deputy")
            #expect(try await house.count(late) == 0)
            let stopped = try house.instant("09:20").milliseconds
            #expect(try await house.count("SELECT stopped FROM clocks WHERE number = ? AND clock = 'response'", request) == stopped)
            #expect(try await house.count("SELECT COUNT(*) FROM journal WHERE number = ?", request) == 4)
            #expect(try await Audit.verify(house.database).isClean)
        }
    }
}
