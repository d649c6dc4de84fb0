import Handbook
import Storage

/// A procedure as its page shows it: the declaration, with what its cases say of it.
package struct ProcedureReading: Sendable {
    package let procedure: DeclaredProcedure
    package let edition: Edition
    /// Open cases that the reader may see, by stage.
    package let open: [String: Int]
    /// Whether there are more open cases than were counted.
    package let hasMore: Bool
    /// How long the last closed cases stood in each stage; empty for those who may not know.
    package let times: [String: StageTime]
    /// How many closed cases the times come from.
    package let sample: Int
    /// The papers that each activity put out in those cases, by verb.
    package let papers: [String: [String]]

    /// How long cases stand in a stage: the middle one, and the one that nine in ten don't exceed.
    package struct StageTime: Sendable {
        package let median: Int64
        package let ninetieth: Int64
        package let count: Int
    }

    /// The most open cases that are counted, and the most closed ones that are looked at.
    package static let mostOpen = 2000
    package static let mostClosed = 500
}

extension Desk {
    /// A procedure for its page; throws `Missing` where there is none of these letters.
    package func procedure(_ kind: String, for person: ID<Person>) async throws -> ProcedureReading {
        let now = now()
        let edition = editions.current
        guard let procedure = Procedures.declared[kind] else {
            throw Missing("没有流程“\(kind)”", "There is no procedure “\(kind)”")
        }
        let from = edition.time.start(of: ClauseEvents.firstDay(before: now, edition.time))
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let open = try session.openCases(of: kind, for: actor)
            // How long others' cases take is no customer's matter.
            let closed = try actor.customer == nil && procedure.table == nil ? session.lastClosed(of: kind, since: from) : []
            let (times, papers) = try session.course(of: closed, procedure)
            return ProcedureReading(
                procedure: procedure, edition: edition, open: open.counts, hasMore: open.hasMore, times: times,
                sample: closed.count, papers: papers)
        }
    }
}

extension Session {
    /// Open cases of a kind by stage, of those that somebody may see; counted up to a bound, by their limits.
    fileprivate func openCases(of kind: String, for actor: Actor) throws -> (counts: [String: Int], hasMore: Bool) {
        let principals = actor.principals
        let most = ProcedureReading.mostOpen
        let walk =
            "SELECT number FROM (SELECT number FROM case_audience WHERE principal = ? AND open = 1 AND kind = ? ORDER BY place, number LIMIT ?) AS w"
        let rows = try query(
            """
            SELECT c.stage, COUNT(*) AS total FROM cases c
            WHERE c.number IN (\(Array(repeating: walk, count: principals.count).joined(separator: " UNION "))) GROUP BY c.stage
            """, principals.flatMap { [.text($0), .text(kind), .integer(Int64(most + 1))] })
        let counts = Dictionary(try rows.map { (try $0.text("stage"), Int(try $0.integer("total"))) }) { $0 + $1 }
        return (counts, counts.values.reduce(0, +) > most)
    }

    /// The cases of a kind that were closed last.
    fileprivate func lastClosed(of kind: String, since: Instant) throws -> [String] {
        try query(
            "SELECT number FROM cases WHERE kind = ? AND closed IS NOT NULL AND closed >= ? ORDER BY closed DESC LIMIT ?", kind,
            since.milliseconds, ProcedureReading.mostClosed
        ).map { try $0.text("number") }
    }

    /// How long these cases stood in each stage, and which papers each of their activities put out.
    fileprivate func course(
        of numbers: [String], _ procedure: DeclaredProcedure
    ) throws -> ([String: ProcedureReading.StageTime], [String: [String]]) {
        if numbers.isEmpty { return ([:], [:]) }
        let asked = numbers.map { SQLValue.text($0) }
        let list = placeholders(asked.count)
        let entries = try query(
            "SELECT number, verb, done FROM journal WHERE number IN (\(list)) ORDER BY number, position", asked)
        var spans: [String: [Int64]] = [:]
        var place: (number: String, stage: String, since: Int64)?
        for entry in entries {
            let number = try entry.text("number")
            let done = try entry.integer("done")
            guard let to = procedure.activity(try entry.text("verb"))?.to else { continue }
            if let here = place, here.number == number {
                if here.stage == to { continue }
                spans[here.stage, default: []].append(max(0, done - here.since))
            }
            place = (number, to, done)
        }
        let times = spans.mapValues { spans -> ProcedureReading.StageTime in
            let sorted = spans.sorted()
            return ProcedureReading.StageTime(
                median: sorted[(sorted.count - 1) / 2], ninetieth: sorted[(sorted.count - 1) * 9 / 10], count: sorted.count)
        }
        var papers: [String: [String]] = [:]
        for row in try query(
            """
            SELECT DISTINCT j.verb, p.kind FROM papers p JOIN journal j ON j.number = p.number AND j.position = p.position
            WHERE p.number IN (\(list)) ORDER BY j.verb, p.kind
            """, asked)
        {
            papers[try row.text("verb"), default: []].append(try row.text("kind"))
        }
        return (times, papers)
    }
}
