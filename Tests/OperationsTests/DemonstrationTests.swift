import Foundation
import Handbook
import Scenarios
import Storage
import Testing

@testable import Operations

struct DemonstrationTests {
    private static let folder = House.root.appending(path: "Scenarios/_demo")

    /// Working days, a Saturday night, the Spring Festival, a make-up Sunday, both ends of the calendar, midnight.
    @Test(arguments: [
        "2021-03-10 10:00", "2022-02-03 03:20", "2024-02-29 00:00", "2025-10-04 23:59", "2026-05-09 14:00", "2026-11-22 02:30",
        "2027-01-01 12:00", "2027-12-31 17:01",
    ]) func `The demonstration lives up to any day of the calendar`(_ day: String) async throws {
        let now = try #require(try House.shipped.get().time.instant(parsing: day))
        let file = try TemporaryDatabase(.sqlite)
        let desk = try await Self.desk(in: file, at: now)
        let stages = try await desk.database.read { session in
            try session.query("SELECT DISTINCT kind, stage FROM cases WHERE kind IN ('SR', 'DO', 'HC', 'DF', 'CP')").map {
                "\(try $0.text("kind")) \(try $0.text("stage"))"
            }
        }
        // Every stage of the procedures has a case, but for those that a case passes in a moment.
        let all = [ServiceRequest.kind, DispatchOrder.kind, HotlineCall.kind, Defect.kind, Complaint.kind].flatMap { kind in
            (Procedures.declared[kind]?.stages ?? []).map { "\(kind) \($0.id)" }
        }
        #expect(Set(all).subtracting(stages) == ["DO refreshed", "SR restored"])
        for person: ID<Person> in [
            "wang-desk", "li-manager", "chen-deputy", "zhao-manager", "wu-service", "zhang-wei", "sun-yu", "lin-tao", "gao-yuan",
            "ma-jun", "qian-store", "gu-customer", "shen-customer", "lu-customer",
        ] {
            #expect(try await !desk.nextSteps(for: person).isEmpty, "nothing waits for \(person)")
        }
        #expect(try await Audit.verify(desk.database).isClean)
        #expect(try await desk.database.read { try StockBook.imbalances(in: $0) } == [])
        await desk.database.close()
        try await file.remove()
    }

    @Test func `The demonstration says in one line that a day lies outside the calendar`() async throws {
        let now = try #require(try House.shipped.get().time.instant(parsing: "2028-01-01 09:00"))
        let file = try TemporaryDatabase(.sqlite)
        await #expect(throws: PolicyGap.self) { try await Self.desk(in: file, at: now) }
        try await file.remove()
    }

    private static func desk(in file: TemporaryDatabase, at now: Instant) async throws -> Desk {
        let source = try House.source.get()
        let past = try await openDatabase(file.address)
        try await Demonstration(folder: folder, edition: source).load(into: past, at: now)
        await past.close()
        return try await Desk.open(try await openDatabase(file.address), founding: source, build: "test", now: { now })
    }
}

struct RelativeTimeTests {
    @Test(arguments: [
        // Saturday 9 May 2026 is worked in exchange; 1 to 5 May are holidays.
        ("now", "2026-05-11 09:30"), ("now-90m", "2026-05-11 08:00"), ("now+2h", "2026-05-11 11:30"),
        ("now-2d 08:55", "2026-05-09 08:55"),
        ("now-1wd 08:55", "2026-05-09 08:55"), ("now-4wd 17:00", "2026-05-06 17:00"), ("now-5wd 17:00", "2026-04-30 17:00"),
        ("now+5wd 10:00", "2026-05-18 10:00"), ("now+1d", "2026-05-12 00:00"),
    ]) func `A time told from now on is found by the edition's calendar`(_ text: String, _ expected: String) throws {
        let edition = try House.shipped.get()
        let now = try #require(edition.time.instant(parsing: "2026-05-11T09:30:40"))
        let told = try #require(RelativeTime(text))
        #expect(try told.instant(from: now, by: edition.calendar) == edition.time.instant(parsing: expected))
    }

    @Test(arguments: ["", "nowhere", "now -1d", "now-1", "now-2h 08:55", "now 08:55", "now+1d 8:55", "2026-05-11"])
    func `What is no time told from now on is left as it is`(_ text: String) { #expect(RelativeTime(text) == nil) }
}
