import Handbook
import Storage

/// An activity that is open to a person in a case, with what still stands in its way.
package struct Readiness: Sendable {
    package let activity: DeclaredActivity
    /// What would refuse it now, without looking at any input.
    package let obstacles: [Reason]
    /// Margins of what is met: how much time is left, how early one is.
    package let margins: [(clause: String, margin: Text)]

    /// A step that opens a case: nothing stands in its way before anything is typed.
    package init(opening activity: DeclaredActivity) { self.init(activity: activity, obstacles: [], margins: []) }

    private init(activity: DeclaredActivity, obstacles: [Reason], margins: [(clause: String, margin: Text)]) {
        self.activity = activity
        self.obstacles = obstacles
        self.margins = margins
    }

    /// Whether it could be done at once.
    package var isReady: Bool { obstacles.isEmpty }
}

extension Desk {
    /// What this person may do in a case now, each with its obstacles: shown before anybody types.
    package func readiness(of number: String, for person: ID<Person>) async throws -> [Readiness] {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session),
                try session.isVisible(number, to: actor) || actor.person == Actor.console.person,
                let procedure = Procedures.declared[header.kind],
                let record = try session.record(of: number, procedure)
            else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
            let edition = try editions.edition(header.edition, in: session)
            return try Readiness.all(of: header, procedure, record, for: actor, at: now, under: edition, in: session)
        }
    }
}

extension Readiness {
    /// Every activity that is open to somebody in a case, in the order in which the procedure declares them.
    static func all(
        of header: CaseHeader, _ procedure: DeclaredProcedure, _ record: any Procedure, for actor: Actor, at now: Instant,
        under edition: Edition, knowing circumstances: Circumstances? = nil, in session: any Session
    ) throws -> [Readiness] {
        let circumstances = circumstances ?? Circumstances(of: header.number, in: session)
        return try procedure.activities.compactMap { activity -> Readiness? in
            guard !activity.isOpening, activity.by != [.clock],
                activity.inClosed || (activity.from == nil && procedure.isOpen(header.stage)) || activity.starts(in: header.stage)
            else { return nil }
            let permission = Permission(
                actor: actor, activity: activity, header: header, session: session, edition: edition, circumstances: circumstances)
            guard try permission.isGiven() else { return nil }
            if !activity.looksAhead { return Readiness(activity: activity, obstacles: [], margins: []) }
            let work = Work(
                actor: actor, now: now, received: now, edition: edition, session: session, header: header, verb: activity.verb,
                numbers: [:], circumstances: circumstances)
            return Readiness(activity, try activity.readiness(record, work), under: edition)
        }
    }
}

extension Readiness {
    fileprivate init(_ activity: DeclaredActivity, _ found: [DeclaredActivity.Found], under edition: Edition) {
        self.activity = activity
        obstacles = found.compactMap { finding in
            let force = finding.guarded.force(under: edition)
            guard force != .report else { return nil }
            switch finding.verdict {
            case .met, .metWith: return nil
            case .unmet(let remedy), .unknown(let remedy):
                return Reason(
                    clause: finding.guarded.clause, title: finding.guarded.title, remedy: remedy, field: finding.guarded.field,
                    deviation: force == .deviate ? finding.guarded.id : nil)
            }
        }
        margins = found.compactMap { finding in
            guard case .metWith(let margin) = finding.verdict else { return nil }
            return (finding.guarded.clause, margin)
        }
    }
}
