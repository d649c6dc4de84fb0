import Testing

@testable import Handbook

struct ServiceDeadlineTests {
    let edition: Edition

    init() throws {
        edition = try Shipped.edition
    }

    func due(_ level: String, _ received: String, suspended: [Range<Instant>] = []) throws -> String {
        edition.iso(try deadline(level, received, suspended: suspended).due)
    }

    func deadline(_ level: String, _ received: String, suspended: [Range<Instant>] = []) throws -> Deadline {
        let level = try #require(ServiceLevel(level))
        return try ServiceDeadline(level: level, receivedAt: at(received), suspended: suspended).find(in: edition)
    }

    @Test func `a request at 16:30 on Friday under 5x8/4H is due on Monday at 12:30 (12.1.1)`() throws {
        #expect(try due("5x8/4H", "2026-05-15 16:30") == "2026-05-18T12:30:00+08:00")
    }

    @Test(arguments: [
        ("5x8/4H", "2026-09-24 15:00", "2026-09-28T11:00:00+08:00"),
        ("5x8/2H", "2026-09-30 16:30", "2026-10-08T10:30:00+08:00"),
        ("5x8/4H", "2026-05-09 10:00", "2026-05-11T13:00:00+08:00"),
        ("7x24/2H", "2026-05-16 23:10", "2026-05-17T01:10:00+08:00"),
        ("5x8/NBD", "2026-04-30 15:00", "2026-05-06T17:00:00+08:00"),
        ("5x8/NBD", "2026-05-09 10:00", "2026-05-12T17:00:00+08:00"),
        ("5x8/NBD", "2026-05-08 16:59", "2026-05-11T17:00:00+08:00"),
        ("5x8/NBD", "2026-05-08 17:00", "2026-05-12T17:00:00+08:00"),
        ("7x24/NBD", "2026-05-08 23:00", "2026-05-10T00:00:00+08:00"),
        ("7x24/ND", "2026-02-16 23:59", "2026-02-18T00:00:00+08:00"),
        ("5x8/ND", "2026-02-16 23:59", "2026-02-18T00:00:00+08:00"),
        ("7x24/30CD", "2026-03-01 08:00", "2026-04-01T00:00:00+08:00"),
    ])
    func `worked examples of the levels (12.1)`(level: String, received: String, expected: String) throws {
        #expect(try due(level, received) == expected)
    }

    @Test(arguments: [
        // Early in the morning of a covered day: the day counts, from nine o'clock.
        ("5x8/NBD", "2026-05-08 07:00", "2026-05-11T17:00:00+08:00"),
        ("5x8/2H", "2026-05-08 07:00", "2026-05-08T11:00:00+08:00"),
        // The last covered moment and the first one after it.
        ("5x8/2H", "2026-05-08 16:59:59.999", "2026-05-11T10:59:59.999+08:00"),
        ("5x8/2H", "2026-05-08 17:00", "2026-05-11T11:00:00+08:00"),
        // What ends with the day's hours is due at their end, not at the next opening.
        ("5x8/4H", "2026-05-08 13:00", "2026-05-08T17:00:00+08:00"),
        ("5x8/8H", "2026-05-08 09:00", "2026-05-08T17:00:00+08:00"),
    ])
    func `coverage is half-open, from 09:00 to 17:00 (12.1.1)`(level: String, received: String, expected: String) throws {
        #expect(try due(level, received) == expected)
    }

    @Test func `a suspension from Friday 16:45 to Monday 09:30 is added back in covered time (12.3.1)`() throws {
        let pause = try at("2026-05-15 16:45")..<at("2026-05-18 09:30")
        #expect(try due("5x8/4H", "2026-05-15 16:30", suspended: [pause]) == "2026-05-18T13:15:00+08:00")
    }

    @Test func `a suspension that moves the due moment past another one is followed by that one too (12.3.1)`() throws {
        let pauses = try [
            at("2026-05-18 14:00")..<at("2026-05-18 15:00"),
            at("2026-05-18 10:00")..<at("2026-05-18 12:00"),
        ]
        // Due 13:00 without any, 15:00 with the first, 16:00 as that reaches the second.
        #expect(try due("5x8/4H", "2026-05-18 09:00", suspended: pauses) == "2026-05-18T16:00:00+08:00")
    }

