import Handbook
import Storage

/// One thing that happened to a clause, with what the journal or the refusal says of it.
package struct Departure: Sendable {
    /// The event's own id, by which lists go on.
    package let event: Int64
    package let clause: String
    package let what: ClauseEvents.Event
    /// The case; a refused opening bears its procedure's letters.
    package let number: String
    /// Whether the reader may know of the case; where not, its number is not to be shown.
    package let isVisible: Bool
    package let kind: String
    package let verb: String
    /// The activity's title, as the journal kept it.
    package let title: Text
    /// Whether there is a case to be opened: a refused opening left none.
    package var isCase: Bool { number != kind }
    /// The name of who did it, as the journal kept it.
    package let person: String?
    /// What was not as it should be, and why it went on or what would have made it pass.
    package let findings: [Finding]
    /// The entry's position; of a refusal, its id.
    package let place: Int64
    package let at: Instant

    /// What was not as it should be, with the reason or the remedy.
    package struct Finding: Sendable {
        package let title: Text
        package let reason: Text
    }
}

extension Departure {
    static let columns = """
        e.id, e.clause, e.event, e.number, e.verb, e.place, e.at, j.payload, r.reasons, r.person AS refused_person
        """
    static let joins = """
        LEFT JOIN journal j ON e.event <> 'refused' AND j.number = e.number AND j.position = e.place
        LEFT JOIN refusals r ON e.event = 'refused' AND r.id = e.place
        """

    /// The events that a statement over `columns` and `joins` gives; of cases in nobody's sight only that they happened.
    static func all(
        _ sql: String, _ arguments: [SQLValue], visibleTo principals: [String]?, in session: any Session
    ) throws -> [Departure] {
        let rows = try session.query(sql, arguments)
        let numbers = Set(try rows.map { try $0.text("number") })
        var visible = try session.visible(numbers, to: principals)
        // What was refused to open is no case of a region: those who see the whole company know of it.
        if principals?.contains(Principal.company) ?? true { visible.formUnion(Procedures.declared.keys) }
        let refused = Set(try rows.compactMap { try $0.optionalText("refused_person") })
        let names = try session.titles(of: refused.map { "\(Person.kind):\($0)" })
        return try rows.map { try Departure($0, visible: visible, names) }
    }

    private init(_ row: SQLRow, visible: Set<String>, _ names: [String: String]) throws {
        let number = try row.text("number")
        let verb = try row.text("verb")
        event = try row.integer("id")
        clause = try row.text("clause")
        what = ClauseEvents.Event(rawValue: try row.text("event")) ?? .attested
        self.number = number
        self.verb = verb
        kind = CaseNumber.kind(of: number)
        isVisible = visible.contains(number)
        place = try row.integer("place")
        at = Instant(milliseconds: try row.integer("at"))
        let declared = Procedures.declared[kind]?.activity(verb)?.title ?? Text(verb, verb)
        let content = try row.optionalBlob("payload").flatMap { try? CanonicalJSON.value(of: $0) } ?? .null
        title = Text(kept: content["activity"]["title"]) ?? declared
        guard isVisible else {
            (person, findings) = (nil, [])
            return
        }
        if let reasons = try row.optionalText("reasons") {
            person = try row.optionalText("refused_person").map { names["\(Person.kind):\($0)"] ?? $0 }
            let told = (try? CanonicalJSON.value(of: Array(reasons.utf8)))?.elements ?? []
            findings = told.compactMap { [clause] in Finding(refused: $0, of: clause) }
        } else {
            person = content["by"].text
            let departures = ["deviations", "exceptions", "breaches"].flatMap { content[$0].elements ?? [] }
            findings = departures.compactMap { [clause] in Finding(departed: $0, of: clause) }
        }
    }

}

extension Departure.Finding {
    fileprivate init?(refused reason: Value, of clause: String) {
        guard reason["clause"].text == clause, let zh = reason["zh"].text, let en = reason["en"].text else { return nil }
        title = Text(zh, en)
        self.reason = Text(reason["remedyZh"].text ?? "", reason["remedyEn"].text ?? "")
    }

    fileprivate init?(departed departure: Value, of clause: String) {
        guard departure["clause"].text == clause, let title = Text(kept: departure["title"]) else { return nil }
        self.title = title
        reason = Text(kept: departure["reason"]) ?? Text("", "")
    }
}

extension Text {
    /// A text as the journal keeps one.
    package init?(kept value: Value) {
        guard let zh = value["zh"].text, let en = value["en"].text else { return nil }
        self.init(zh, en)
    }
}

extension Session {
    /// Those of these cases that one of the principals may see; all, where nil is given.
    func visible(_ numbers: Set<String>, to principals: [String]?) throws -> Set<String> {
        guard let principals else { return numbers }
        if numbers.isEmpty { return [] }
        let asked = numbers.sorted().map { SQLValue.text($0) }
        return Set(
            try query(
                """
                SELECT DISTINCT number FROM case_audience WHERE number IN (\(placeholders(asked.count)))
                AND principal IN (\(placeholders(principals.count)))
                """, asked + principals.map { .text($0) }
            ).map { try $0.text("number") })
    }
}
