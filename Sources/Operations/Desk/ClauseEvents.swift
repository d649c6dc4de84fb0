import Handbook
import Storage

/// Counts how every clause is held: kept, refused, gone past with a reason, or found broken.
package enum ClauseEvents {
    /// What can happen to a clause.
    package enum Event: String, Sendable, CaseIterable {
        case attested, refused, deviated, broken
    }

    /// Counts what happened to some clauses in one activity.
    static func append(
        _ events: [(clause: String, event: Event)], _ number: String, _ verb: String, _ at: Instant, in session: any Session
    ) throws {
        try session.insert(
            into: "clause_events", "clause, event, number, verb, at",
            events.map { clause, event in
                [.text(clause), .text(event.rawValue), .text(number), .text(verb), .integer(at.milliseconds)]
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
            "SELECT id, clause, event, at FROM clause_events WHERE id > ? ORDER BY id LIMIT ?", last, limit
        ).prefix { try $0.integer("at") < settled }
        guard let newest = try events.last?.integer("id") else { return 0 }
        var counts: [[String]: Int] = [:]
        for event in events {
            let day = time.day(of: Instant(milliseconds: try event.integer("at"))).number
            counts[[try event.text("clause"), try event.text("event"), String(day)], default: 0] += 1
        }
        for (key, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try session.execute(
                """
                INSERT INTO clause_counts (clause, event, day, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (clause, event, day) DO UPDATE SET count = clause_counts.count + excluded.count
                """, key[0], key[1], Int64(key[2]) ?? 0, count)
        }
        try session.execute("UPDATE clause_rollup SET last_id = ? WHERE one = 1", newest)
        return events.count
    }

    /// How often each thing happened to a clause since that day: the counts and what has come since they were made.
    package static func counts(of clause: String, since day: Day, time: ServiceTime, in session: any Session) throws -> [Event: Int]
    {
        var totals: [Event: Int] = [:]
        for row in try session.query(
            "SELECT event, CAST(SUM(count) AS BIGINT) AS total FROM clause_counts WHERE clause = ? AND day >= ? GROUP BY event",
            clause, day.number)
        {
            if let event = Event(rawValue: try row.text("event")) { totals[event, default: 0] += Int(try row.integer("total")) }
        }
        let tail = try session.query(
            """
            SELECT event, COUNT(*) AS total FROM clause_events
            WHERE clause = ? AND id > (SELECT last_id FROM clause_rollup WHERE one = 1) AND at >= ? GROUP BY event
            """, clause, time.start(of: day).milliseconds)
        for row in tail {
            if let event = Event(rawValue: try row.text("event")) { totals[event, default: 0] += Int(try row.integer("total")) }
        }
        return totals
    }
}
