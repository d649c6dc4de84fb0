import Foundation
import Handbook
import Storage
import Synchronization
import Testing

@testable import Operations
@testable import Scenarios

/// A small company that lives for two months: everything of the year occurs, and everything of it can be proved.
struct SeedTests {
    private static let folder = House.root.appending(path: "Scenarios/_demo")
    private static let small = SeedSize(days: 30, percent: 25)

    @Test(arguments: House.databases) func `A seeded company and its copies can be proved`(_ kind: Dialect) async throws {
        let file = try TemporaryDatabase(kind)
        let (desk, tally) = try await Self.live(in: file, Self.small)
        #expect(tally.stuck == [])
        try await Self.prove(desk)
        let played = try await Self.counts(desk)
        let cloning = Cloning(try House.shipped.get())
        for copy in 1...2 { try await cloning.clone(in: desk.database, copy: copy) }
        let all = try await Self.counts(desk)
        for kind in ["SR", "DO", "HC"] { #expect(all[kind] == 3 * (played[kind] ?? 0)) }
        try await Self.prove(desk)
        await desk.database.close()
        try await file.remove()
    }

    @Test func `The same seed gives the same journal, and another one another`() async throws {
        let one = try await Self.journal(Self.small, seed: 7)
        #expect(try await Self.journal(Self.small, seed: 7) == one)
        #expect(try await Self.journal(Self.small, seed: 8) != one)
    }

    @Test func `What the handbook foresees happens in a seeded company`() async throws {
        let file = try TemporaryDatabase(.sqlite)
        let size = SeedSize(days: 60, percent: 60)
        let (desk, tally) = try await Self.live(in: file, size)
        #expect(tally.stuck == [])
        let counts = try await Self.counts(desk)
        // The demonstration's own come on top; what is told twice, and what lies ahead of now, make the difference.
        #expect((size.requests * 9 / 10...size.requests + 50).contains(Int(counts["SR"] ?? 0)))
        #expect((size.orders * 9 / 10...size.orders + 50).contains(Int(counts["DO"] ?? 0)))
        let verbs = try await desk.database.read { session in
            Set(
                try session.query("SELECT DISTINCT substr(number, 1, 2) AS kind, verb FROM journal").map {
                    "\(try $0.text("kind")) \(try $0.text("verb"))"
                })
        }
        let all = [ServiceRequest.kind, DispatchOrder.kind, HotlineCall.kind].flatMap { kind in
            (Procedures.declared[kind]?.activities ?? []).map { "\(kind) \($0.verb)" }
        }
        // Remarks, files, ties and photos are rare; a call is never corrected.
        let rare = all.filter {
            [" comment", " link", " attach", " add-photo"].contains(where: $0.hasSuffix) || $0.hasPrefix("HC ")
        }
        #expect(Set(all).subtracting(verbs).subtracting(rare).subtracting(Self.rare) == [])
        // Every mistake was made, and refused; reasons were given, and what went wrong was told.
        #expect(Set(Mistake.allCases.map(\.rawValue)).subtracting(tally.mistakes.keys) == [])
        #expect(tally.deviated["8.2.1"] ?? 0 > 0)
        #expect(tally.broken["3.1.5"] ?? 0 > 0)
        await desk.database.close()
        try await file.remove()
    }

    /// What two months of half the company may go without: planning is taken back by whoever looks at the board, links are keys
    /// that somebody holds, and no year is announced in between.
    private static let rare: Set<String> = [
        "SR propose-correction", "SR correct", "SR exclude", "SR relevel", "SR resume-service", "DO owe-part", "DO withdraw",
        "SR offer-link", "SR revoke-link", "SR adopt-calendar", "DO offer-link", "DO revoke-link", "DO adopt-calendar",
    ]

    @Test func `A year is as large as it says`() throws {
        let size = SeedSize.year
        let first = try #require(Day("2025-05-18"))
        let company = SeedCompany(
            size, seed: 1, beside: (customers: 4, sites: 5, devices: 7), from: first, to: first.adding(365))
        #expect(company.clients.count + 4 == 60)
        #expect(company.places.count + 5 == 240)
        #expect(company.units.count + 7 == 4_000)
        #expect(Set(company.units.map(\.code)).count == company.units.count)
        #expect(Set(company.clients.map(\.name)).count == company.clients.count)
        #expect(Set(company.units.map(\.family.code)).count == 4)
        #expect(Set(company.clients.map(\.region.code)).count == 4)
        #expect(Set(company.clients.flatMap(\.agreements).map(\.response)).count >= 7)
        #expect(size.requests == 3_000)
        #expect(size.onSite + size.planned == 2_000)
    }

    @Test func `Whoever waits gives way, and those of one moment keep their order`() async throws {
        try await House.with(.sqlite) { house in
            let agenda = Agenda(house.desk, house.house.clock)
            let start = agenda.now
            let told = Told()
            for (name, minutes) in [("first", 10), ("second", 5), ("third", 10)] {
                agenda.begin(at: start.adding(minutes: minutes)) {
                    told.add("\(name) begins")
                    try await agenda.wait(until: start.adding(minutes: 20))
                    told.add("\(name) goes on")
                    try await agenda.wait(until: start.adding(minutes: 90))
                    told.add("never")
                }
            }
            try await agenda.run(until: start.adding(minutes: 60))
            #expect(
                told.all == [
                    "second begins", "first begins", "third begins", "second goes on", "first goes on", "third goes on",
                ])
            #expect(agenda.now == start.adding(minutes: 60))
        }
    }

    private static func live(in file: TemporaryDatabase, _ size: SeedSize, seed: UInt64 = 1) async throws -> (Desk, SeedTally) {
        let source = try House.source.get()
        let now = try #require(try House.shipped.get().time.instant(parsing: "2026-05-18 14:00"))
        let database = try await openDatabase(file.address)
        let tally = try await Seed(folder: folder, edition: source, size: size, seed: seed).load(into: database, at: now)
        return (try await Desk.open(database, founding: source, build: "test", now: { now }), tally)
    }

    private static func prove(_ desk: Desk) async throws {
        let audit = try await Audit.verify(desk.database)
        #expect(audit.findings.map(\.text.en) == [])
        #expect(try await desk.database.read { try StockBook.imbalances(in: $0) } == [])
        #expect(try await desk.differences() == [])
    }

    private static func counts(_ desk: Desk) async throws -> [String: Int64] {
        try await desk.database.read { session in
            Dictionary(
                uniqueKeysWithValues: try session.query("SELECT kind, COUNT(*) AS total FROM cases GROUP BY kind").map {
                    (try $0.text("kind"), try $0.integer("total"))
                })
        }
    }

    /// Every entry's hash, which its content and all before it give.
    private static func journal(_ size: SeedSize, seed: UInt64) async throws -> [String] {
        let file = try TemporaryDatabase(.sqlite)
        let (desk, _) = try await live(in: file, size, seed: seed)
        let hashes = try await desk.database.read { session in
            try session.query("SELECT hash FROM journal ORDER BY number, position").map { try $0.text("hash") }
        }
        await desk.database.close()
        try await file.remove()
        return hashes
    }
}

/// What was told, in its order.
private final class Told: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
