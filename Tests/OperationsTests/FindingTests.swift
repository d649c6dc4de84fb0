import Handbook
import Storage
import Testing

@testable import Operations

struct FindingTests {
    @Test(arguments: House.databases)
    func `A case is found by number, serial part, two characters and customer, by those who may see it`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            for words in [order, "OSN-00", "线路", "沪东", "更换 线路板"] {
                #expect(try await house.desk.search(words, for: "wang-desk").map(\.header.number).contains(order), "\(words)")
                #expect(try await house.desk.search(words, for: "lu-customer").isEmpty, "\(words)")
            }
            #expect(try await house.desk.search("麒麟", for: "wang-desk").isEmpty)
        }
    }

    @Test(arguments: House.databases) func `A queue goes by its limits, page by page, and leaves nothing out`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            var opened: Set<String> = []
            for _ in 0..<5 { opened.insert(try await house.request()) }
            var seen: [String] = []
            var after: CaseFilter.Cursor?
            while true {
                let page = try await house.desk.queue(for: "li-manager", kinds: ["SR", "DO"], limit: 2, after: after)
                guard let last = page.last else { break }
                seen += page.map(\.number)
                after = CaseFilter.Cursor(key: last.place, number: last.number)
            }
            #expect(Set(seen) == opened)
            #expect(seen.count == opened.count)
            #expect(try await house.desk.queue(for: "zhao-manager", kinds: ["SR", "DO"]).isEmpty)
        }
    }

    @Test(arguments: House.databases) func `What is to be done comes page by page, and leaves nothing out`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            for _ in 0..<5 { _ = try await house.request() }
            let whole = try await house.desk.nextSteps(for: "wang-desk").map(\.header.number)
            #expect(whole.count >= 5)
            var seen: [String] = []
            var after: CaseFilter.Cursor?
            while let last = try await house.desk.nextSteps(for: "wang-desk", limit: 2, after: after).map({
                seen.append($0.header.number)
                return $0.cursor
            }).last {
                after = last
            }
            #expect(seen == whole)
        }
    }

    @Test(arguments: House.databases) func `13/020: Candidates are ranked, whoever is on leave last, each with reasons`(
        _ kind: Dialect
    )
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            let first = try await house.desk.candidates(for: order, asked: "li-manager")
            #expect(first.map(\.person).first == "zhang-wei")
            #expect(first.first?.reasons.contains { $0.en == "a valid certificate" } ?? false)
            try await house.act(
                "take-leave", on: "person:zhang-wei", by: "he-hr",
                ["from": "2026-05-18 00:00", "to": "2026-05-25 00:00", "reason": "年假"])
            let second = try await house.desk.candidates(for: order, asked: "li-manager")
            #expect(second.map(\.person).last == "zhang-wei")
            #expect(second.last?.reasons.contains { $0.en == "on leave then" } ?? false)
            await #expect(throws: Missing.self) { try await house.desk.candidates(for: order, asked: "lu-customer") }
        }
    }

    @Test(arguments: House.databases) func `What is derived can be lost and is made anew from the records`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "accepted")
            for table in ["case_audience", "case_people", "case_devices", "appointments", "measures", "role_holders"] {
                try await house.tamper("DELETE FROM \(table)")
            }
            #expect(try await !house.desk.differences().isEmpty)
            try await house.desk.rebuild()
            #expect(try await house.desk.differences() == [])
            #expect(try await house.desk.search(order, for: "wang-desk").map(\.header.number) == [order])
        }
    }
}
