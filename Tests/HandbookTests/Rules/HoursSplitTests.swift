import Testing

@testable import Handbook

struct HoursSplitTests {
    @Test(arguments: [
        ("2026-05-18 09:00", "2026-05-18 17:00", [0, 0, 0, 0]),
        ("2026-05-18 08:30", "2026-05-18 19:00", [90, 0, 0, 0]),
        ("2026-05-18 21:30", "2026-05-19 06:30", [540, 0, 0, 480]),
        // Saturday the 9th is a make-up working day, Sunday the 10th is none.
        ("2026-05-08 21:30", "2026-05-09 00:30", [180, 0, 0, 150]),
        ("2026-05-10 10:00", "2026-05-10 11:00", [0, 60, 0, 0]),
        // Labour Day is a Friday; the Saturday after it is a weekend too.
        ("2026-05-01 23:00", "2026-05-02 01:00", [0, 60, 60, 120]),
        ("2026-05-18 10:00", "2026-05-18 10:00", [0, 0, 0, 0]),
    ]) func `21/D-1: Overtime, weekend, holiday and night minutes follow the calendar`(
        _ from: String, _ to: String, _ wanted: [Int]
    ) throws {
        let split = try HoursSplit(stays: [at(from)..<at(to)], in: Shipped.edition)
        func sum(_ part: KeyPath<DayHours, Int>) -> Int { split.days.reduce(0) { $0 + $1[keyPath: part] } }
        #expect([sum(\.overtime), sum(\.weekend), sum(\.holiday), sum(\.night)] == wanted)
    }

    @Test func `21/D-1: What was handed in falls on the days on site, and no minute is lost`() throws {
        let stays = [
            try at("2026-05-18 20:00")..<at("2026-05-19 01:00"), try at("2026-05-19 09:00")..<at("2026-05-19 10:00"),
            try at("2026-05-20 09:00")..<at("2026-05-20 10:00"),
        ]
        let days = try HoursSplit(stays: stays, in: Shipped.edition).with(travel: 95, waiting: 20, work: 400, standby: 11)
        #expect(days.map(\.day) == [try day("2026-05-18"), try day("2026-05-19"), try day("2026-05-20")])
        #expect(days.map(\.stay) == [240, 120, 60])
        #expect(days.map(\.travel) == [95, 0, 0])
        #expect(days.map(\.waiting) == [20, 0, 0])
        #expect(days.map(\.work) == [228, 114, 58])
        #expect(days.reduce(0) { $0 + $1.standby } == 11)
        #expect(days.map(\.ofHelper.work) == [240, 120, 60])
        #expect(days.map(\.ofHelper.travel) == [0, 0, 0])
        // A visit that was over at once is a day all the same.
        let moment = try at("2026-05-18 10:00")
        let short = try HoursSplit(stays: [moment..<moment], in: Shipped.edition).with(travel: 60, waiting: 0, work: 5, standby: 0)
        #expect(short.map(\.work) == [5])
        #expect(short.map(\.travel) == [60])
    }
}
