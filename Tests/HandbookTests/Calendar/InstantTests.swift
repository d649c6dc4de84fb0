import Foundation
import Testing

@testable import Handbook

struct InstantTests {
    let time: ServiceTime

    init() throws {
        time = try Shipped.edition.time
    }

    @Test(arguments: [
        ("2026-05-15T16:30", "2026-05-15T16:30:00+08:00"),
        ("2026-05-15 16:30", "2026-05-15T16:30:00+08:00"),
        ("2026-05-15T16:30:05", "2026-05-15T16:30:05+08:00"),
        ("2026-05-15T16:30:05.25", "2026-05-15T16:30:05.250+08:00"),
        ("2026-05-15T08:30Z", "2026-05-15T16:30:00+08:00"),
        ("2026-05-15T16:30+08:00", "2026-05-15T16:30:00+08:00"),
        ("2026-05-14T23:30:00-0900", "2026-05-15T16:30:00+08:00"),
        ("2026-05-15T24:00", "2026-05-16T00:00:00+08:00"),
        ("1969-12-31T23:59:59.999Z", "1970-01-01T07:59:59.999+08:00"),
    ])
    func `moments are read with or without an offset and written with the service time's`(text: String, iso: String) throws {
        #expect(time.iso(try #require(time.instant(parsing: text))) == iso)
    }

    @Test(arguments: [
        "", "2026-05-15", "2026-05-15T", "2026-05-15T16", "2026-05-15T16:60", "2026-05-15T24:01", "2026-05-15T25:00",
        "2026-05-15T16:30:60", "2026-05-15T16:30:05.", "2026-05-15T16:30+8", "2026-05-15T16:30+15:00", "2026-05-15T16:30ZZ",
        "2026-02-30T16:30", "明天", "2026-05-15T16:30:05.1234567890",
    ])
    func `what is no moment is not read as one`(text: String) {
        #expect(time.instant(parsing: text) == nil)
    }

    @Test func `labels name the weekday in the reader's language`() throws {
        let moment = try at("2026-05-18 12:30")
        #expect(time.label(moment, .zh) == "2026-05-18 周一 12:30")
        #expect(time.label(moment, .en) == "Mon 2026-05-18 12:30")
        #expect(time.endLabel(try at("2026-05-19 00:00"), .zh) == "2026-05-18 周一 24:00")
    }

    @Test func `a day begins and ends in service time`() throws {
        let monday = try day("2026-05-18")
        #expect(time.iso(time.start(of: monday)) == "2026-05-18T00:00:00+08:00")
        #expect(time.end(of: monday) == time.start(of: monday.adding(1)))
        #expect(time.day(of: time.start(of: monday)) == monday)
        #expect(time.day(of: time.start(of: monday).adding(milliseconds: -1)) == monday.adding(-1))
        #expect(time.minuteOfDay(time.instant(monday, minute: 545)) == 545)
    }

    @Test func `a moment is kept as a bare number of milliseconds, a day as its date`() throws {
        let moment = Instant(milliseconds: 1_779_078_600_000)
        #expect(String(decoding: try JSONEncoder().encode([moment]), as: UTF8.self) == "[1779078600000]")
        #expect(try JSONDecoder().decode([Instant].self, from: Data("[1779078600000]".utf8)) == [moment])
        let monday = try day("2026-05-18")
        #expect(String(decoding: try JSONEncoder().encode([monday]), as: UTF8.self) == "[\"2026-05-18\"]")
        #expect(try JSONDecoder().decode([Day].self, from: Data("[\"2026-05-18\"]".utf8)) == [monday])
    }

    @Test func `adding too much stays at the end of time instead of overflowing`() {
        #expect(Instant(milliseconds: .max).adding(hours: 1).milliseconds == .max)
        #expect(Instant(milliseconds: 0).adding(minutes: .max).milliseconds == .max)
        #expect(Instant(milliseconds: 0).adding(hours: .min).milliseconds == .min)
    }

    @Test func `a zone with summer time is refused, one without is taken`() {
        #expect(ServiceTime(zone: "Europe/Berlin") == nil)
        #expect(ServiceTime(zone: "Nowhere/Land") == nil)
        #expect(ServiceTime(zone: "Asia/Kolkata")?.offset == 19_800_000)
        #expect(ServiceTime(zone: "Asia/Kolkata")?.iso(Instant(milliseconds: 0)) == "1970-01-01T05:30:00+05:30")
    }
}
