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
    /// The case's events before this activity, where they have been read already.
    let known: [ClockEvent]?

    /// What the clocks of a case come to after an activity.
    struct Reading {
        /// The earliest limit of a clock that runs.
        var due: Instant?
        /// Clocks whose journaled breach a late report has undone.
        var lifted: [ClockName] = []
        /// Whether nothing was asked of any clock.
        var isUntouched = false
    }

    /// Applies an activity's clock events; an amended entry's own were annulled before.
    func apply(_ effects: Effects, isClosed: Bool) throws -> Reading {
        var reading = Reading()
        for event in effects.clocks { try append(event) }
        let isMoved = effects.calendar != nil
        guard isMoved || !effects.clocks.isEmpty || !effects.amendments.isEmpty || !effects.breached.isEmpty || isClosed else {
            reading.due = header.due
            reading.isUntouched = true
            return reading
        }
        // Of a new case nothing is kept yet.
        let isNew = position == 1
        let isAmended = !effects.amendments.isEmpty
        let known = isNew ? [] : isAmended ? nil : known
        let events = try known.map { $0 + effects.clocks } ?? ClockBook.events(of: header.number, in: session)
        let states = try ClockBook.states(of: events, under: edition)
        let summaries = isNew ? [:] : try self.summaries()
        for state in states {
            let isRaised = effects.breached.contains(state.clock)
            if try keep(state, summaries[state.clock.id], isRaised: isRaised, isClosed: isClosed, isAmended: isAmended) {
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
        try states(of: events(of: number, in: session), under: edition)
    }

    /// Every clock that these events concern, replayed from them.
    static func states(of events: [ClockEvent], under edition: Edition) throws -> [ClockState] {
        let byClock = Dictionary(grouping: events, by: \.clock.id)
        return try byClock.keys.sorted().compactMap { try ClockState.replay(byClock[$0] ?? [], under: edition) }
    }

    /// What happened to the clocks of several cases, by number.
    static func events(ofAll numbers: [String], in session: any Session) throws -> [String: [ClockEvent]] {
        let rows = try session.query(
            """
            SELECT number, clock, event, detail, done, received FROM clock_events
            WHERE number IN (\(session.placeholders(numbers.count))) AND annulled_by IS NULL ORDER BY id
            """, numbers.map { .text($0) })
        return try Dictionary(grouping: rows) { try $0.text("number") }.mapValues { try $0.map(ClockEvent.init) }
    }

    /// What happened to the clocks of a case, in the order in which it was written.
    static func events(of number: String, in session: any Session) throws -> [ClockEvent] {
        try session.query(
            """
            SELECT clock, event, detail, done, received FROM clock_events WHERE number = ? AND annulled_by IS NULL ORDER BY id
            """, number
        ).map { try ClockEvent($0) }
    }

    /// The summaries of the case's clocks as they were kept, by clock, each in the order of `columns`.
    private func summaries() throws -> [String: [SQLValue]] {
        let rows = try session.query("SELECT \(Self.columns) FROM clocks WHERE number = ?", header.number)
        return Dictionary(try rows.map { (try $0.text("clock"), $0.values) }) { first, _ in first }
    }

    private static let columns = "number, clock, term, started, due, stopped, paused, warned, breached, provisional"

    /// Keeps the summary and the next mark; true where a breach that was raised did not happen after all.
    private func keep(
        _ state: ClockState, _ old: [SQLValue]?, isRaised: Bool, isClosed: Bool, isAmended: Bool
    ) throws -> Bool {
        var breached: Int64? = if case .integer(let due)? = old?[8] { due } else { nil }
        let wasLifted = breached != nil && !state.isBreached(at: at)
        if wasLifted {
            breached = nil
            try tellLifted(state)
        }
        // A clock that a late stop ended past its limit is broken, whether or not the mark was seen in passing.
        if breached == nil, isRaised || state.wasKept == false { breached = state.due.milliseconds }
        let warned = state.warnings.filter { $0 <= at }.count
        let summary: [SQLValue] = [
            .text(header.number), .text(state.clock.id), .text(state.term.text), .integer(state.started.milliseconds),
            .integer(state.due.milliseconds), (state.stopped?.milliseconds).sqlValue, state.isPaused.sqlValue, warned.sqlValue,
            breached.sqlValue, state.isProvisional.sqlValue,
        ]
        if summary != old {
            try session.execute(
                """
                INSERT INTO clocks (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (number, clock) DO UPDATE SET term = excluded.term, started = excluded.started, due = excluded.due,
                    stopped = excluded.stopped, paused = excluded.paused, warned = excluded.warned, breached = excluded.breached,
                    provisional = excluded.provisional
                """, summary)
        }
        // Whatever moves a mark changes the summary, but for a pause put elsewhere by a correction.
        if summary == old, !isRaised, !isClosed, !isAmended { return wasLifted }
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
        try session.alert(text, of: header, at: at)
    }
}

extension ClockEvent {
    /// An event as its row tells it.
    fileprivate init(_ row: SQLRow) throws {
        guard let clock = ClockName.named(try row.text("clock")),
            let kind = ClockEvent.Kind(word: try row.text("event"), detail: try row.optionalText("detail"))
        else { throw Undeclared(text: "a clock event can't be read") }
        self.init(
            clock: clock, kind: kind, done: Instant(milliseconds: try row.integer("done")),
            received: Instant(milliseconds: try row.integer("received")))
    }
}
