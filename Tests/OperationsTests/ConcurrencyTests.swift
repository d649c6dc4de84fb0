import Handbook
import Storage
import Testing

@testable import Operations

struct ConcurrencyTests {
    /// What a submission ends in, for counting.
    private enum Ending: Hashable, Sendable {
        case performed(Performed)
        case refused([String])
        case failed(String)
    }

    private static func end(_ desk: Desk, _ submission: Submission) async -> Ending {
        do {
            return .performed(try await desk.perform(submission))
        } catch let refused as Refused {
            return .refused(refused.clauses)
        } catch {
            return .failed("\(error)")
        }
    }

    private static func together(_ desk: Desk, _ submissions: [Submission]) async -> [Ending] {
        await withTaskGroup(of: (Int, Ending).self) { group in
            for (index, submission) in submissions.enumerated() { group.addTask { (index, await end(desk, submission)) } }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Those that were refused or failed.
    private static func undone(_ endings: [Ending]) -> Set<Ending> {
        Set(endings.filter { if case .performed = $0 { false } else { true } })
    }

    private func check(_ house: House) async throws {
        #expect(try await Audit.verify(house.database).findings == [])
        #expect(try await house.database.read { try StockBook.imbalances(in: $0) } == [])
        #expect(try await house.desk.differences() == [], "what is derived is what the records give")
        let overlapping = """
            SELECT COUNT(*) FROM appointments a JOIN appointments b ON a.person = b.person AND a.number < b.number
                AND a.starts < b.ends AND b.starts < a.ends
            """
        #expect(try await house.count(overlapping) == 0)
        #expect(
            try await house.count(
                "SELECT COUNT(*) FROM cases WHERE NOT EXISTS (SELECT 1 FROM records WHERE records.number = cases.number)") == 0)
    }

    @Test(arguments: House.databases) func `64 clients who each send twice lose nothing and double nothing`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let before = try await house.count("SELECT COUNT(*) FROM journal")
            let submissions = (0..<64).map { index in
                var submission = Submission(
                    by: index.isMultiple(of: 2) ? "gu-customer" : "wang-desk", .new(kind: "SR"), "receive",
                    ["description": .text("第 \(index) 处告警"), "serial": "SN-OSN-0001"])
                submission.key = "k-\(index)"
                return submission
            }
            let endings = await Self.together(house.desk, submissions + submissions)
            #expect(Array(endings[..<64]) == Array(endings[64...]))
            let numbers = Set(
                endings.compactMap { ending in if case .performed(let performed) = ending { performed.number } else { nil } })
            #expect(numbers.count == 64, "\(Self.undone(endings))")
            #expect(try await Set(house.texts("SELECT number FROM cases WHERE kind = 'SR'")) == numbers)
            #expect(try await house.count("SELECT COUNT(*) FROM journal") == before + 64)
            let responses = numbers.sorted().map { Submission(by: "zhang-wei", .at(number: $0), "respond", ["answer": "正在查看"]) }
            // Each is answered twice at once: one does it, the other finds the stage changed.
            let answered = await Self.together(house.desk, responses + responses)
            for index in 0..<64 {
                let pair = [answered[index], answered[index + 64]]
                #expect(pair.count { if case .performed = $0 { true } else { false } } == 1, "\(pair)")
                #expect(pair.contains(.refused(["12.2.1/2"])), "\(pair)")
            }
            #expect(try await house.count("SELECT COUNT(*) FROM journal") == before + 128)
            try await check(house)
        }
    }

    @Test(arguments: House.databases)
    func `Of 64 orders that want sixteen slots of two engineers sixteen get one, and come to their end`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let desk = house.desk
            let raise: [String: Value] = ["type": "inspection", "site": "pudong-dc", "work": "巡检"]
            let raised = await Self.together(
                desk, (0..<64).map { _ in Submission(by: "zhang-wei", .new(kind: "DO"), "raise", raise) })
            let orders = raised.compactMap { ending in if case .performed(let performed) = ending { performed.number } else { nil }
            }
            #expect(Set(orders).count == 64, "\(Self.undone(raised))")
            let first = try house.instant("2026-05-20 09:00")
            let assignments = orders.enumerated().map { index, order in
                let slot = first.adding(hours: 2 * (index / 2 % 8))
                var assign = Submission(
                    by: "li-manager", .at(number: order), "assign",
                    ["engineer": index.isMultiple(of: 2) ? "zhang-wei" : "sun-yu", "appointment": .integer(slot.milliseconds)])
                assign.reasons = ["8.2.2(a)": "证书在续", "8.2.1": "有人指导"]
                return assign
            }
            let assigned = await Self.together(desk, assignments)
            let winners = zip(orders, assigned).filter { if case .performed = $1 { true } else { false } }.map(\.0)
            #expect(winners.count == 16)
            for ending in assigned {
                if case .performed = ending { continue }
                #expect(ending == .refused(["3.1.4"]))
            }
            #expect(try await house.count("SELECT COUNT(*) FROM appointments") == 16)
            try await check(house)
            try await withThrowingTaskGroup { group in
                for order in winners { group.addTask { try await Self.finish(order, in: house) } }
                try await group.waitForAll()
            }
            #expect(try await house.count("SELECT COUNT(*) FROM cases WHERE kind = 'DO' AND stage = 'closed'") == 16)
            #expect(try await house.count("SELECT COUNT(*) FROM appointments") == 0)
            try await check(house)
        }
    }

    /// Takes an assigned order to its end.
    private static func finish(_ order: String, in house: House) async throws {
        let lead = try #require(await house.texts("SELECT person FROM case_people WHERE number = ? AND part = 'lead'", order).first)
        let engineer = ID<Person>(lead)
        try await house.act("accept", on: order, by: engineer)
        try await house.act("arrive", on: order, by: engineer, ["isCustomerPresent": true])
        try await house.act("log-work", on: order, by: engineer, ["kind": "look", "operation": "查看", "text": "正常"])
        try await house.act("leave", on: order, by: engineer, ["handOver": "一切正常"])
        try await house.sign(order)
        try await house.act(
            "submit-receipt", on: order, by: engineer, ["result": "done", "summary": "正常", "travel": 10, "work": 20])
        try await house.act("accept-receipt", on: order, by: "li-manager")
        try await house.act("close", on: order, by: "chen-deputy")
    }

    @Test(arguments: House.databases) func `Sixteen orders that want the same board and too much fibre get no more than there is`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let desk = house.desk
            var orders: [String] = []
            for _ in 0..<16 {
                let order = try await house.order(["spares": [["part": "brd-10g"], ["part": "fibre-3m", "quantity": 3]]])
                try await house.act("confirm-spares", on: order, by: "li-manager")
                orders.append(order)
            }
            let issue: (String, Value) -> Submission = { order, line in
                Submission(by: "qian-store", .at(number: order), "issue-spares", ["warehouse": "sh-main", "lines": [line]])
            }
            let endings = await Self.together(
                desk,
                orders.map { issue($0, ["part": "brd-10g", "serial": "B-NEW-1"]) }
                    + orders.map { issue($0, ["part": "fibre-3m", "quantity": 3]) })
            let isDone: (Ending) -> Bool = { if case .performed = $0 { true } else { false } }
            #expect(endings[..<16].count(where: isDone) == 1)
            #expect(endings[16...].count(where: isDone) == 6)
            for ending in endings where !isDone(ending) { #expect(ending == .refused(["15.6"])) }
            #expect(
                try await house.count(
                    "SELECT quantity FROM stock_balances WHERE account = 'warehouse:sh-main' AND part = 'fibre-3m'") == 2)
            try await check(house)
        }
    }

    @Test(arguments: House.databases) func `A code that sixteen enter at once is entered once`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let family: [String: Value] = ["code": "radio", "name": "无线", "grading": "network", "vendor": "huawei"]
            let endings = await Self.together(
                house.desk, (0..<16).map { _ in Submission(by: "li-manager", .new(kind: "family"), "enter", family) })
            #expect(endings.count { if case .performed = $0 { true } else { false } } == 1)
            #expect(endings.count { $0 == .refused(["19.3"]) } == 15, "\(Set(endings))")
            #expect(try await house.count("SELECT COUNT(*) FROM product_families WHERE code = 'radio'") == 1)
            try await check(house)
        }
    }
}
