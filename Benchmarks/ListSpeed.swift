import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// How long a filtered page of the list of cases takes among 10,000 and among 1,000,000.
enum ListSpeed {
    private static let few = 10_000
    private static let many = 1_000_000

    static func measure(_ edition: EditionSource) async throws -> [Figure] {
        guard let start = try Edition(edition).time.instant(parsing: "2026-05-18 09:00") else { return [] }
        let house = try await TemporaryHouse(.sqlite, edition: edition, house: URL(filePath: "Scenarios/_house.yaml"), at: start)
        try await seed(house.desk, from: 0, to: few, at: start)
        let before = try await pages(house.desk, at: start)
        try await seed(house.desk, from: few, to: many, at: start)
        let after = try await pages(house.desk, at: start)
        try await house.remove()
        return zip(before, after).map { before, after in
            Figure(
                what:
                    "list of cases, \(before.what): a page of 50 of \(many) (\(Int(after.seconds * 1e6)) µs) against one of \(few)",
                value: after.seconds / before.seconds, unit: "x", limit: 1.5, isFloor: false)
        }
    }

    private static func pages(_ desk: Desk, at now: Instant) async throws -> [(what: String, seconds: Double)] {
        var results: [(String, Double)] = []
        let filters: [(String, ID<Person>, @Sendable (inout CaseFilter) -> Void)] = [
            ("a region's manager", "li-manager", { _ in }),
            (
                "a region's manager, one kind and stage", "li-manager",
                {
                    $0.kind = "DO"; $0.stage = "raised"
                }
            ),
            (
                "the whole company, one region and kind", "feng-audit",
                {
                    $0.kind = "DO"; $0.region = "jiangsu"
                }
            ),
            (
                "the whole company, one kind and stage", "feng-audit",
                {
                    $0.kind = "DO"; $0.stage = "accepted"
                }
            ),
            (
                "the whole company, one customer's ended ones", "feng-audit",
                {
                    $0.customer = "hudian"; $0.isOpen = false
                }
            ),
            ("the whole company, latest opened first", "feng-audit", { $0.order = .opened }),
            ("a customer", "lu-customer", { _ in }),
        ]
        for (what, person, change) in filters {
            let actor = try await desk.database.read { try Actor.load(person, at: now, in: $0) }
            var filter = CaseFilter()
            change(&filter)
            let wanted = filter
            let rounds = 100
            for _ in 0..<10 { _ = try await desk.list(wanted, for: actor) }
            let taken = try await seconds { for _ in 0..<rounds { _ = try await desk.list(wanted, for: actor) } }
            results.append((what, taken / Double(rounds)))
        }
        return results
    }

    /// Puts cases into the tables that lists read, as saving them would: of two kinds, in all stages, over seven regions.
    private static func seed(_ desk: Desk, from first: Int, to last: Int, at now: Instant) async throws {
        let regions = ["shanghai", "jiangsu", "north", "south", "west", "centre", "east"]
        let stages = ["raised", "assigned", "accepted", "on-site", "left", "handed-in", "closed"]
        for chunk in stride(from: first, to: last, by: 5_000) {
            try await desk.database.write { session in
                for index in chunk..<min(chunk + 5_000, last) {
                    let kind = index % 3 == 0 ? "SR" : "DO"
                    let stage = kind == "SR" ? "diagnosing" : stages[index / 7 % stages.count]
                    let region = regions[index % 7]
                    let customer = region == "jiangsu" ? "suneng" : "hudian"
                    let isOpen = stage != "closed"
                    let due = now.milliseconds + Int64(index &* 7_919 % 1_000_003) * 60_000
                    let closed = now.milliseconds - Int64(index) * 30_000
                    let number = "\(kind)-2025-\(1_000_000 + index)"
                    try session.execute(
                        """
                        INSERT INTO cases (number, kind, stage, open, title, region, customer, site, owner, level, opened, due, closed,
                            edition, head_position, head_hash) VALUES (?, ?, ?, ?, ?, ?, ?, 'pudong-dc', ?, '5x8/4H', ?, ?, ?, '', 1, '')
                        """, number, kind, stage, isOpen, "第 \(index) 条链路告警", region, customer, "e\(index % 500)",
                        now.milliseconds - Int64(index) * 60_000, isOpen ? due : nil, isOpen ? nil : closed)
                    try session.insert(
                        into: "case_audience", "principal, kind, open, place, number",
                        ["company", "staff:\(region)", "customer:\(customer)", "person:e\(index % 500)"].map {
                            [.text($0), .text(kind), isOpen.sqlValue, .integer(isOpen ? due : -closed), .text(number)]
                        })
                }
            }
        }
    }
}
