import Handbook
import Storage

/// What an announced calendar makes of the clocks that ran by a provisional one.
package struct CalendarOutlook: Sendable {
    package let lines: [Line]
    /// How many more there are in cases that the reader may not open.
    package let hidden: Int
    /// Whether there are more than were looked at.
    package let hasMore: Bool

    /// A clock that runs, before and after.
    package struct Line: Sendable {
        package let number: String
        package let title: String
        package let clock: ClockName
        package let before: Instant
        package let after: Instant
        /// Whether days that nobody has announced still count in it.
        package let isProvisional: Bool
    }

    /// The most cases that are looked at, or recomputed, at once.
    package static let most = 200
}

extension Desk {
    /// What the clocks of open cases would come to by another calendar: nothing changes.
    package func outlook(by calendar: Edition, for person: ID<Person>) async throws -> CalendarOutlook {
        let (now, editions) = (now(), editions)
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let cases = try session.provisionalCases(notYetBy: calendar.hash, limit: CalendarOutlook.most + 1)
            let judged = try session.judged(Array(cases.prefix(CalendarOutlook.most)), by: calendar, editions)
            let seen = try session.seen(judged.map(\.header.number), by: actor.principals)
            let lines = judged.filter { seen.contains($0.header.number) }.flatMap { judged in
                zip(judged.before, judged.after).filter { $0.0.stopped == nil }.map { before, after in
                    CalendarOutlook.Line(
                        number: judged.header.number, title: judged.header.title, clock: before.clock, before: before.due,
                        after: after.due, isProvisional: after.isProvisional)
                }
            }
            return CalendarOutlook(
                lines: lines, hidden: judged.count { !seen.contains($0.header.number) }, hasMore: cases.count > CalendarOutlook.most
            )
        }
    }

    /// Lets open cases follow the calendar that is in force where theirs was provisional: each through the door; says how many did.
    ///
    /// One that can't follow keeps none of the others waiting; what stood against the first such is thrown at the end.
    ///
    /// - Parameter most: after so many no further portion is begun.
    @discardableResult
    package func followCalendar(atMost most: Int = .max) async throws -> Int {
        let (calendar, editions) = (editions.current, editions)
        var (followed, last): (Int, String?) = (0, "")
        var failed: (any Error)?
        while let after = last, followed < most {
            let judged = try await database.read { session in
                let cases = try session.provisionalCases(notYetBy: calendar.hash, after: after, limit: CalendarOutlook.most)
                return try session.judged(cases, by: calendar, editions)
            }
            for item in judged {
                do {
                    try await adopt(calendar, item)
                    followed += 1
                } catch { failed = failed ?? error }
            }
            last = judged.last?.header.number
        }
        if let failed { throw failed }
        return followed
    }

    private func adopt(_ calendar: Edition, _ item: Judged) async throws {
        func due(_ states: [ClockState]) -> Value {
            states.filter { $0.stopped == nil }.map(\.due).min().map { .integer($0.milliseconds) } ?? .null
        }
        var submission = Submission(
            by: Actor.clock.person, .at(number: item.header.number), "adopt-calendar",
            ["revision": .text(calendar.hash), "before": due(item.before), "after": due(item.after)])
        submission.source = .clock
        try await perform(submission)
    }
}

/// A case with its clocks by its own calendar and by another.
private struct Judged {
    let header: CaseHeader
    let before: [ClockState]
    let after: [ClockState]
}

extension Session {
    /// Open cases behind a number with a clock that ran by a provisional calendar and has not been judged by that revision's yet.
    fileprivate func provisionalCases(notYetBy hash: String, after number: String = "", limit: Int) throws -> [CaseHeader] {
        try query(
            """
            SELECT \(CaseHeader.columns) FROM cases WHERE number IN (
                SELECT DISTINCT k.number FROM clocks k JOIN cases c ON c.number = k.number
                WHERE k.provisional = 1 AND k.stopped IS NULL AND c.open = 1 AND c.edition <> ? AND c.edition NOT LIKE ?
                    AND k.number > ? ORDER BY k.number LIMIT ?) ORDER BY number
            """, hash, "%+\(hash)", number, limit
        ).map { try CaseHeader($0) }
    }

    /// Those of these cases that somebody may open.
    fileprivate func seen(_ numbers: [String], by principals: [String]) throws -> Set<String> {
        if numbers.isEmpty { return [] }
        let rows = try query(
            """
            SELECT DISTINCT number FROM case_audience WHERE number IN (\(placeholders(numbers.count)))
                AND principal IN (\(placeholders(principals.count)))
            """, (numbers + principals).map { .text($0) })
        return Set(try rows.map { try $0.text("number") })
    }

    fileprivate func judged(_ headers: [CaseHeader], by calendar: Edition, _ editions: EditionShelf) throws -> [Judged] {
        if headers.isEmpty { return [] }
        let events = try ClockBook.events(ofAll: headers.map(\.number), in: self)
        var composed: [String: Edition] = [:]
        return try headers.map { header in
            let own = try editions.edition(header.edition, in: self)
            let other = composed[header.edition] ?? Edition(own, calendarOf: calendar)
            composed[header.edition] = other
            let told = events[header.number] ?? []
            return Judged(
                header: header, before: try ClockBook.states(of: told, under: own),
                after: try ClockBook.states(of: told, under: other))
        }
    }
}
