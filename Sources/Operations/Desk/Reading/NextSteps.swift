import Handbook
import Storage

/// A case in which somebody has the next step.
package struct NextStep: Sendable {
    package let header: CaseHeader
    package let stage: Text
    /// The steps that are theirs and lead on, in the procedure's order.
    package let activities: [Text]
    package let customer: String?
    package let site: String?
}

extension Desk {
    /// The open cases in which this person has the next step, by their limit; at most `limit`.
    package func nextSteps(for person: ID<Person>, limit: Int = 100) async throws -> [NextStep] {
        let now = now()
        let editions = editions
        let headers = try await queue(for: person, kinds: Procedures.all.map { $0.kind }, limit: 3 * limit)
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let titles = try session.titles(
                of: Set(
                    headers.flatMap { header in
                        [header.customer.map { "\(Customer.kind):\($0)" }, header.site.map { "\(Site.kind):\($0)" }].compactMap {
                            $0
                        }
                    }))
            let parts = try session.parts(of: [actor.person] + actor.deputyOf.map(\.person), in: headers.map(\.number))
            var steps: [NextStep] = []
            for header in headers where steps.count < limit {
                guard let procedure = Procedures.declared[header.kind] else { continue }
                let edition = try editions.edition(header.edition, in: session)
                let own = procedure.activities.filter { activity in
                    activity.to != nil && activity.to != header.stage && activity.starts(in: header.stage)
                        && Permission(actor: actor, activity: activity, header: header, session: session, edition: edition)
                            .isTheirs(parts: parts[header.number] ?? [])
                }
                if own.isEmpty { continue }
                steps.append(
                    NextStep(
                        header: header, stage: procedure.name(ofStage: header.stage), activities: own.map(\.title),
                        customer: header.customer.flatMap { titles["\(Customer.kind):\($0)"] },
                        site: header.site.flatMap { titles["\(Site.kind):\($0)"] }))
            }
            return steps
        }
    }
}

extension Permission {
    /// Whether a step is this person's, or that of somebody whose deputy they are, by role and part; four eyes are not asked.
    fileprivate func isTheirs(parts: [Facets.Participant]) -> Bool {
        let asked = [(actor.person, actor.grants)] + actor.deputyOf.map { ($0.person, $0.grants) }
        return activity.by.contains { role in
            if role == .customer { return actor.customer.map { header.customer == $0.text } ?? false }
            return asked.contains { person, grants in
                guard holdsRole(role, grants) else { return false }
                guard let part = role.part else { return true }
                return parts.contains { $0.person == person.text && Self.parts(of: part).contains($0.part) }
            }
        }
    }
}

extension Session {
    /// The parts that these persons play in each of these cases.
    fileprivate func parts(of persons: [ID<Person>], in numbers: [String]) throws -> [String: [Facets.Participant]] {
        let rows = try query(
            """
            SELECT number, person, part FROM case_people
            WHERE person IN (\(placeholders(persons.count))) AND number IN (\(placeholders(numbers.count)))
            """, persons.map { .text($0.text) } + numbers.map { .text($0) })
        var parts: [String: [Facets.Participant]] = [:]
        for row in rows {
            parts[try row.text("number"), default: []].append(
                Facets.Participant(person: try row.text("person"), part: try row.text("part")))
        }
        return parts
    }
}
