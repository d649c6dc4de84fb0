import Handbook
import Operations

/// A time told from now on, so that a scenario looks alive on whichever day it is played.
///
/// `now`, `now-90m` and `now+2h` are moments; `now-40d` is a day of the calendar and `now-2d 08:55` a moment on it;
/// `now-2wd 08:55` lies on the second working day before today by the edition's calendar, and `now+1wd` is the next one.
package struct RelativeTime: Hashable, Sendable {
    private enum Unit: String {
        case minutes = "m"
        case hours = "h"
        case days = "d"
        case workingDays = "wd"
    }

    private let amount: Int
    private let unit: Unit
    /// The time of day, in minutes; nil where a whole day or a moment is meant.
    private let minute: Int?

    /// The time that a text tells; nil where it tells none of this kind.
    package init?(_ text: String) {
        guard text.hasPrefix("now"),
            let match = text.wholeMatch(of: /now(?:([+-])([0-9]{1,5})(m|h|d|wd))?(?: ([0-2][0-9]):([0-5][0-9]))?/)
        else {
            return nil
        }
        let (_, sign, count, unit, hour, minute) = match.output
        guard let sign, let count = count.flatMap({ Int($0) }), let unit = unit.flatMap({ Unit(rawValue: String($0)) }) else {
            guard hour == nil else { return nil }
            (self.amount, self.unit, self.minute) = (0, .minutes, nil)
            return
        }
        amount = sign == "-" ? -count : count
        self.unit = unit
        self.minute = hour.flatMap { Int($0) }.flatMap { hour in minute.flatMap { Int($0) }.map { hour * 60 + $0 } }
        if hour != nil, unit == .minutes || unit == .hours { return nil }
    }

    /// The moment that it tells; a whole day's is its beginning. Throws `PolicyGap` before the calendar begins.
    package func instant(from now: Instant, by calendar: ServiceCalendar) throws(PolicyGap) -> Instant {
        let whole = Instant(milliseconds: now.milliseconds - now.milliseconds % 60_000)
        return switch unit {
        case .minutes: whole.adding(minutes: amount)
        case .hours: whole.adding(hours: amount)
        case .days, .workingDays: calendar.time.instant(try day(from: now, by: calendar), minute: minute ?? 0)
        }
    }

    /// The time as an input takes it: a day, or a moment.
    func written(from now: Instant, by calendar: ServiceCalendar) throws(PolicyGap) -> String {
        if minute == nil, unit == .days || unit == .workingDays { return try day(from: now, by: calendar).iso }
        return calendar.time.iso(try instant(from: now, by: calendar))
    }

    private func day(from now: Instant, by calendar: ServiceCalendar) throws(PolicyGap) -> Day {
        let today = calendar.time.day(of: now)
        guard unit == .workingDays else { return today.adding(amount) }
        if amount > 0 { return try calendar.workingDay(amount, after: today) }
        var found = today
        var left = -amount
        while left > 0 {
            found = found.adding(-1)
            if try calendar.isWorkingDay(found) { left -= 1 }
        }
        return found
    }
}

extension Value {
    /// The value with every time that is told from now on written out.
    func told(from now: Instant, by calendar: ServiceCalendar) throws -> Value {
        switch self {
        case .text(let text): try RelativeTime(text).map { .text(try $0.written(from: now, by: calendar)) } ?? self
        case .list(let elements): .list(try elements.map { try $0.told(from: now, by: calendar) })
        case .object(let members): .object(try members.mapValues { try $0.told(from: now, by: calendar) })
        default: self
        }
    }
}
