import Handbook
import Storage

extension Desk {
    /// Does everything that has fallen due, and says how many things it did: warnings are told, breaches and scheduled steps performed.
    ///
    /// Time never acts by itself: each step passes the desk as the role `clock`, and several marks that have passed count as the last.
    @discardableResult
    package func tick(atMost limit: Int = 500) async throws -> Int {
        var failed: (any Error)?
        // A revision that can't be read stops no clock.
        do { try await followRevision() } catch { failed = error }
        let now = now()
        let due = try await database.read { session in
            try session.query(
                "SELECT id, number, key, verb FROM schedules WHERE due <= ? ORDER BY due, id LIMIT ?", now.milliseconds, limit
            ).map {
                Due(id: try $0.integer("id"), number: try $0.text("number"), key: try $0.text("key"), verb: try $0.text("verb"))
            }
        }
        for item in due {
            // One that can't be served keeps none of the others waiting.
            do { try await serve(item, at: now) } catch { failed = failed ?? error }
        }
        if let failed { throw failed }
        return due.count
    }

    /// When the next thing falls due after one moment and until another; nil where nothing does.
    package func nextDue(after moment: Instant, until end: Instant) async throws -> Instant? {
        try await database.read { session in
            try session.first(
                "SELECT due FROM schedules WHERE due > ? AND due <= ? ORDER BY due LIMIT 1", moment.milliseconds, end.milliseconds
            ).map { Instant(milliseconds: try $0.integer("due")) }
        }
    }

    /// Drops what is kept for a time only: drafts, keys of repeats; adds up what was counted; lets clocks follow an announced calendar.
    package func tidy() async throws {
        let now = now()
        let edition = editions.current
        let drafts = now.adding(hours: -24 * edition.limits.draftDays.value)
        let keys = now.adding(hours: -24 * edition.limits.idempotencyDays.value)
        try await database.write { session in
            try session.execute("DELETE FROM drafts WHERE at < ?", drafts.milliseconds)
            try session.execute("DELETE FROM idempotency WHERE at < ?", keys.milliseconds)
            _ = try ClauseEvents.rollUp(time: edition.time, at: now, in: session)
            _ = try ActivityCounts.rollUp(time: edition.time, at: now, in: session)
        }
        try await followCalendar()
        while try await sumUp() > 0 {}
    }

    private struct Due: Sendable {
        let id: Int64
        let number: String
        let key: String
        let verb: String
    }

    private func serve(_ item: Due, at now: Instant) async throws {
        if item.key.hasPrefix("clock:") {
            let clock = String(item.key.dropFirst("clock:".count))
            if let due = try await mark(item, clock, at: now) {
                var breach = Submission(
                    by: Actor.clock.person, .at(number: item.number), "breach",
                    ["clock": .text(clock), "due": .integer(due.milliseconds)])
                breach.source = .clock
                do {
                    try await perform(breach)
                } catch is Refused {
                    // Another node was quicker, or a report that came in between was in time.
                }
            }
            return
        }
        var step = Submission(by: Actor.clock.person, .at(number: item.number), item.verb)
        step.source = .clock
        do {
            try await perform(step)
        } catch is Refused {
            // What it waited for has changed in the meantime; the refusal stands in its table.
        }
        _ = try await database.write { session in
            try session.execute("DELETE FROM schedules WHERE id = ? AND due <= ?", item.id, now.milliseconds)
        }
    }

    /// Tells a warning and sets the next mark, or gives the limit that has passed.
    private func mark(_ item: Due, _ clock: String, at now: Instant) async throws -> Instant? {
        let editions = editions
        return try await database.write { session -> Instant? in
            guard let header = try CaseHeader.find(item.number, in: session), header.isOpen else {
                try session.execute("DELETE FROM schedules WHERE id = ?", item.id)
                return nil
            }
            let edition = try editions.edition(header.edition, in: session)
            guard
                let state = try ClockBook.states(of: header.number, under: edition, in: session).first(where: {
                    $0.clock.id == clock
                }),
                state.stopped == nil, state.isRunning || state.isBreached(at: now)
            else {
                try session.execute("DELETE FROM schedules WHERE id = ?", item.id)
                return nil
            }
            // The breach takes its mark away in its own transaction, so that neither can be lost without the other.
            if state.isBreached(at: now) { return state.due }
            let warned = state.warnings.filter { $0 <= now }.count
            try session.execute("UPDATE clocks SET warned = ? WHERE number = ? AND clock = ?", warned, header.number, clock)
            try session.schedule(
                header.number, key: item.key, verb: item.verb,
                at: state.nextMark(after: warned))
            try tellWarning(state, header, edition, at: now, in: session)
            return nil
        }
    }

    private func tellWarning(
        _ state: ClockState, _ header: CaseHeader, _ edition: Edition, at now: Instant, in session: any Session
    ) throws {
        let text = Text(
            "\(header.number)：\(state.clock.title.zh)应于 \(edition.time.label(state.due, .zh)) 前",
            "\(header.number): \(state.clock.title.en) is due \(edition.time.label(state.due, .en))")
        try session.alert(text, of: header, at: now)
    }
}
