import Handbook
import Storage

/// A case in which somebody has the next step.
package struct NextStep: Sendable {
    package let header: CaseHeader
    package let stage: Text
    /// The steps that are theirs and that the case waits for, in the procedure's order.
    package let activities: [Text]
    package let customer: String?
    package let site: String?
}

extension NextStep {
    /// Where a list of steps goes on after this one.
    package var cursor: CaseFilter.Cursor { CaseFilter.Cursor(key: header.place, number: header.number) }
}

extension Desk {
    /// The most open cases that are looked through for one page of steps.
    private static let mostScanned = 600

    /// The open cases in which this person has the next step, by their limit, from the cursor on; at most `limit`.
    ///
    /// Few are read for whoever has much to do; for whoever has little, at most 600 of those that they may see.
    package func nextSteps(
        for person: ID<Person>, limit: Int = 100, after: CaseFilter.Cursor? = nil
    ) async throws -> [NextStep] {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            var (steps, cursor, portion, scanned) = ([NextStep](), after, limit + limit / 2, 0)
            while steps.count < limit, scanned < Self.mostScanned {
                let headers = try session.queue(for: actor, Procedures.all.map { $0.kind }, limit: portion, after: cursor)
                steps += try session.steps(in: headers, for: actor, editions)
                scanned += headers.count
                guard headers.count == portion, let last = headers.last else { break }
                cursor = CaseFilter.Cursor(key: last.place, number: last.number)
                portion = min(4 * portion, Self.mostScanned - scanned)
            }
            // What waits for a reader has no limit: it comes last, and never fills a page from which one would go on.
            if steps.count < limit - 1 {
                let numbers = try Procedures.library.flatMap { procedure in
                    try session.shelf(
                        .inReview, of: procedure.kind, for: actor, at: now, under: editions.current, limit: 20
                    ).numbers
                }
                steps += try session.steps(in: session.headers(of: numbers), for: actor, editions).prefix(limit - 1 - steps.count)
            }
            return Array(steps.prefix(limit))
        }
    }
}

extension Session {
    /// Those of these cases in which somebody has the next step.
    fileprivate func steps(in headers: [CaseHeader], for actor: Actor, _ editions: EditionShelf) throws -> [NextStep] {
        if headers.isEmpty { return [] }
        let named = headers.flatMap { header in
            [header.customer.map { "\(Customer.kind):\($0)" }, header.site.map { "\(Site.kind):\($0)" }].compactMap { $0 }
        }
        let titles = try titles(of: Set(named))
        let parts = try parts(of: [actor.person] + actor.deputyOf.map(\.person), in: headers.map(\.number))
        let records = try records(of: headers)
        return try headers.compactMap { header in
            guard let procedure = Procedures.declared[header.kind], let record = records[header.number] else { return nil }
            let edition = try editions.edition(header.edition, in: self)
            let own = procedure.activities.filter { activity in
                activity.starts(in: header.stage) && activity.isAwaited(record, header.stage)
                    && Permission(actor: actor, activity: activity, header: header, session: self, edition: edition)
                        .isTheirs(parts: parts[header.number] ?? [])
            }
            if own.isEmpty { return nil }
            return NextStep(
                header: header, stage: procedure.name(ofStage: header.stage), activities: own.map(\.title),
                customer: header.customer.flatMap { titles["\(Customer.kind):\($0)"] },
                site: header.site.flatMap { titles["\(Site.kind):\($0)"] })
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
