import Handbook
import Storage

/// The clauses of an edition that answer a question, a page of them, with where each stands.
package struct ClauseList: Sendable {
    package let edition: Edition
    package let asked: Question
    package let lines: [(clause: Clause, standing: ClauseStanding)]
    /// How many clauses answer in all.
    package let total: Int
    /// The clause after which the next page begins; nil on the last.
    package let next: String?
    /// How the whole book stands, by part and sort.
    package let parts: [(part: ClauseIndex.Part, counts: [ClauseStanding.Sort: Int])]
    /// What happened to the clauses of this page in the last 90 days; empty for those who may not know.
    package let counts: [String: [ClauseEvents.Event: Int]]

    /// What is asked of the index.
    package struct Question: Sendable {
        package var part: Int?
        package var words: String?
        package var mechanism: Mechanism?
        package var sort: ClauseStanding.Sort?
        package var after: String?

        package init() {}

        /// Whether anything was asked.
        package var isEmpty: Bool { part == nil && words == nil && mechanism == nil && sort == nil }
    }

    package static let portion = 120
}

extension Desk {
    /// The clauses that answer a question.
    package func clauses(_ question: ClauseList.Question, for person: ID<Person>) async throws -> ClauseList {
        let now = now()
        let edition = editions.current
        let census = Holders.census(of: edition)
        let found = question.isEmpty ? [] : census.filter { question.takes($0.clause, $0.standing) }
        let start = question.after.flatMap { after in found.firstIndex { $0.clause.id == after } }.map { $0 + 1 } ?? 0
        let lines = Array(found[start...].prefix(ClauseList.portion))
        let isLast = start + lines.count >= found.count
        let counts = try await database.read { session -> [String: [ClauseEvents.Event: Int]] in
            if try Actor.load(person, at: now, in: session).customer != nil { return [:] }
            return try ClauseEvents.counts(
                of: lines.map(\.clause.id), since: ClauseEvents.firstDay(before: now, edition.time), time: edition.time, in: session
            )
        }
        let parts = edition.clauses.parts.map { part in
            var sorts: [ClauseStanding.Sort: Int] = [:]
            for (clause, standing) in census where clause.part == part.number { sorts[standing.sort, default: 0] += 1 }
            return (part: part, counts: sorts)
        }
        return ClauseList(
            edition: edition, asked: question, lines: lines, total: found.count, next: isLast ? nil : lines.last?.clause.id,
            parts: parts, counts: counts)
    }
}

extension ClauseList.Question {
    fileprivate func takes(_ clause: Clause, _ standing: ClauseStanding) -> Bool {
        if let part, clause.part != part { return false }
        if let mechanism, clause.mechanism != mechanism { return false }
        if let sort, standing.sort != sort { return false }
        guard let words else { return true }
        let texts = [clause.id, clause.title.zh, clause.title.en, clause.rule.zh, clause.rule.en].map { $0.lowercased() }
        // Every word must stand somewhere.
        return words.lowercased().split(whereSeparator: \.isWhitespace).allSatisfy { word in
            texts.contains { $0.contains(word) }
        }
    }
}

extension ClauseEvents {
    /// How often each thing happened to each of these clauses since that day.
    static func counts(
        of clauses: [String], since day: Day, time: ServiceTime, in session: any Session
    ) throws -> [String: [Event: Int]] {
        if clauses.isEmpty { return [:] }
        let asked = clauses.map { SQLValue.text($0) }
        let list = session.placeholders(asked.count)
        let rolled = try session.query(
            """
            SELECT clause, event, CAST(SUM(count) AS BIGINT) AS total FROM clause_counts
            WHERE clause IN (\(list)) AND day >= ? GROUP BY clause, event
            """, asked + [.integer(Int64(day.number))])
        let tail = try session.query(
            """
            SELECT clause, event, COUNT(*) AS total FROM clause_events
            WHERE clause IN (\(list)) AND id > (SELECT last_id FROM clause_rollup WHERE one = 1) AND at >= ? GROUP BY clause, event
            """, asked + [.integer(time.start(of: day).milliseconds)])
        var counts: [String: [Event: Int]] = [:]
        for row in rolled + tail {
            guard let event = Event(rawValue: try row.text("event")) else { continue }
            counts[try row.text("clause"), default: [:]][event, default: 0] += Int(try row.integer("total"))
        }
        return counts
    }
}
