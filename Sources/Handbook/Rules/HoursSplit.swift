/// How the hours of an order fall on days, and which of them lie beyond working time, by the calendar (21/D-1).
package struct HoursSplit: Hashable, Sendable {
    /// The days on which somebody was on site, in order, each once.
    package private(set) var days: [DayHours] = []

    /// - Parameter stays: the stays on site, in the order in which they were.
    /// Throws a gap where the calendar does not reach so far back.
    package init(stays: [Range<Instant>], in edition: Edition) throws(PolicyGap) {
        let time = edition.time
        for stay in stays {
            var day = time.day(of: stay.lowerBound)
            repeat {
                try add(stay.clamped(to: time.start(of: day)..<time.end(of: day)), on: day, edition)
                day = day.adding(1)
            } while time.start(of: day) < stay.upperBound
        }
    }

    private mutating func add(_ stay: Range<Instant>, on day: Day, _ edition: Edition) throws(PolicyGap) {
        let limits = edition.limits
        func minutes(from: Int, to: Int) -> Int {
            let hours = edition.time.instant(day, minute: from * 60)..<edition.time.instant(day, minute: to * 60)
            return Self.minutes(stay.clamped(to: hours))
        }
        let index = days.firstIndex { $0.day == day } ?? days.endIndex
        if index == days.endIndex { days.append(DayHours(day: day)) }
        let whole = Self.minutes(stay)
        days[index].stay += whole
        days[index].night += minutes(from: 0, to: limits.nightTo.value) + minutes(from: limits.nightFrom.value, to: 24)
        // A make-up working day is a working day; a public holiday on a weekend counts as the weekend that it is.
        if try edition.calendar.isWorkingDay(day) {
            days[index].overtime += whole - minutes(from: limits.workFrom.value, to: limits.workTo.value)
        } else if day.weekday.isWeekend {
            days[index].weekend += whole
        } else {
            days[index].holiday += whole
        }
    }

    /// The days with what was handed in laid upon them: the way there and the waiting on the first, work and standby as the time on
    /// site lies; no minute is lost in rounding.
    package func with(travel: Int, waiting: Int, work: Int, standby: Int) -> [DayHours] {
        let (works, standbys) = (spread(work), spread(standby))
        return days.indices.map { index in
            var day = days[index]
            if index == days.startIndex { (day.travel, day.waiting) = (travel, waiting) }
            (day.work, day.standby) = (works[index], standbys[index])
            return day
        }
    }

    /// So many minutes shared out over the days by the time on site; what rounding leaves goes to the last day.
    private func spread(_ minutes: Int) -> [Int] {
        let whole = max(1, days.reduce(0) { $0 + $1.stay })
        var shares = days.map { minutes * $0.stay / whole }
        if let last = shares.indices.last { shares[last] += minutes - shares.reduce(0, +) }
        return shares
    }

    private static func minutes(_ stretch: Range<Instant>) -> Int {
        Int((stretch.upperBound.milliseconds - stretch.lowerBound.milliseconds) / 60_000)
    }
}

/// One day's hours of an order, in minutes.
package struct DayHours: Codable, Hashable, Sendable {
    package let day: Day
    package var travel = 0
    package var waiting = 0
    package var work = 0
    package var standby = 0
    /// On site; the four below say which part of it lay beyond working time.
    package var stay = 0
    /// Before or after the working hours of a working day.
    package var overtime = 0
    package var weekend = 0
    package var holiday = 0
    /// At night, whatever the day.
    package var night = 0

    package init(day: Day) { self.day = day }

    /// The same day of somebody who went along: what they did is not told apart, and the way there is told once.
    package var ofHelper: DayHours {
        var day = self
        (day.travel, day.waiting, day.work, day.standby) = (0, 0, stay, 0)
        return day
    }
}
