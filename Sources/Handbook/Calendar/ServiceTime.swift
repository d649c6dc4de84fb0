import Foundation

/// The service time zone: where days begin, and how moments are shown and read (12.1.1).
package struct ServiceTime: Hashable, Sendable {
    package let zone: String
    /// Milliseconds east of UTC, the same all year.
    package let offset: Int64

    /// The zone by this name, or nothing if it is unknown or its offset changes between 2021 and 2035.
    package init?(zone: String) {
        guard let known = TimeZone(identifier: zone), let first = Day(year: 2021, month: 1, day: 1),
            let last = Day(year: 2036, month: 1, day: 1)
        else { return nil }
        let seconds = known.secondsFromGMT(for: first.asDate)
        // Summer times last for weeks, so that every third day is close enough.
        for number in stride(from: first.number, through: last.number, by: 3) {
            guard known.secondsFromGMT(for: Day(number: number).asDate) == seconds else { return nil }
        }
        self.zone = zone
        offset = Int64(seconds) * 1_000
    }

    /// The day on which a moment falls.
    package func day(of instant: Instant) -> Day {
        Day(number: Int((instant.milliseconds.addingClamped(offset)).floorDivided(by: .day)))
    }

    /// 00:00 of a day.
    package func start(of day: Day) -> Instant {
        Instant(milliseconds: day.number.asDays - offset)
    }

    /// 24:00 of a day.
    package func end(of day: Day) -> Instant {
        start(of: day.adding(1))
    }

    /// The moment so many minutes after 00:00 of a day.
    package func instant(_ day: Day, minute: Int) -> Instant {
        start(of: day).adding(minutes: minute)
    }

    /// Whole minutes since 00:00 of the moment's day.
    package func minuteOfDay(_ instant: Instant) -> Int {
        Int(millisecondOfDay(instant) / .minute)
    }

    /// Milliseconds since 00:00 of the moment's day.
    func millisecondOfDay(_ instant: Instant) -> Int64 {
        let local = instant.milliseconds.addingClamped(offset)
        return local - local.floorDivided(by: .day) * .day
    }
}

extension Day {
    fileprivate var asDate: Date { Date(timeIntervalSince1970: Double(number) * 86_400) }
}

extension Int64 {
    fileprivate func addingClamped(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    fileprivate func floorDivided(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
