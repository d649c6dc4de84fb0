import Testing

@testable import Handbook

struct ServiceDeadlinePropertyTests {
    let edition: Edition
    let levels = ["5x8/4H", "5x8/2H", "5x8/NBD", "7x24/NBD", "7x24/4H", "5x8/ND", "7x24/30CD", "5x8/40H"]

    init() throws {
        edition = try Shipped.edition
    }

    /// Moments of 2021 to 2026, spread by a fixed multiplier.
    func moments(_ count: Int) throws -> [Instant] {
        let first = try at("2021-01-04 00:00").milliseconds
        let span = try at("2026-11-01 00:00").milliseconds - first
        return (0..<count).map { index in
            Instant(milliseconds: first + Int64(index) * 7_919_353_337 % span)
        }
    }

    @Test func `a suspension never makes a clock due earlier, and adds at least what it held back (12.3.1)`() throws {
        for (index, received) in try moments(300).enumerated() {
            let level = try #require(ServiceLevel(levels[index % levels.count]))
            let plain = try ServiceDeadline(level: level, receivedAt: received).find(in: edition)
            let pauses = [
                received.adding(minutes: index * 7)..<received.adding(minutes: index * 11 + 1),
                received.adding(minutes: index * 3 - 60)..<received.adding(minutes: index * 3 + 30),
            ]
            let clock = ServiceDeadline(level: level, receivedAt: received, suspended: pauses)
            let held = try clock.find(in: edition)
            #expect(held.due >= plain.due)
            #expect(held.counting == plain.counting)
            #expect(try clock.counted(from: held.effectiveReceipt, to: held.due, in: edition) == held.counting)
            #expect(held.warnings.allSatisfy { $0.at <= held.due })
        }
    }

    @Test func `under 7x24 n hours are due exactly n hours later (12.1.2)`() throws {
        for (index, received) in try moments(200).enumerated() {
            let hours = 1 + index % 72
            let level = ServiceLevel(.always, .hours(hours))
            #expect(
                try ServiceDeadline(level: level, receivedAt: received).find(in: edition).due == received.adding(hours: hours))
        }
    }

    @Test func `a later receipt is never due earlier (12.1)`() throws {
        let received = try moments(300).sorted()
        for text in levels {
            let level = try #require(ServiceLevel(text))
            var last = Instant(milliseconds: 0)
            for moment in received {
                let due = try ServiceDeadline(level: level, receivedAt: moment).find(in: edition).due
                #expect(due >= last)
                #expect(due > moment)
                last = due
            }
        }
    }
}
