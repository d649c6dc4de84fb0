/// When a service clock falls due by its level, and when it warns (12.1, 12.3.1).
package struct ServiceDeadline: Hashable, Sendable {
    package let level: ServiceLevel
    package let receivedAt: Instant
    /// Stretches that don't count, in any order; one that is still open ends at `Instant.distant`.
    package let suspended: [Range<Instant>]

    package init(level: ServiceLevel, receivedAt: Instant, suspended: [Range<Instant>] = []) {
        self.level = level
        self.receivedAt = receivedAt
        self.suspended = suspended
    }

    /// The deadline by an edition's calendar and hours; a gap where the calendar doesn't reach back far enough.
    package func find(in edition: Edition) throws(PolicyGap) -> Deadline {
        let time = countingTime(in: edition)
        let effective = try effectiveReceipt(in: edition)
        let plainDue: Instant
        let counting: Int64
        switch level.commitment {
        case .hours(let hours):
            counting = Int64(hours) * .hour
            plainDue = try time.advance(effective, by: counting)
        case .nextBusinessDay, .nextDay, .calendarDays:
            plainDue = try dayEnd(after: effective, in: edition)
            counting = try time.count(from: effective, to: plainDue)
        }
        let suspensions = Suspensions(suspended)
        let due = suspensions.ranges.isEmpty ? plainDue : try suspensions.advance(effective, by: counting, in: time)
        var warnings: [Deadline.Warning] = []
        warnings.reserveCapacity(edition.levels.warningShares.count)
        for share in edition.levels.warningShares {
            let counted = Int64((Double(counting) * share).rounded())
            warnings.append(
                Deadline.Warning(share: share, at: try suspensions.advance(effective, by: counted, in: time)))
        }
        return Deadline(
            due: due, warnings: warnings, counting: counting, effectiveReceipt: effective, dueUnsuspended: plainDue,
            provisional: isProvisional(through: due, in: edition))
    }

    /// The milliseconds that the level counts between two moments, without the suspended ones.
    package func counted(from start: Instant, to end: Instant, in edition: Edition) throws(PolicyGap) -> Int64 {
        try Suspensions(suspended).count(from: start, to: end, in: countingTime(in: edition))
    }

    /// Hours and next business day count covered time; next day and calendar days count all.
    private func countingTime(in edition: Edition) -> CountingTime {
        switch (level.coverage, level.commitment) {
        case (.officeHours, .hours), (.officeHours, .nextBusinessDay): .covered(in: edition)
        default: .plain
        }
    }

    /// Receipt outside the hours of 5x8 counts from the next opening.
    private func effectiveReceipt(in edition: Edition) throws(PolicyGap) -> Instant {
        guard case .covered(let calendar, let open, let close) = countingTime(in: edition) else { return receivedAt }
        var day = calendar.time.day(of: receivedAt)
        if try !calendar.isCoveredDay(day) || calendar.time.millisecondOfDay(receivedAt) >= close {
            day = try calendar.coveredDay(after: day)
        }
        return max(receivedAt, calendar.time.start(of: day).adding(milliseconds: open))
    }

    private func dayEnd(after effective: Instant, in edition: Edition) throws(PolicyGap) -> Instant {
        let time = edition.time
        let day = time.day(of: effective)
        switch (level.commitment, level.coverage) {
        case (.nextBusinessDay, .officeHours):
            let next = try edition.calendar.coveredDay(after: day)
            return time.instant(next, minute: edition.levels.coveredHours.upperBound)
        case (.nextBusinessDay, .always): return try edition.calendar.endOfWorkingDay(1, after: day)
        case (.calendarDays(let days), _): return time.end(of: day.adding(days))
        case (.nextDay, _), (.hours, _): return time.end(of: day.adding(1))
        }
    }

    private func isProvisional(through due: Instant, in edition: Edition) -> Bool {
        switch (level.coverage, level.commitment) {
        case (_, .nextDay), (_, .calendarDays), (.always, .hours): return false
        default:
            let first = edition.time.day(of: receivedAt)
            // The last moment that counts, not the midnight after it.
            let last = edition.time.day(of: due.adding(milliseconds: -1))
            return edition.calendar.isProvisional(from: first, through: due == .distant ? first : last)
        }
    }
}
