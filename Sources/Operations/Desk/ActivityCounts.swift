import Handbook
import Storage

/// Counts how often every activity was done, from the journal.
package enum ActivityCounts {
    /// Adds the entries that came since the last time to the day's counts, at most so many at once; gives how many there were.
    package static func rollUp(time: ServiceTime, at now: Instant, in session: any Session, atMost limit: Int = 10_000) throws
        -> Int
    {
        let last = try session.first("SELECT last_entry FROM clause_rollup WHERE one = 1")?.integer("last_entry") ?? 0
        // As with the clauses: a transaction that took a lower id may still be under way.
        let settled = now.adding(minutes: -1).milliseconds
        let entries = try session.query(
            "SELECT id, number, verb, received FROM journal WHERE id > ? ORDER BY id LIMIT ?", last, limit
        ).prefix { try $0.integer("received") < settled }
        guard let newest = try entries.last?.integer("id") else { return 0 }
        var counts: [[String]: Int] = [:]
        for entry in entries {
            let day = time.day(of: Instant(milliseconds: try entry.integer("received"))).number
            counts[[CaseNumber.kind(of: try entry.text("number")), try entry.text("verb"), String(day)], default: 0] += 1
        }
        for (key, count) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            try session.execute(
                """
                INSERT INTO activity_counts (kind, verb, day, count) VALUES (?, ?, ?, ?)
                ON CONFLICT (kind, verb, day) DO UPDATE SET count = activity_counts.count + excluded.count
                """, key[0], key[1], Int64(key[2]) ?? 0, count)
        }
        try session.execute("UPDATE clause_rollup SET last_entry = ? WHERE one = 1", newest)
        return entries.count
    }

    /// How often each of these activities was done since that day, by kind and verb: the counts and what has come since.
    package static func counts(
        of activities: Set<ActivityName>, since day: Day, time: ServiceTime, in session: any Session
    ) throws -> [ActivityName: Int] {
        if activities.isEmpty { return [:] }
        let verbs = Set(activities.map(\.verb)).sorted().map { SQLValue.text($0) }
        let kinds = Set(activities.map(\.kind)).sorted().map { SQLValue.text($0) }
        var counts: [ActivityName: Int] = [:]
        for row in try session.query(
            """
            SELECT kind, verb, CAST(SUM(count) AS BIGINT) AS total FROM activity_counts
            WHERE kind IN (\(session.placeholders(kinds.count))) AND verb IN (\(session.placeholders(verbs.count))) AND day >= ?
            GROUP BY kind, verb
            """, kinds + verbs + [.integer(Int64(day.number))])
        {
            counts[ActivityName(kind: try row.text("kind"), verb: try row.text("verb"))] = Int(try row.integer("total"))
        }
        for row in try session.query(
            """
            SELECT number, verb FROM journal WHERE verb IN (\(session.placeholders(verbs.count)))
            AND id > (SELECT last_entry FROM clause_rollup WHERE one = 1) AND received >= ?
            """, verbs + [.integer(time.start(of: day).milliseconds)])
        {
            let name = ActivityName(kind: CaseNumber.kind(of: try row.text("number")), verb: try row.text("verb"))
            counts[name, default: 0] += 1
        }
        return counts.filter { activities.contains($0.key) }
    }
}

/// An activity by the letters of its procedure and its verb.
package struct ActivityName: Hashable, Sendable {
    package let kind: String
    package let verb: String

    package init(kind: String, verb: String) {
        self.kind = kind
        self.verb = verb
    }
}
