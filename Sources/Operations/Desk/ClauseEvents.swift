import Handbook
import Storage

/// Counts how every clause is held: kept, refused, gone past with a reason, or found broken.
package enum ClauseEvents {
    /// What can happen to a clause.
    package enum Event: String, Sendable, CaseIterable {
        case attested, refused, deviated, broken

        /// Its name in words.
        package var label: Text {
            switch self {
            case .attested: Text("做到", "Kept")
            case .refused: Text("拒绝", "Refused")
            case .deviated: Text("按理由偏离", "Deviated")
            case .broken: Text("未守", "Broken")
            }
        }
    }

    /// The days for which pages and commands count, today included.
    package static let days = 90

    /// The first day that is counted.
    package static func firstDay(before now: Instant, _ time: ServiceTime) -> Day { time.day(of: now).adding(-days) }

    /// Counts what happened to some clauses in one activity.
    ///
    /// - Parameter place: the position of the case's entry; of a refusal, its id.
    static func append(
        _ events: [(clause: String, event: Event)], _ number: String, _ verb: String, place: Int64, _ at: Instant,
        in session: any Session
    ) throws {
        try session.insert(
            into: "clause_events", "clause, event, number, verb, place, at",
            events.map { clause, event in
                [
                    .text(clause), .text(event.rawValue), .text(number), .text(verb), .integer(place), .integer(at.milliseconds),
                ]
            })
    }

    /// Adds what came since the last time to the day's counts, at most so many events at once; gives how many there were.
    package static func rollUp(time: ServiceTime, at now: Instant, in session: any Session, atMost limit: Int = 10_000) throws
        -> Int
    {
        let last = try session.first("SELECT last_id FROM clause_rollup WHERE one = 1")?.integer("last_id") ?? 0
        // A transaction that took a lower id may still be under way: the last minute stays for the next time.
        let settled = now.adding(minutes: -1).milliseconds
        let events = try session.query(
            "SELECT id, clause, event, number, verb, at FROM clause_events WHERE id > ? ORDER BY id LIMIT ?", last, limit
        ).prefix { try $0.integer("at") < settled }
        guard let newest = try events.last?.integer("id") else { return 0 }
        var counts: [[String]: Int] = [:]
        for event in events {
            let day = time.day(of: Instant(milliseconds: try event.integer("at"))).number
            let kind = CaseNumber.kind(of: try event.text("number"))
            counts[[try event.text("clause"), try event.text("event"), kind, try event.text("verb"), String(day)], default: 0] += 1
        }
        for (key, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try session.execute(
                """
                INSERT INTO clause_counts (clause, event, kind, verb, day, count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (clause, day, event, kind, verb) DO UPDATE SET count = clause_counts.count + excluded.count
                """, key[0], key[1], key[2], key[3], Int64(key[4]) ?? 0, count)
        }
        try session.execute("UPDATE clause_rollup SET last_id = ? WHERE one = 1", newest)
        return events.count
    }

    /// How often each thing happened to a clause since that day: the counts and what has come since they were made.
    package static func counts(of clause: String, since day: Day, time: ServiceTime, in session: any Session) throws -> [Event: Int]
    {
        try ClauseTally(of: clause, since: day, time: time, in: session).totals
    }
}
