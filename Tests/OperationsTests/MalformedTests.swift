import Handbook
import Scenarios
import Storage
import Testing

@testable import Operations

struct MalformedTests {
    private func faults(_ house: House, _ verb: String, on number: String, by person: ID<Person>, _ input: [String: Value])
        async throws -> [String]
    {
        let malformed = try #require(
            await #expect(throws: Malformed.self) { try await house.act(verb, on: number, by: person, input) })
        return malformed.faults.map(\.field)
    }

    @Test(arguments: House.databases) func `Every field that can't be read is told at once, unknown ones too`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            let input: [String: Value] = [
                "engineer": "zhang wei", "appointment": "morgen", "minutes": 5, "difficulty": "easy", "helpers": "sun-yu",
                "workTicket": ["number": "T-1"], "colour": "red",
            ]
            let fields = try await faults(house, "assign", on: order, by: "li-manager", input)
            #expect(
                fields == [
                    "engineer", "helpers", "appointment", "minutes", "difficulty", "workTicket.issuer", "workTicket.leader",
                    "workTicket.permitter", "workTicket.from", "workTicket.to", "colour",
                ])
            #expect(try await house.stage(order) == "raised")
            #expect(try await house.count("SELECT COUNT(*) FROM refusals") == 0)
        }
    }

    @Test(arguments: House.databases) func `Every reference that leads nowhere is told at once`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let input = House.assignment.merging([
                "engineer": "nobody", "helpers": ["sun-yu", "ghost"],
                "authorization": [
                    "kind": "e-mail", "givenBy": "周", "at": "2026-05-18 08:00",
                    "file": ["name": "a.pdf", "hash": "sha256:0000000000000000000000000000000000000000000000000000000000000000"],
                ],
            ]) { $1 }
            #expect(
                try await faults(house, "assign", on: order, by: "li-manager", input) == [
                    "engineer", "helpers[2]", "authorization.file",
                ])
        }
    }

    @Test(arguments: House.databases) func `What was taken out of use can't be named any more`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act("request-spares", on: try await accepted(house), by: "zhang-wei", ["lines": [["part": "fan-18"]]])
            try await house.act("retire", on: "part:fan-18", by: "admin", ["reason": "停产"])
            try await house.act(
                "assign", on: order, by: "li-manager", House.assignment.merging(["appointment": "2026-05-19 14:00"]) { $1 })
            try await house.act("accept", on: order, by: "zhang-wei")
            #expect(
                try await faults(house, "request-spares", on: order, by: "zhang-wei", ["lines": [["part": "fan-18"]]]) == [
                    "lines[1].part"
                ])
        }
    }

    private func accepted(_ house: House) async throws -> String {
        let order = try await house.order()
        try await house.lead(order, to: "accepted")
        return order
    }

    @Test(arguments: House.databases) func `Nothing is done in the future, and a phone's clock may run ahead a little`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let ahead = try house.instant("09:06")
            let malformed = try #require(
                await #expect(throws: Malformed.self) {
                    try await house.act("comment", on: request, by: "zhang-wei", ["text": "早"]) { $0.done = ahead }
                })
            #expect(malformed.faults.map(\.field) == ["done"])
            let little = try house.instant("09:04")
            try await house.act("comment", on: request, by: "zhang-wei", ["text": "早"]) { $0.done = little }
            #expect(try await house.count("SELECT COUNT(*) FROM journal WHERE done > received") == 0)
        }
    }

    @Test(arguments: House.databases) func `What can't be a number, a verb or a kind is missing and no fault`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            for number in ["DO-2026-999999", "DO", "XX-2026-000001", "", "DO-\0", "person:", "person:\u{202E}x", "DO-' OR 1=1 --"] {
                await #expect(throws: Missing.self, "\(number)") {
                    try await house.act("comment", on: number, by: "li-manager", ["text": "在"])
                }
            }
            for (kind, verb) in [("DO", "fly"), ("XX", "raise"), ("DO", "assign"), ("", "")] {
                await #expect(throws: Missing.self) { try await house.open(kind, verb, by: "li-manager", House.assignment) }
            }
        }
    }

    @Test(arguments: House.databases) func `Where the calendar does not reach, that is what is said`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let old = try house.instant("2020-12-31 10:00")
            var submission = Submission(by: "wang-desk", .new(kind: "SR"), "receive", ["description": "旧案补录"])
            submission.done = old
            let gap = try #require(await #expect(throws: PolicyGap.self) { try await house.desk.perform(submission) })
            #expect(sentence(of: gap) == "no calendar before 2021")
            #expect(try await house.count("SELECT COUNT(*) FROM cases WHERE kind = 'SR'") == 0)
        }
    }

    @Test(arguments: House.databases) func `A region is a code, so that an audience can be told from it`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let customer: [String: Value] = ["code": "new", "name": "新客户", "region": "shang hai", "grade": "B"]
            let malformed = try #require(
                await #expect(throws: Malformed.self) { try await house.open("customer", "enter", by: "zhou-sales", customer) })
            #expect(malformed.faults.map(\.field) == ["region"])
            try await house.open("customer", "enter", by: "zhou-sales", customer.merging(["region": "shanghai"]) { $1 })
        }
    }
}
