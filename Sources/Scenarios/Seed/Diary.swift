import Handbook
import Synchronization

/// Who is spoken for when: agreed visits, leaves, and what is told of the demonstration's own days.
final class Diary: Sendable {
    private struct Booking {
        let number: String
        let from: Instant
        let to: Instant
    }

    private let calendar: ServiceCalendar
    private let bookings = Mutex<[String: [Booking]]>([:])

    init(_ calendar: ServiceCalendar) { self.calendar = calendar }

    /// Notes that a person is spoken for.
    func book(_ person: String, from: Instant, to: Instant, for number: String) {
        bookings.withLock { $0[person, default: []].append(Booking(number: number, from: from, to: to)) }
    }

    /// Gives the time of a case's visit back.
    func release(_ number: String) {
        bookings.withLock { bookings in
            for person in bookings.keys { bookings[person]?.removeAll { $0.number == number } }
        }
    }

    /// Whether a person is on leave then.
    func isAway(_ person: String, at moment: Instant) -> Bool {
        bookings.withLock { bookings in
            (bookings[person] ?? []).contains { $0.number == Self.leave && $0.from <= moment && $0.to > moment }
        }
    }

    /// What a leave is booked as.
    static let leave = "leave"

    /// A visit that is agreed for later; nil where there is none.
    func visit(of person: String, after moment: Instant) -> Instant? {
        bookings.withLock { bookings in
            (bookings[person] ?? []).filter { $0.from > moment && $0.number.hasPrefix("DO-") }.map(\.from).min()
        }
    }

    /// The first time from that moment on at which all of these people are free for so long.
    ///
    /// - Parameter office: whether only the office's hours will do.
    func free(_ people: [String], from moment: Instant, minutes: Int, office: Bool) throws -> Instant {
        let step: Int64 = office ? 1_800_000 : 300_000
        var slot = Instant(milliseconds: (moment.milliseconds + step - 1) / step * step)
        // Each clash leads past it, so this ends.
        while true {
            if office { slot = try officeHours(slot) }
            let end = slot.adding(minutes: minutes)
            let clash = bookings.withLock { bookings in
                people.flatMap { bookings[$0] ?? [] }.filter {
                    $0.from.adding(minutes: -30) < end && $0.to.adding(minutes: 30) > slot
                }
                .map(\.to).max()
            }
            guard let clash else { return slot }
            slot = Instant(milliseconds: (clash.adding(minutes: 30).milliseconds + step - 1) / step * step)
        }
    }

    /// The moment itself within the hours in which visits are agreed, else nine o'clock of the next working day.
    func officeHours(_ moment: Instant) throws -> Instant {
        let time = calendar.time
        let day = time.day(of: moment)
        let minute = time.minuteOfDay(moment)
        if try calendar.isWorkingDay(day) {
            if minute < 9 * 60 { return time.instant(day, minute: 9 * 60) }
            if minute <= 16 * 60 { return moment }
        }
        return time.instant(try calendar.workingDay(1, after: day), minute: 9 * 60)
    }
}
