import Handbook
import Testing

@testable import Operations

struct HoursSplitTests {
    @Test(arguments: [
        ("2026-05-18 09:00", "2026-05-18 17:00", [0, 0, 0]),
        ("2026-05-18 21:30", "2026-05-19 06:30", [480, 0, 0]),
        // Saturday the 9th is a make-up working day, Sunday the 10th is none.
        ("2026-05-08 21:30", "2026-05-09 00:30", [150, 0, 0]),
        ("2026-05-10 10:00", "2026-05-10 11:00", [0, 60, 0]),
        // Labour Day is a Friday; the Saturday after it is a weekend too.
        ("2026-05-01 23:00", "2026-05-02 01:00", [120, 60, 60]),
    ]) func `21/D-1: Night, weekend and holiday minutes follow the calendar`(_ from: String, _ to: String, _ wanted: [Int]) throws {
        let edition = try House.shipped.get()
        let start = try #require(edition.time.instant(parsing: from))
        let end = try #require(edition.time.instant(parsing: to))
        let split = try HoursSplit.of([start..<end], under: edition)
        #expect([split.night, split.weekend, split.holiday] == wanted)
    }
}
