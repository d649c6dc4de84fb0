import Handbook
import Storage
import Testing

@testable import Operations

struct KeepingTests {
    @Test(arguments: House.databases) func `A draft keeps what was typed, by person and place, until it is dropped`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            let typed: [String: Value] = ["answer": "写到一半", "odd": 7]
            try await house.desk.keepDraft(of: Submission(by: "zhang-wei", .at(number: request), "respond", typed))
            let place = Submission.Place.at(number: request)
            #expect(try await house.desk.draft(by: "zhang-wei", at: place, "respond") == ["answer": "写到一半"])
            #expect(try await house.desk.draft(by: "sun-yu", at: place, "respond") == nil)
            #expect(try await house.desk.draft(by: "zhang-wei", at: place, "note") == nil)
            try await house.desk.keepDraft(of: Submission(by: "zhang-wei", place, "respond", ["answer": "写完了"]))
            #expect(try await house.desk.draft(by: "zhang-wei", at: place, "respond") == ["answer": "写完了"])
            try await house.desk.dropDraft(by: "zhang-wei", at: place, "respond")
            #expect(try await house.desk.draft(by: "zhang-wei", at: place, "respond") == nil)
        }
    }

    @Test(arguments: House.databases) func `A draft goes after fourteen days`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let place = Submission.Place.new(kind: "SR")
            try await house.desk.keepDraft(of: Submission(by: "gu-customer", place, "receive", ["description": "链路"]))
            try house.at("2026-06-01 09:00")
            try await house.desk.tidy()
            #expect(try await house.desk.draft(by: "gu-customer", at: place, "receive") != nil)
            try house.at("2026-06-01 09:01")
            try await house.desk.tidy()
            #expect(try await house.desk.draft(by: "gu-customer", at: place, "receive") == nil)
        }
    }

    @Test(arguments: House.databases) func `Clause events are counted, and rolling them up changes no count`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let order = try await house.day().order
            _ = try await house.refusal("assign", on: order, by: "zhang-wei", House.assignment)
            let counts: @Sendable () async throws -> [[ClauseEvents.Event: Int]] = {
                let day = house.time.day(of: house.house.clock.now)
                return try await house.database.read { session in
                    try ["13/020", "3.1.1", "12.2", "4.1.3"].flatMap { clause in
                        try [day, day.adding(1)].map {
                            try ClauseEvents.counts(of: clause, since: $0, time: house.time, in: session)
                        }
                    }
                }
            }
            let before = try await counts()
            // Assigned once, refused once; the accepting engineer confirmed all thirteen points.
            #expect(before[0] == [.attested: 1, .refused: 1])
            #expect(before[6] == [.attested: 1])
            #expect(before[1] == [:])
            let total = try await house.count("SELECT COUNT(*) FROM clause_events")
            let later = house.house.clock.now.adding(minutes: 2)
            // In three portions, and the rest once more than needed.
            for portion in [100, 100, 100_000, 100_000] {
                try await house.database.write { session in
                    _ = try ClauseEvents.rollUp(time: house.time, at: later, in: session, atMost: portion)
                }
                #expect(try await counts() == before)
            }
            #expect(try await house.count("SELECT CAST(SUM(count) AS BIGINT) FROM clause_counts") == total)
            try await house.act("comment", on: order, by: "zhang-wei", ["text": "在"])
            #expect(try await house.count("SELECT COUNT(*) FROM clause_events") == total + 1)
        }
    }

    @Test(arguments: House.databases) func `The last minute's events wait, so that none that is under way is passed over`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            try house.at("09:05")
            let earlier = try await house.count("SELECT COUNT(*) FROM clause_events")
            try await house.request()
            try house.at("09:05:30")
            try await house.desk.tidy()
            #expect(try await house.count("SELECT CAST(SUM(count) AS BIGINT) FROM clause_counts") == earlier)
            try house.at("09:06:01")
            try await house.desk.tidy()
            let all = try await house.count("SELECT COUNT(*) FROM clause_events")
            #expect(all > earlier)
            #expect(try await house.count("SELECT CAST(SUM(count) AS BIGINT) FROM clause_counts") == all)
        }
    }

    @Test(arguments: House.databases) func `An exception in a checklist is counted as gone past, the rest as attested`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            try await house.lead(order, to: "assigned")
            try await house.act("accept", on: order, by: "zhang-wei", ["preparation": ["exceptions": ["hotel": "当天往返，不住宿"]]])
            let events = "SELECT event FROM clause_events WHERE number = ? AND verb = 'accept' AND clause = ?"
            #expect(try await house.texts(events, order, "4.1.3") == ["deviated"])
            #expect(try await house.texts(events, order, "4.1.2") == ["attested"])
        }
    }

    @Test(arguments: House.databases) func `Every case is as its journal tells it again`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let (request, order) = try await house.day()
            let positions = try await house.texts(
                "SELECT number || ' ' || head_position || ' ' || head_hash FROM cases WHERE number IN (?, ?) ORDER BY number",
                order, request)
            let last = try await house.texts(
                """
                SELECT j.number || ' ' || j.position || ' ' || j.hash FROM journal j WHERE j.number IN (?, ?) AND j.position =
                    (SELECT MAX(position) FROM journal k WHERE k.number = j.number) ORDER BY j.number
                """, order, request)
            #expect(positions == last)
            let sources = Set(try await house.texts("SELECT source FROM journal WHERE number = ?", order))
            #expect(sources == ["web"])
            #expect(Set(try await house.texts("SELECT edition FROM journal")) == [house.desk.editions.current.hash])
        }
    }
}
