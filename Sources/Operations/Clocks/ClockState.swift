import Handbook

/// Where a clock stands: worked out by replaying its events, never kept as a running counter.
package struct ClockState: Hashable, Sendable {
    package let clock: ClockName
    package private(set) var term: ClockTerm
    package private(set) var started: Instant
    package private(set) var stopped: Instant?
    /// The pauses, each with its cause; they may overlap, and some may still run.
    package private(set) var pauses: [Pause] = []
    package private(set) var due: Instant
    /// When a warning is told, in order.
    package private(set) var warnings: [Instant] = []
    /// Whether a calendar not yet announced was used.
    package private(set) var isProvisional = false

    /// A stretch that does not count.
    package struct Pause: Hashable, Sendable {
        package let cause: String
        package let from: Instant
        package var to: Instant?
    }

    /// Replays one clock's events in the order in which they were done; nil where it never started.
    package static func replay(_ events: [ClockEvent], under edition: Edition) throws -> ClockState? {
        // Swift's sort is stable: events of one instant keep the order in which they were written.
        var state: ClockState?
        // A start comes first whenever it was done: a call answered before it was written down was answered in time.
        for event in events.sorted(by: { ($0.isStart ? .min : $0.done.milliseconds) < ($1.isStart ? .min : $1.done.milliseconds) })
        {
            switch event.kind {
            case .start(let term):
                if state == nil { state = ClockState(clock: event.clock, term: term, started: event.done) }
            case .relevel(let term): state?.term = term
            case .stop: if state?.stopped == nil { state?.stopped = event.done }
            case .reopen: state?.stopped = nil
            case .suspend(let cause): state?.pause(cause, at: event.done)
            case .resume(let cause): state?.goOn(cause, at: event.done)
            }
        }
        try state?.workOutDue(under: edition)
        return state
    }

    private init(clock: ClockName, term: ClockTerm, started: Instant) {
        self.clock = clock
        self.term = term
        self.started = started
        due = started
    }

    private mutating func pause(_ cause: String, at instant: Instant) {
        guard !pauses.contains(where: { $0.cause == cause && $0.to == nil }) else { return }
        pauses.append(Pause(cause: cause, from: instant, to: nil))
    }

    private mutating func goOn(_ cause: String, at instant: Instant) {
        guard let open = pauses.lastIndex(where: { $0.cause == cause && $0.to == nil }) else { return }
        pauses[open].to = instant
    }

    private mutating func workOutDue(under edition: Edition) throws {
        switch term {
        case .level(let level):
            // A pause that still runs moves nothing yet: the due time is worked out when it ends, or when a stop ends it.
            let ended = pauses.compactMap { pause in (pause.to ?? stopped).flatMap { $0 > pause.from ? pause.from..<$0 : nil } }
            let deadline = try ServiceDeadline(level: level, receivedAt: started, suspended: ended).find(in: edition)
            due = deadline.due
            warnings = deadline.warnings.map(\.at)
            isProvisional = deadline.provisional
        case .workingDays(let days):
            let day = edition.time.day(of: started)
            due = try edition.calendar.endOfWorkingDay(days, after: day)
        }
    }

    /// Whether time passes on it.
    package var isRunning: Bool { stopped == nil && !isPaused }

    /// Whether it waits for somebody else's duty.
    package var isPaused: Bool { stopped == nil && pauses.contains { $0.to == nil } }

    /// Whether it was kept: stopped in time; nil while that is open.
    package var wasKept: Bool? { stopped.map { $0 <= due } }

    /// Whether its limit has passed at that time without a stop in time; a pause that began later undoes nothing.
    package func isBreached(at now: Instant) -> Bool {
        if let stopped { return stopped > due }
        let pausedSince = pauses.filter { $0.to == nil }.map(\.from).min()
        return min(now, pausedSince ?? now) > due
    }

    /// When it would fall due by another term, with the same start and pauses.
    package func due(by term: ClockTerm, under edition: Edition) throws -> Instant {
        var other = self
        other.term = term
        try other.workOutDue(under: edition)
        return other.due
    }

    /// When the clock is to be looked at again: the first warning not told yet, or just after the limit, which itself is still in time.
    func nextMark(after warned: Int) -> Instant { warnings.dropFirst(warned).first ?? due.adding(milliseconds: 1) }

    /// The word for its state: running, paused, kept, late, breached.
    package func word(at now: Instant) -> String {
        if let wasKept { return wasKept ? "kept" : "late" }
        if isPaused { return "paused" }
        return now > due ? "breached" : "running"
    }
}
