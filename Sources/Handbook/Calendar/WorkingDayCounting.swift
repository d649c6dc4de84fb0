extension ServiceCalendar {
    /// The n-th working day after a day; with none, the day itself.
    package func workingDay(_ count: Int, after day: Day) throws(PolicyGap) -> Day {
        var left = count
        var found = day
        // The day itself must be known too: it may lie just before the calendar.
        _ = try isWorkingDay(day)
        while left > 0 {
            found = found.adding(1)
            if try isWorkingDay(found) { left -= 1 }
        }
        return found
    }

    /// 24:00 of the n-th working day after a day: the end of "within n working days".
    package func endOfWorkingDay(_ count: Int, after day: Day) throws(PolicyGap) -> Instant {
        time.end(of: try workingDay(count, after: day))
    }

    /// The first covered day after a day.
    package func coveredDay(after day: Day) throws(PolicyGap) -> Day {
        var found = day.adding(1)
        while try !isCoveredDay(found) { found = found.adding(1) }
        return found
    }

    /// Whole working days from the day after the first through the last; none if the last isn't later.
    package func workingDays(after first: Day, through last: Day) throws(PolicyGap) -> Int {
        var count = 0
        var day = first
        while day < last {
            day = day.adding(1)
            if try isWorkingDay(day) { count += 1 }
        }
        return count
    }
}
