import Handbook
import Storage
import Testing

@testable import Operations

struct TickingTests {
    private let managers = "role:technical-manager:shanghai"

    private func told(_ house: House, _ number: String, _ words: String) async throws -> Int {
        try await house.texts("SELECT en FROM notices WHERE principal = ? AND number = ?", managers, number).count {
            $0.contains(words)
        }
    }

    private func breaches(_ house: House, _ number: String) async throws -> Int64 {
        try await house.count("SELECT COUNT(*) FROM journal WHERE number = ? AND verb = 'breach'", number)
    }

    /// The clocks of a case that have a breach.
    private func broken(_ house: House, _ number: String) async throws -> [String] {
        try await house.texts("SELECT clock FROM clocks WHERE number = ? AND breached IS NOT NULL ORDER BY clock", number)
    }

    @Test(arguments: House.databases) func `Warnings that have passed are told as one, a breach is journaled once`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            // Response by 11:00 with warnings at 10:00 and 10:36, restore by 13:00 with warnings at 11:00 and 12:12.
            let request = try await house.request()
            try house.at("10:45")
            try await house.tick()
            try await house.tick()
            #expect(try await told(house, request, "Response is due") == 1)
            try house.at("11:00")
            try await house.tick()
            #expect(try await told(house, request, "Response is due") == 1)
            #expect(try await told(house, request, "Restore is due") == 1)
            #expect(try await breaches(house, request) == 0)
            for time in ["11:01", "11:02", "12:00"] {
                try house.at(time)
                try await house.tick()
            }
            #expect(try await breaches(house, request) == 1)
            #expect(try await told(house, request, "Response is late") == 1)
            #expect(try await told(house, request, "Restore is due") == 1)
            try house.at("20:00")
            try await house.tick()
            #expect(try await breaches(house, request) == 2)
            #expect(try await broken(house, request) == ["response", "restore"])
        }
    }

    @Test(arguments: House.databases) func `A late report lifts the breach that it undoes, and no other`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try house.at("14:00")
            try await house.tick()
            #expect(try await broken(house, request) == ["response", "restore"])
            let done = try house.instant("10:30")
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "电话已答复"]) { $0.done = done }
            #expect(try await broken(house, request) == ["restore"])
            #expect(try await told(house, request, "in time after all") == 1)
            try house.at("14:05")
            try await house.tick()
            #expect(try await breaches(house, request) == 2)
            let entry = try await house.database.read { try JournalEntry.all(of: request, in: $0).last { $0.verb == "respond" } }
            let lifted = try entry?.content()["effects"].elements?.filter { $0["is"].text == "breach-lifted" }
            #expect(lifted?.map { $0["clock"].text } == ["response"])
        }
    }

    @Test(arguments: House.databases)
    func `Waiting that begins after the limit lifts nothing, and waiting before it stops the marks`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let wait: [String: Value] = [
                "owed": "logs", "evidence": ["kind": "e-mail", "givenBy": "顾明", "at": "2026-05-18 09:00"],
            ]
            var requests: [String] = []
            for time in ["09:00", "09:00"] {
                try house.at(time)
                requests.append(try await house.request())
                try await house.act("respond", on: requests[requests.count - 1], by: "zhang-wei", ["answer": "正在查看"])
            }
            try house.at("12:50")
            try await house.act("wait-for-customer", on: requests[0], by: "zhang-wei", wait)
            try house.at("13:30")
            try await house.tick()
            try await house.act("wait-for-customer", on: requests[1], by: "zhang-wei", wait)
            #expect(try await broken(house, requests[0]) == [])
            #expect(try await broken(house, requests[1]) == ["restore"])
            try await house.act("resume", on: requests[0], by: "zhang-wei", ["received": "日志"])
            let due = try house.instant("13:40").milliseconds
            #expect(try await house.count("SELECT due FROM clocks WHERE number = ? AND clock = 'restore'", requests[0]) == due)
            #expect(try await house.count("SELECT due FROM cases WHERE number = ?", requests[0]) == due)
        }
    }

    @Test(arguments: House.databases) func `12.2.1/10: Silence confirms at the end of the fifth working day`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            try await house.act("solution", on: request, by: "zhang-wei", ["solution": "已更换线路板"])
            #expect(try await house.refusal("confirm-by-silence", on: request, by: "clock").clauses == ["12.2.1/10"])
            try house.at("2026-05-25 23:59")
            try await house.tick()
            #expect(try await house.stage(request) == "solved")
            try house.at("2026-05-26 00:00")
            try await house.tick()
            #expect(try await house.stage(request) == "confirmed")
            #expect(try await house.count("SELECT COUNT(*) FROM schedules WHERE number = ?", request) == 0)
        }
    }

    @Test(arguments: House.databases) func `One mark that can't be served keeps none of the others waiting`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.tamper(
                "INSERT INTO schedules (number, key, verb, due) VALUES ('SR-2020-000001', 'gone', 'confirm-by-silence', 0)")
            try house.at("12:00")
            _ = try? await house.desk.tick()
            #expect(try await breaches(house, request) == 1)
        }
    }

    @Test(arguments: House.databases) func `Two nodes that tick at once raise a breach once`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            try house.at("12:00")
            let desk = house.desk
            try await withThrowingTaskGroup { group in
                for _ in 0..<4 { group.addTask { _ = try await desk.tick() } }
                try await group.waitForAll()
            }
            #expect(try await breaches(house, request) == 1)
        }
    }

    @Test(arguments: House.databases) func `A case's due time is its earliest running clock's`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let due = "SELECT due FROM cases WHERE number = ?"
            #expect(try await house.count(due, request) == house.instant("11:00").milliseconds)
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            #expect(try await house.count(due, request) == house.instant("13:00").milliseconds)
            try await house.act("solution", on: request, by: "zhang-wei", ["solution": "已更换线路板"])
            #expect(try await house.count("SELECT COUNT(*) FROM cases WHERE number = ? AND due IS NULL", request) == 1)
            try house.at("2026-12-31 16:30")
            let late = try await house.open("SR", "receive", by: "wang-desk", ["description": "年末", "customer": "suneng"])
            #expect(try await house.count("SELECT provisional FROM clocks WHERE number = ?", late) == 1)
        }
    }
}
