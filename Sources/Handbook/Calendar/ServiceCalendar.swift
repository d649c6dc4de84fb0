/// Which days are worked and which are covered (12.1.1, 12.1.3).
///
/// A working day counts for "n working days" and 7x24/NBD and includes make-up weekends; a covered day counts for 5x8.
package struct ServiceCalendar: Sendable {
    package let time: ServiceTime
    /// The years that the edition lists, in order and without a gap.
    package let years: [CalendarYear]
    /// Whether make-up weekends are covered as well (our reading of 12.1.1: no).
    package let coversMakeUpDays: Bool

    private let first: Day
    private let afterLast: Day
    /// The year from which on nothing is announced.
    private let firstProvisionalYear: Int
    private let provisionalYears: [Bool]
    /// One bit a day from the first year's 1 January.
    private let working: [UInt64]
    private let covered: [UInt64]
    /// Month and day of the holidays with a fixed date, for the years after the last; the index is 32 * month + day.
    private let fixed: [Bool]

    /// A calendar of these years, or nothing if there is none of them or one is missing between the first and the last.
    init?(time: ServiceTime, years: [CalendarYear], fixed: [(month: Int, day: Int)], coversMakeUpDays: Bool) {
        guard let earliest = years.first, let latest = years.last,
            zip(years, years.dropFirst()).allSatisfy({ $0.year + 1 == $1.year }),
            let first = Day(year: earliest.year, month: 1, day: 1),
            let afterLast = Day(year: latest.year + 1, month: 1, day: 1)
        else { return nil }
        var table = [Bool](repeating: false, count: 32 * 13)
        for date in fixed { table[32 * date.month + date.day] = true }
        let words = (afterLast.number - first.number + 63) / 64
        var working = [UInt64](repeating: 0, count: words)
        var covered = working
        for year in years {
            guard let start = Day(year: year.year, month: 1, day: 1), let end = Day(year: year.year + 1, month: 1, day: 1)
            else { return nil }
            let holidays = Set(year.holidays.map(\.day))
            let workdays = Set(year.workdays.map(\.day))
            for number in start.number..<end.number {
                let day = Day(number: number)
                let plain = !day.weekday.isWeekend && !holidays.contains(day)
                let makeUp = workdays.contains(day)
                let index = number - first.number
                if plain || makeUp { working[index >> 6] |= 1 << UInt64(index & 63) }
                if plain || (makeUp && coversMakeUpDays) { covered[index >> 6] |= 1 << UInt64(index & 63) }
            }
        }
        self.time = time
        self.years = years
        self.coversMakeUpDays = coversMakeUpDays
        self.first = first
        self.afterLast = afterLast
        self.fixed = table
        self.working = working
        self.covered = covered
        firstProvisionalYear = years.last { !$0.isProvisional }.map { $0.year + 1 } ?? earliest.year
        provisionalYears = years.map(\.isProvisional)
    }

    /// Whether a day counts among "n working days".
    package func isWorkingDay(_ day: Day) throws(PolicyGap) -> Bool {
        try contains(day, in: working)
    }

    /// Whether 5x8 covers a day.
    package func isCoveredDay(_ day: Day) throws(PolicyGap) -> Bool {
        try contains(day, in: covered)
    }

    /// Whether a year has not been announced, so that its days are our guess.
    package func isProvisional(_ year: Int) -> Bool {
        guard let earliest = years.first, year >= earliest.year else { return false }
        let index = year - earliest.year
        return index < provisionalYears.count ? provisionalYears[index] : true
    }

    /// Whether a stretch of days touches a year that has not been announced.
    package func isProvisional(from start: Day, through end: Day) -> Bool {
        if end.year < firstProvisionalYear && !provisionalYears.dropLast().contains(true) { return false }
        return start <= end && (start.year...end.year).contains(where: isProvisional)
    }

    /// The holidays with a fixed date, as 05-01, by which years not listed are reckoned.
    package var fixedDays: [String] {
        fixed.indices.filter { fixed[$0] }.map { place in
            DigitsWriter.text(8) { writer in
                writer.put(place / 32, 2)
                writer.put("-")
                writer.put(place % 32, 2)
            }
        }
    }

    @inline(__always)
    private func contains(_ day: Day, in bits: [UInt64]) throws(PolicyGap) -> Bool {
        if day < first { throw gap }
        guard day < afterLast else { return isPlainlyWorked(day) }
        let index = day.number - first.number
        return bits[index >> 6] & (1 << UInt64(index & 63)) != 0
    }

    private func isPlainlyWorked(_ day: Day) -> Bool {
        if day.weekday.isWeekend { return false }
        let civil = day.civil
        return !fixed[32 * civil.month + civil.day]
    }

    private var gap: PolicyGap {
        let year = first.year
        return PolicyGap(Text("没有 \(year) 年以前的日历", "no calendar before \(year)"))
    }
}
