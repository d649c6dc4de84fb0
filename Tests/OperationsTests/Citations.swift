import Handbook

@testable import Operations

/// Where a clause is cited, and in what sort of place.
struct Citation: Hashable {
    enum Sort { case row, check, field, item }

    let clause: String
    let sort: Sort
    let place: String
}

extension DeclaredProcedure {
    /// Every clause that its declaration cites.
    var citations: [Citation] {
        activities.flatMap { activity -> [Citation] in
            let place = "\(kind)/\(activity.verb)"
            return activity.clauses.map { Citation(clause: $0, sort: .row, place: place) }
                + activity.guards.map { Citation(clause: $0.clause, sort: .check, place: $0.id) }
                + activity.fields.flatMap { $0.citations(place) }
        }
    }

    /// Every text that a person reads of its declaration.
    var texts: [(place: String, text: Text)] {
        [(kind, title)] + stages.map { ("\(kind) \($0.id)", $0.name) }
            + activities.flatMap { activity in
                [("\(kind)/\(activity.verb)", activity.title)] + activity.guards.map { ($0.id, $0.title) }
                    + activity.fields.flatMap { $0.texts("\(kind)/\(activity.verb)") }
            }
    }
}

extension Field {
    fileprivate func citations(_ place: String) -> [Citation] {
        let place = "\(place).\(name)"
        return (clause.map { [Citation(clause: $0, sort: .field, place: place)] } ?? []) + kind.citations(place)
    }

    fileprivate func texts(_ place: String) -> [(place: String, text: Text)] {
        let place = "\(place).\(name)"
        return [(place, label)] + (help.map { [(place, $0)] } ?? []) + kind.texts(place)
    }
}

extension FieldKind {
    fileprivate func citations(_ place: String) -> [Citation] {
        switch self {
        case .checklist(let items): items.map { Citation(clause: $0.clause, sort: .item, place: "\(place).\($0.id)") }
        case .list(let inner): inner.citations(place)
        case .form(let fields): fields.flatMap { $0.citations(place) }
        default: []
        }
    }

    fileprivate func texts(_ place: String) -> [(place: String, text: Text)] {
        switch self {
        case .checklist(let items): items.map { ("\(place).\($0.id)", $0.text) }
        case .choice(let options): options.map { ("\(place).\($0.id)", $0.label) }
        case .list(let inner): inner.texts(place)
        case .form(let fields): fields.flatMap { $0.texts(place) }
        default: []
        }
    }
}

extension Edition {
    /// The clauses that its numbers and lists carry out.
    var ownCitations: Set<String> {
        Set(limits.all.map(\.limit.clause) + ladder.steps.map(\.clause)).union(secretCitations)
    }

    /// The clauses by which the secret scan refuses.
    var secretCitations: Set<String> {
        Set(["密码: Huawei@123", "私钥：QmFzZTY0a2V5"].flatMap { secrets.refused(in: $0) }.map(\.clause))
    }

    /// The clauses that the rules cite when they explain an answer.
    func ruleCitations() throws -> Set<String> {
        var clauses: Set<String> = []
        let receipt = Instant(milliseconds: 1_779_062_400_000)
        for coverage in ["5x8", "7x24"] {
            for commitment in ["NBD", "ND", "30CD", "4H", "2H"] {
                guard let level = ServiceLevel("\(coverage)/\(commitment)") else { continue }
                let pause = receipt.adding(minutes: 1)..<receipt.adding(minutes: 60)
                let rule = ServiceDeadline(level: level, receivedAt: receipt, suspended: [pause])
                clauses.formUnion(rule.explain(try rule.find(in: self), in: self).map(\.clause))
            }
        }
        let day = time.day(of: receipt)
        let cover = ReplacementCover(originalEnd: day, from: day)
        clauses.formUnion(cover.explain(cover.find(in: self), in: self).map(\.clause))
        let terms = WorkingDays(from: day, days: 2)
        clauses.formUnion(terms.explain(try terms.find(in: self), in: self).map(\.clause))
        return clauses
    }
}
