import Handbook
import Storage
import Testing

@testable import Operations

struct RepeatTests {
    private func submission(_ text: String, key: String? = "k-1") -> Submission {
        var submission = Submission(
            by: "wang-desk", .new(kind: "SR"), "receive", ["description": .text(text), "customer": "hudian"])
        submission.key = key
        return submission
    }

    @Test(arguments: House.databases) func `A repeat with the same key gets the first answer, and nothing is done twice`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let first = try await house.desk.perform(submission("链路中断"))
            try house.at("09:30")
            #expect(try await house.desk.perform(submission("链路中断")) == first)
            #expect(try await house.count("SELECT COUNT(*) FROM cases WHERE kind = 'SR'") == 1)
            let other = try await house.desk.perform(submission("链路中断", key: nil))
            #expect(other.number != first.number)
        }
    }

    @Test(arguments: House.databases) func `The key of another request is refused, and another person's key is another`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let first = try await house.desk.perform(submission("链路中断"))
            let malformed = try #require(await #expect(throws: Malformed.self) { try await house.desk.perform(submission("业务中断")) })
            #expect(malformed.faults.map(\.field) == ["key"])
            var earlier = submission("链路中断")
            earlier.done = try house.instant("08:30")
            await #expect(throws: Malformed.self) { try await house.desk.perform(earlier) }
            var others = submission("链路中断")
            others.by = "zhang-wei"
            #expect(try await house.desk.perform(others).number != first.number)
        }
    }

    @Test(arguments: House.databases) func `What was refused may be tried again with its key`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.act("assign", on: order, by: "li-manager", House.assignment)
            let second = try await house.order()
            let clash: (inout Submission) -> Void = { $0.key = "k-2" }
            _ = try await house.refusal("assign", on: second, by: "li-manager", House.assignment, clash)
            try await house.act("cancel", on: order, by: "li-manager", ["reason": "客户撤回"])
            let performed = try await house.act("assign", on: second, by: "li-manager", House.assignment, clash)
            #expect(performed.stage == "assigned")
            #expect(try await house.act("assign", on: second, by: "li-manager", House.assignment, clash) == performed)
        }
    }

    @Test(arguments: House.databases) func `A key is kept for seven days`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let first = try await house.desk.perform(submission("链路中断"))
            try house.at("2026-05-25 08:59")
            try await house.desk.tidy()
            #expect(try await house.desk.perform(submission("链路中断")) == first)
            try house.at("2026-05-25 09:01")
            try await house.desk.tidy()
            #expect(try await house.desk.perform(submission("链路中断")) != first)
        }
    }

    @Test(arguments: House.databases) func `A key that can't be kept is malformed`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            for key in ["", "a\0b", String(repeating: "k", count: 201), "a\nb"] {
                let malformed = await #expect(throws: Malformed.self) { try await house.desk.perform(submission("链路中断", key: key)) }
                #expect(malformed?.faults.map(\.field) == ["key"])
            }
            try await house.desk.perform(submission("链路中断", key: String(repeating: "k", count: 200)))
        }
    }

    @Test(arguments: House.databases) func `Numbers are given once and run without a gap, refusals notwithstanding`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            var numbers: [String] = []
            for index in 1...20 {
                if index.isMultiple(of: 3) {
                    await #expect(throws: Malformed.self) { try await house.request(["site": "nowhere"]) }
                    await #expect(throws: Refused.self) {
                        try await house.open(
                            "DO", "raise", by: "qian-store", ["type": "repair", "site": "pudong-dc", "work": "换板"])
                    }
                }
                numbers.append(try await house.request())
            }
            #expect(numbers == (1...20).map { CaseNumber.yearly("SR", 2026, $0) })
            #expect(try await house.order() == "DO-2026-000001")
            try house.at("2027-01-01 00:00")
            #expect(try await house.request() == "SR-2027-000001")
        }
    }
}
