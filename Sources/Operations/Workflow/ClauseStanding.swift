import Handbook

/// Where a clause stands with the house: held, waiting for what isn't built, left to people, or there to be looked up.
package enum ClauseStanding: Hashable, Sendable {
    case held
    /// Nothing holds it yet; it is the matter of these places.
    case waiting(places: [String])
    /// What there is does not look at it: people keep it, and nobody counts.
    case people
    case reference

    /// The four, by name.
    package enum Sort: String, Sendable, CaseIterable {
        case held, waiting, people, reference
    }

    package var sort: Sort {
        switch self {
        case .held: .held
        case .waiting: .waiting
        case .people: .people
        case .reference: .reference
        }
    }
}

extension ClauseStanding.Sort {
    /// Its name in words.
    package var label: Text {
        switch self {
        case .held: Text("已落实", "Held")
        case .waiting: Text("待落实", "Waiting")
        case .people: Text("靠人遵守", "By people alone")
        case .reference: Text("供查阅", "To look up")
        }
    }
}

extension Holders {
    /// Where a clause stands: a refusal needs a guard or a step; a computation may also be a rule, a number or an input.
    package static func standing(of clause: Clause, under edition: Edition) -> ClauseStanding {
        Census(edition).standing(of: clause)
    }

    /// Where every clause of an edition stands, in book order.
    package static func census(of edition: Edition) -> [(clause: Clause, standing: ClauseStanding)] {
        let census = Census(edition)
        return edition.clauses.all.map { ($0, census.standing(of: $0)) }
    }
}

/// What holds clauses under an edition, gathered once for many.
private struct Census {
    private let refusing: Set<String>
    private let any: Set<String>

    init(_ edition: Edition) {
        refusing = Holders.stronglyHeld.union(edition.secrets.refusingClauses)
        any = refusing.union(Holders.held).union(edition.limits.all.map(\.limit.clause))
            .union(Rules.all.flatMap { $0.clauses(in: edition) }).union(edition.phrases.avoided.map(\.clause))
            .union(edition.secrets.markingClauses)
    }

    func standing(of clause: Clause) -> ClauseStanding {
        let isHeld = clause.mechanism == .enforce ? refusing.contains(clause.id) : any.contains(clause.id)
        if isHeld { return .held }
        if clause.mechanism == .reference { return .reference }
        let missing = clause.places.map(BookPlace.init).filter { !$0.isBuilt }
        if missing.isEmpty { return .people }
        return .waiting(places: Set(missing.map(\.id)).sorted())
    }
}