    @Test func `overlapping suspensions count once, and one at the due moment or later not at all (12.3.1)`() throws {
        let overlapping = try [
            at("2026-05-18 10:00")..<at("2026-05-18 11:00"),
            at("2026-05-18 10:30")..<at("2026-05-18 11:30"),
            at("2026-05-18 10:40")..<at("2026-05-18 10:50"),
        ]
        #expect(try due("5x8/4H", "2026-05-18 09:00", suspended: overlapping) == "2026-05-18T14:30:00+08:00")
        let late = try [at("2026-05-18 13:00")..<at("2026-05-18 16:00")]
        #expect(try due("5x8/4H", "2026-05-18 09:00", suspended: late) == "2026-05-18T13:00:00+08:00")
    }

    @Test func `while a suspension is open nothing falls due, but what was counted before it warns (12.3.1)`() throws {
        let open = try [at("2026-05-18 11:30")..<Instant.distant]
        let deadline = try deadline("5x8/4H", "2026-05-18 09:00", suspended: open)
        #expect(deadline.isOpen)
        #expect(deadline.due == .distant)
        #expect(deadline.warnings.map { edition.iso($0.at) }.first == "2026-05-18T11:00:00+08:00")
        #expect(deadline.warnings.last?.at == .distant)
    }

    @Test func `warnings come at half and at four fifths of the counting time (12.1.6)`() throws {
        let deadline = try deadline("5x8/4H", "2026-05-15 16:30")
        #expect(deadline.counting == 4 * 3_600_000)
        #expect(deadline.warnings.map(\.share) == [0.5, 0.8])
        #expect(
            deadline.warnings.map { edition.iso($0.at) }
                == ["2026-05-18T10:30:00+08:00", "2026-05-18T11:42:00+08:00"])
    }

    @Test func `next business day counts covered time from the effective receipt (12.1.3)`() throws {
        let deadline = try deadline("5x8/NBD", "2026-05-08 17:00")
        #expect(edition.iso(deadline.effectiveReceipt) == "2026-05-11T09:00:00+08:00")
        #expect(deadline.counting == 16 * 3_600_000)
    }

    @Test func `a suspension of next day is added back in plain time (12.1.4)`() throws {
        let pause = try at("2026-02-16 12:00")..<at("2026-02-16 18:30")
        #expect(try due("7x24/ND", "2026-02-16 10:00", suspended: [pause]) == "2026-02-18T06:30:00+08:00")
    }

    @Test func `counted time leaves out nights, weekends and suspensions (12.1.1)`() throws {
        let level = try #require(ServiceLevel("5x8/4H"))
        let pause = try at("2026-05-18 10:00")..<at("2026-05-18 10:30")
        let clock = try ServiceDeadline(level: level, receivedAt: at("2026-05-15 16:30"), suspended: [pause])
        #expect(try clock.counted(from: at("2026-05-15 16:30"), to: at("2026-05-18 12:00"), in: edition) == 3 * 3_600_000)
        #expect(try clock.counted(from: at("2026-05-18 12:00"), to: at("2026-05-15 16:30"), in: edition) == 0)
    }

    @Test func `a year that has not been announced is flagged, and only where the calendar was used (12.1.1)`() throws {
        #expect(try deadline("5x8/4H", "2027-03-01 10:00").provisional)
        #expect(try deadline("5x8/4H", "2026-12-31 16:30").provisional)
        #expect(try deadline("5x8/4H", "2040-03-01 10:00").provisional)
        #expect(try !deadline("7x24/4H", "2027-03-01 10:00").provisional)
        #expect(try !deadline("5x8/4H", "2026-12-31 10:00").provisional)
    }

    @Test func `before 2021 there is no calendar (12.1.1)`() throws {
        let error = #expect(throws: PolicyGap.self) { try deadline("5x8/4H", "2020-12-31 16:30") }
        #expect(error?.text == Text("没有 2021 年以前的日历", "no calendar before 2021"))
    }
}
