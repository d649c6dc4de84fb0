import Handbook
import Storage
import Testing

@testable import Operations

struct AudienceTests {
    /// What this person finds by these words.
    private func found(_ house: House, _ words: String, by person: ID<Person>) async throws -> [String] {
        let now = house.house.clock.now
        return try await house.database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            return try session.search(words, audience: actor.principals, kinds: nil, limit: 50, after: nil).map(\.key)
        }
    }

    @Test(arguments: House.databases) func `A customer names nothing of another customer's`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let theirs: [String: Value] = ["description": "链路中断", "site": "suzhou-hub", "customer": "suneng"]
            let malformed = try #require(
                await #expect(throws: Malformed.self) { try await house.open("SR", "receive", by: "gu-customer", theirs) })
            #expect(malformed.faults.map(\.field) == ["customer", "site"])
            // A serial is typed and not chosen: the other customer's device is simply not recognised.
            let request = try await house.open("SR", "receive", by: "gu-customer", ["description": "存储告警", "serial": "SN-OS-0003"])
            let header = try #require(await house.database.read { try CaseHeader.find(request, in: $0) })
            #expect(header.customer == "hudian" && header.site == nil)
            try await house.open("SR", "receive", by: "wang-desk", theirs)
        }
    }

    @Test(arguments: House.databases) func `A customer opens nothing of another customer's, as if it weren't there`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            for (verb, number) in [
                ("comment", request), ("comment", "site:pudong-dc"), ("confirm", request), ("comment", "person:li-manager"),
            ] {
                let missing = await #expect(throws: Missing.self) {
                    try await house.act(verb, on: number, by: "lu-customer", verb == "comment" ? ["text": "在"] : [:])
                }
                #expect(missing?.text.en == "There is no case “\(number)”")
            }
            await #expect(throws: Missing.self) { try await house.desk.readiness(of: request, for: "lu-customer") }
            #expect(try await house.count("SELECT COUNT(*) FROM refusals") == 0)
            try await house.act("comment", on: request, by: "gu-customer", ["text": "请尽快"])
        }
    }

    @Test(arguments: House.databases) func `A customer does not learn which codes are registered`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let device: [String: Value] = ["model": "osn-1800", "customer": "hudian", "site": "pudong-dc", "region": "shanghai"]
            var answers: [[Reason]] = []
            for code in ["SN-OS-0003", "SN-NO-SUCH"] {
                let input = device.merging(["code": .text(code), "model": "osn-1800"]) { $1 }
                do {
                    try await house.open("device", "enter", by: "gu-customer", input)
                } catch let refused as Refused {
                    answers.append(refused.reasons)
                } catch let malformed as Malformed {
                    answers.append(malformed.faults.map { Reason(clause: "", title: $0.text, remedy: $0.text) })
                }
            }
            #expect(answers.count == 2 && answers[0] == answers[1])
            let taken = await #expect(throws: Refused.self) {
                try await house.open("device", "enter", by: "li-manager", device.merging(["code": "SN-OS-0003"]) { $1 })
            }
            #expect(taken?.reasons.first?.field == "code")
        }
    }

    @Test(arguments: House.databases) func `What one may not open one does not find`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let order = try await house.order()
            for words in ["链路中断", "OSN-0001", String(request.suffix(6))] {
                #expect(try await found(house, words, by: "gu-customer").contains(request), "\(words)")
                #expect(try await found(house, words, by: "zhang-wei").contains(request), "\(words)")
                // Wu Gang holds his role for the whole company.
                #expect(try await found(house, words, by: "wu-service").contains(request), "\(words)")
                #expect(try await found(house, words, by: "lu-customer") == [], "\(words)")
                #expect(try await !found(house, words, by: "zhao-manager").contains(request), "\(words)")
            }
            #expect(try await found(house, "线路板", by: "zhao-manager").contains(order) == false)
        }
    }

    @Test(arguments: House.databases) func `The audience follows the case`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let people = "SELECT principal FROM case_audience WHERE number = ? ORDER BY principal"
            #expect(
                try await house.texts(people, order) == ["company", "customer:hudian", "person:zhang-wei", "staff:shanghai"])
            try await house.act("assign", on: order, by: "li-manager", House.assignment.merging(["helpers": ["sun-yu"]]) { $1 })
            #expect(
                try await house.texts(people, order) == [
                    "company", "customer:hudian", "person:li-manager", "person:sun-yu", "person:zhang-wei", "staff:shanghai",
                ])
            try await house.act("cancel", on: order, by: "li-manager", ["reason": "客户撤回"])
            #expect(try await house.count("SELECT COUNT(*) FROM case_audience WHERE number = ? AND open <> 0", order) == 0)
        }
    }
}
