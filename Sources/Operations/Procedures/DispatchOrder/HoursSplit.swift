import Handbook

/// How many minutes on site fell into the night, a weekend or a holiday, by the calendar (21/D-1).
struct HoursSplit: Hashable {
    private(set) var night = 0
    private(set) var weekend = 0
    private(set) var holiday = 0

    /// The split of some stays on site; a make-up working day is neither weekend nor holiday.
    static func of(_ stays: [Range<Instant>], under edition: Edition) throws -> HoursSplit {
        var split = HoursSplit()
        for stay in stays {
            var day = edition.time.day(of: stay.lowerBound)
            while edition.time.start(of: day) < stay.upperBound {
                try split.add(stay.clamped(to: edition.time.start(of: day)..<edition.time.end(of: day)), on: day, edition)
                day = day.adding(1)
            }
        }
        return split
    }

    private mutating func add(_ stay: Range<Instant>, on day: Day, _ edition: Edition) throws {
        let morning = edition.time.start(of: day)..<edition.time.instant(day, minute: edition.limits.nightTo.value * 60)
        let evening = edition.time.instant(day, minute: edition.limits.nightFrom.value * 60)..<edition.time.end(of: day)
        night += Self.minutes(stay.clamped(to: morning)) + Self.minutes(stay.clamped(to: evening))
        guard try !edition.calendar.isWorkingDay(day) else { return }
        if day.weekday.isWeekend { weekend += Self.minutes(stay) } else { holiday += Self.minutes(stay) }
    }

    private static func minutes(_ stretch: Range<Instant>) -> Int {
        Int((stretch.upperBound.milliseconds - stretch.lowerBound.milliseconds) / 60_000)
    }
}
