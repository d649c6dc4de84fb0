import Handbook
import Storage

/// Writes clock events, replays every clock of the case that they touch, and keeps its summary and its next mark.
struct ClockBook {
    let header: CaseHeader
    let edition: Edition
    let session: any Session
    /// When we hear of it: what has been told and broken by now does not depend on when the step was done.
    let at: Instant
    let position: Int

    /// What the clocks of a case come to after an activity.
    struct Reading {
        /// The earliest limit of a clock that runs.
        var due: Instant?
        /// Clocks whose journaled breach a late report has undone.
        var lifted: [ClockName] = []
    }

    /// Applies an activity's clock events; an amended entry's own were annulled before.
    func apply(_ effects: Effects, isClosed: Bool) throws -> Reading {
        var reading = Reading()
        for event in effects.clocks { try append(event) }
        guard !effects.clocks.isEmpty || !effects.amendments.isEmpty || !effects.breached.isEmpty || isClosed else {
            reading.due = header.due
            return reading
        }
        let states = try ClockBook.states(of: header.number, under: edition, in: session)
        for state in states {
            if try keep(state, isRaised: effects.breached.contains(state.clock), isClosed: isClosed) {
                reading.lifted.append(state.clock)
            }
            if !isClosed, state.isRunning { reading.due = min(reading.due ?? state.due, state.due) }
        }
        return reading
    }

    private func append(_ event: ClockEvent) throws {
        try session.execute(
            "INSERT INTO clock_events (number, clock, event, detail, done, received, position) VALUES (?, ?, ?, ?, ?, ?, ?)",
            header.number, event.clock.id, event.kind.word, event.kind.detail, event.done.milliseconds, event.received.milliseconds,
            position)
    }

    /// Every clock of a case, replayed from its events.
    static func states(of number: String, under edition: Edition, in session: any Session) throws -> [ClockState] {
        let rows = try session.query(
            """
            SELECT clock, event, detail, done, received FROM clock_events WHERE number = ? AND annulled_by IS NULL ORDER BY id
            """, number)
        var events: [String: [ClockEvent]] = [:]
        for row in rows {
            let id = try row.text("clock")
            guard let clock = ClockName.named(id),
                let kind = ClockEvent.Kind(word: try row.text("event"), detail: try row.optionalText("detail"))
            else { throw Undeclared(text: "a clock event of \(number) can't be read") }
            events[id, default: []].append(
                ClockEvent(
                    clock: clock, kind: kind, done: Instant(milliseconds: try row.integer("done")),
                    received: Instant(milliseconds: try row.integer("received"))))
        }
        return try events.keys.sorted().compactMap { try ClockState.replay(events[$0] ?? [], under: edition) }
    }

    /// Keeps the summary and the next mark; true where a breach that was raised did not happen after all.
    private func keep(_ state: ClockState, isRaised: Bool, isClosed: Bool) throws -> Bool {
        let old = try session.first(
            "SELECT warned, breached FROM clocks WHERE number = ? AND clock = ?", header.number, state.clock.id)
        var breached = try old?.optionalInteger("breached")
        let wasLifted = breached != nil && !state.isBreached(at: at)
        if wasLifted {
            breached = nil
            try tellLifted(state)
        }
        // A clock that a late stop ended past its limit is broken, whether or not the mark was seen in passing.
        if breached == nil, isRaised || state.wasKept == false { breached = state.due.milliseconds }
        let warned = state.warnings.filter { $0 <= at }.count
        try session.execute(
            """
            INSERT INTO clocks (number, clock, term, started, due, stopped, paused, warned, breached, provisional)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (number, clock) DO UPDATE SET term = excluded.term, started = excluded.started, due = excluded.due,
                stopped = excluded.stopped, paused = excluded.paused, warned = excluded.warned, breached = excluded.breached,
                provisional = excluded.provisional
            """, header.number, state.clock.id, state.term.text, state.started.milliseconds, state.due.milliseconds,
            state.stopped?.milliseconds, state.isPaused, warned, breached, state.isProvisional)
        try setNextMark(state, warned: warned, isDone: isClosed || breached != nil)
        return wasLifted
    }

    /// The next warning or the limit, as one schedule a clock.
    private func setNextMark(_ state: ClockState, warned: Int, isDone: Bool) throws {
        let key = "clock:\(state.clock.id)"
        guard state.stopped == nil, state.isRunning || state.isBreached(at: at), !isDone else {
            try session.execute("DELETE FROM schedules WHERE number = ? AND key = ?", header.number, key)
            return
        }
        let mark = state.nextMark(after: warned)
        try session.schedule(header.number, key: key, verb: "mark", at: mark)
    }

    private func tellLifted(_ state: ClockState) throws {
        let text = Text(
            "\(header.number) 的\(state.clock.title.zh)并未超时，先前的超时已撤销",
            "\(header.number): \(state.clock.title.en) was in time after all; the breach is lifted")
        for recipient in [Recipient.role(.technicalManager)] + (header.owner.map { [.person(ID($0))] } ?? []) {
            guard let principal = recipient.principal(region: header.region, customer: header.customer) else { continue }
            try session.execute(
                "INSERT INTO notices (principal, number, zh, en, at) VALUES (?, ?, ?, ?, ?)", principal, header.number, text.zh,
                text.en,
                at.milliseconds)
        }
    }
}
