/// The time that a clock counts: all of it, or the covered hours of covered days (12.1.1, 12.1.2).
enum CountingTime {
    case plain
    case covered(ServiceCalendar, open: Int64, close: Int64)

    /// Covered time by the edition's hours.
    static func covered(in edition: Edition) -> CountingTime {
        let hours = edition.levels.coveredHours
        return .covered(
            edition.calendar, open: Int64(hours.lowerBound) * .minute, close: Int64(hours.upperBound) * .minute)
    }

    /// The counted milliseconds between two moments; none if the second isn't later.
    func count(from start: Instant, to end: Instant) throws(PolicyGap) -> Int64 {
        guard start < end else { return 0 }
        guard case .covered(let calendar, let open, let close) = self else {
            let (span, overflow) = end.milliseconds.subtractingReportingOverflow(start.milliseconds)
            return overflow ? .max : span
        }
        let end = min(end, .distant)
        let last = calendar.time.day(of: end)
        var day = calendar.time.day(of: start)
        var total: Int64 = 0
        while day <= last {
            if try calendar.isCoveredDay(day) {
                let midnight = calendar.time.start(of: day)
                let from = max(start, midnight.adding(milliseconds: open))
                let to = min(end, midnight.adding(milliseconds: close))
                if from < to { total += to.milliseconds - from.milliseconds }
            }
            day = day.adding(1)
        }
        return total
    }

    /// The earliest moment at which so many milliseconds have been counted since a moment.
    func advance(_ start: Instant, by milliseconds: Int64) throws(PolicyGap) -> Instant {
        guard milliseconds > 0 else { return start }
        guard case .covered(let calendar, let open, let close) = self else { return start.adding(milliseconds: milliseconds) }
        var left = milliseconds
        var day = calendar.time.day(of: start)
        while day <= .last {
            if try calendar.isCoveredDay(day) {
                let midnight = calendar.time.start(of: day)
                let from = max(start, midnight.adding(milliseconds: open))
                let to = midnight.adding(milliseconds: close)
                if from < to {
                    let available = to.milliseconds - from.milliseconds
                    if left <= available { return from.adding(milliseconds: left) }
                    left -= available
                }
            }
            day = day.adding(1)
        }
        return .distant
    }
}
