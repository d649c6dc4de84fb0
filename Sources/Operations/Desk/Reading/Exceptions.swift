import Handbook
import Storage

/// A refusal as the auditor reads it: who, what, and every reason.
package struct RefusalLine: Sendable {
    package let id: Int64
    package let at: Instant
    package let person: String
    package let name: String
    package let kind: String
    /// The case; nil where one was to be opened, or where the reader may not see it.
    package let number: String?
    package let title: Text
    package let reasons: [Reason]

    package static let portion = 50
}

extension Desk {
    /// What was refused, the latest first; at most a portion, of those that this person may see.
    package func refusals(
        of refused: String?, before: Int64?, for person: ID<Person>
    ) async throws -> (lines: [RefusalLine], next: Int64?) {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let narrowed = refused == nil ? "" : "AND person = ?"
            let rows = try session.query(
                "SELECT id, at, person, kind, number, verb, reasons FROM refusals WHERE id < ? \(narrowed) ORDER BY id DESC LIMIT ?",
                [.integer(before ?? .max)] + (refused.map { [.text($0)] } ?? []) + [.integer(Int64(RefusalLine.portion + 1))])
            let shown = rows.prefix(RefusalLine.portion)
            let visible = try session.visible(Set(shown.compactMap { try $0.optionalText("number") }), to: actor.principals)
            let names = try session.titles(of: Set(shown.map { "\(Person.kind):\(try $0.text("person"))" }))
            let seesAll = actor.principals.contains(Principal.company)
            let lines = try shown.compactMap { row -> RefusalLine? in
                let number = try row.optionalText("number")
                guard number.map(visible.contains) ?? seesAll || seesAll else { return nil }
                return try RefusalLine(row, isVisible: number.map(visible.contains) ?? false, names)
            }
            return (lines, rows.count > RefusalLine.portion ? try shown.last?.integer("id") : nil)
        }
    }

    /// What went past a clause with a reason or broke one, the latest first; at most a portion.
    package func departures(before: Int64?, for person: ID<Person>) async throws -> (lines: [Departure], next: Int64?) {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            // One walk along the index for each of the two.
            let found = try [ClauseEvents.Event.deviated, .broken].flatMap { event in
                try Departure.all(
                    """
                    SELECT \(Departure.columns) FROM clause_events e \(Departure.joins)
                    WHERE e.event = ? AND e.event <> 'attested' AND e.id < ? ORDER BY e.id DESC LIMIT ?
                    """, [.text(event.rawValue), .integer(before ?? .max), .integer(Int64(ClauseProof.portion + 1))],
                    visibleTo: actor.principals, in: session)
            }.sorted { $0.event > $1.event }
            let lines = Array(found.prefix(ClauseProof.portion))
            return (lines, found.count > lines.count ? lines.last?.event : nil)
        }
    }
}

extension RefusalLine {
    fileprivate init(_ row: SQLRow, isVisible: Bool, _ names: [String: String]) throws {
        id = try row.integer("id")
        at = Instant(milliseconds: try row.integer("at"))
        person = try row.text("person")
        name = names["\(Person.kind):\(person)"] ?? person
        kind = try row.text("kind")
        number = isVisible ? try row.optionalText("number") : nil
        let verb = try row.text("verb")
        title = Procedures.declared[kind]?.activity(verb)?.title ?? Text(verb, verb)
        let told = (try? CanonicalJSON.value(of: Array(try row.text("reasons").utf8)))?.elements ?? []
        reasons = told.map { reason in
            Reason(
                clause: reason["clause"].text ?? "", title: Text(kept: reason) ?? Text("", ""),
                remedy: Text(reason["remedyZh"].text ?? "", reason["remedyEn"].text ?? ""))
        }
    }
}
