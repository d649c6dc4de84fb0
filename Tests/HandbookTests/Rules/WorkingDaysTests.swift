import Testing

@testable import Handbook

struct WorkingDaysTests {
    @Test(arguments: [
        // Over the Spring Festival of 2026 with its two make-up days.
        ("2026-02-10", 15, "2026-03-10T00:00:00+08:00"),
        ("2026-05-08", 1, "2026-05-10T00:00:00+08:00"),
        ("2026-05-08", 0, "2026-05-09T00:00:00+08:00"),
        ("2024-02-28", 1, "2024-03-01T00:00:00+08:00"),
        ("2025-12-31", 1, "2026-01-05T00:00:00+08:00"),
    ])
    func `within n working days ends at 24:00 of the n-th after the event (12.1.3)`(from: String, days: Int, due: String) throws {
        let edition = try Shipped.edition
        let finding = try WorkingDays(from: day(from), days: days).find(in: edition)
        #expect(edition.iso(finding.due) == due)
        #expect(!finding.provisional)
    }

    @Test func `a term that reaches 2027 is provisional (12.1.1)`() throws {
        #expect(try WorkingDays(from: day("2026-12-31"), days: 1).find(in: Shipped.edition).provisional)
        #expect(try !WorkingDays(from: day("2026-12-30"), days: 1).find(in: Shipped.edition).provisional)
    }

    @Test func `a term that starts before 2021 has no calendar (12.1.1)`() throws {
        let edition = try Shipped.edition
        #expect(throws: PolicyGap.self) { try WorkingDays(from: day("2020-12-31"), days: 1).find(in: edition) }
    }
}
