import Handbook
import Storage

extension Session {
    /// Whether somebody may look at a case: they are in its audience, or stand in for a step that it waits for, as long as it does.
    func isOpen(_ number: String, to actor: Actor, _ editions: EditionShelf) throws -> Bool {
        if try isVisible(number, to: actor) { return true }
        return try CaseHeader.find(number, in: self).map { try standsIn($0, actor, editions) } ?? false
    }

    /// Whether a step of a case is left to somebody of a neighbouring region, who so must see what the step is about.
    func standsIn(_ header: CaseHeader, _ actor: Actor, _ editions: EditionShelf) throws -> Bool {
        guard header.isOpen, actor.customer == nil, actor.link == nil, let procedure = Procedures.declared[header.kind] else {
            return false
        }
        let edition = try editions.edition(header.edition, in: self)
        guard let record = try record(of: header.number, procedure) else { return false }
        let circumstances = Circumstances(of: header.number, in: self)
        return try procedure.activities.contains { activity in
            try activity.starts(in: header.stage) && activity.isAwaited(record, header.stage)
                && Permission(
                    actor: actor, activity: activity, header: header, session: self, edition: edition, circumstances: circumstances
                ).standsInForNeighbour()
        }
    }
}
