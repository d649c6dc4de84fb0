import Handbook
import Storage

/// An entry of a register to choose from.
package struct ChoiceEntry: Hashable, Sendable {
    package let code: String
    package let title: String
    /// What is to be said of it when one chooses; nil where its name is enough.
    package let remark: Text?

    package init(code: String, title: String, remark: Text? = nil) {
        self.code = code
        self.title = title
        self.remark = remark
    }
}

extension Desk {
    /// The entries in use of each of these registers or procedures that this person may see, for a form to choose from.
    ///
    /// Of one that has more than sixty, none are given: there one types and searches.
    package func choices(among kinds: Set<String>, for actor: Actor) async throws -> [String: [ChoiceEntry]] {
        if kinds.isEmpty { return [:] }
        return try await database.read { session in try session.choices(among: kinds, for: actor) }
    }

    /// What a form of an activity starts from, for somebody.
    package func basis(of activity: DeclaredActivity, at place: Submission.Place, for actor: Actor) async throws -> FormBasis {
        try await database.read { session in try session.basis(of: activity, at: place, for: actor) }
    }
}

/// What a form starts from: the entries that its fields choose among, and what the person typed there before.
package struct FormBasis: Sendable {
    package let choices: [String: [ChoiceEntry]]
    package let draft: [String: Value]?
}

extension Session {
    /// What a form of an activity starts from.
    func basis(of activity: DeclaredActivity, at place: Submission.Place, for actor: Actor) throws -> FormBasis {
        FormBasis(
            choices: try choices(among: Set(activity.fields.flatMap(\.references)), for: actor),
            draft: try draft(by: actor.person, at: place, activity.verb))
    }

    fileprivate func choices(among kinds: Set<String>, for actor: Actor) throws -> [String: [ChoiceEntry]] {
        let limit = 60
        var choices: [String: [ChoiceEntry]] = [:]
        for kind in kinds {
            let found = try entries(of: kind, for: actor, limit: limit + 1)
            if found.count <= limit { choices[kind] = found }
        }
        return choices
    }

    /// The first open cases of a kind that somebody may see, by number.
    func entries(of kind: String, for actor: Actor, limit: Int) throws -> [ChoiceEntry] {
        // One walk along the index for each principal; what they share is told once.
        let principals = actor.principals
        let walk =
            "SELECT number FROM (SELECT number FROM case_audience WHERE principal = ? AND open = 1 AND kind = ? ORDER BY place, number LIMIT ?) AS w"
        return try query(
            """
            SELECT number, title FROM cases WHERE number IN (\(Array(repeating: walk, count: principals.count).joined(separator: " UNION ")))
            ORDER BY number LIMIT ?
            """,
            principals.flatMap { [.text($0), .text(kind), .integer(Int64(limit))] } + [.integer(Int64(limit))]
        ).map { ChoiceEntry(code: CaseNumber.code(of: try $0.text("number")), title: try $0.text("title")) }
    }
}
