import Handbook
import Storage

/// How often each thing happened to a clause since a day, by month and by activity; page and command count by this alone.
package struct ClauseTally: Sendable {
    package private(set) var totals: [ClauseEvents.Event: Int] = [:]
    /// By month, such as "2026-05".
    package private(set) var months: [String: [ClauseEvents.Event: Int]] = [:]
    package private(set) var activities: [ActivityName: [ClauseEvents.Event: Int]] = [:]

    /// The rolled-up counts, and what has come since they were made.
    package init(of clause: String, since day: Day, time: ServiceTime, in session: any Session) throws {
        for row in try session.query(
            """
            SELECT event, day, CAST(SUM(count) AS BIGINT) AS total FROM clause_counts WHERE clause = ? AND day >= ?
            GROUP BY event, day
            """, clause, day.number)
        {
            add(Int(try row.integer("total")), try row.text("event"), Day(number: Int(try row.integer("day"))))
        }
        for row in try session.query(
            """
            SELECT event, kind, verb, CAST(SUM(count) AS BIGINT) AS total FROM clause_counts WHERE clause = ? AND day >= ?
            GROUP BY event, kind, verb
            """, clause, day.number)
        {
            let name = ActivityName(kind: try row.text("kind"), verb: try row.text("verb"))
            add(Int(try row.integer("total")), try row.text("event"), name)
        }
        for row in try session.query(
            """
            SELECT event, number, verb, at FROM clause_events
            WHERE clause = ? AND id > (SELECT last_id FROM clause_rollup WHERE one = 1) AND at >= ?
            """, clause, time.start(of: day).milliseconds)
        {
            let event = try row.text("event")
            add(1, event, time.day(of: Instant(milliseconds: try row.integer("at"))))
            add(1, event, ActivityName(kind: CaseNumber.kind(of: try row.text("number")), verb: try row.text("verb")))
        }
    }

    private mutating func add(_ count: Int, _ event: String, _ day: Day) {
        guard let event = ClauseEvents.Event(rawValue: event) else { return }
        totals[event, default: 0] += count
        months[String(day.iso.prefix(7)), default: [:]][event, default: 0] += count
    }

    private mutating func add(_ count: Int, _ event: String, _ name: ActivityName) {
        guard let event = ClauseEvents.Event(rawValue: event) else { return }
        activities[name, default: [:]][event, default: 0] += count
    }
}
