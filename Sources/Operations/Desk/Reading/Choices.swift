import Handbook
import Storage

/// An entry of a register to choose from.
package struct ChoiceEntry: Hashable, Sendable {
    package let code: String
    package let title: String

    package init(code: String, title: String) {
        self.code = code
        self.title = title
    }
}

extension Desk {
    /// The entries in use of each of these registers or procedures that this person may see, for a form to choose from.
    ///
    /// Of one that has more than `limit`, none are given: there one types and searches.
    package func choices(
        among kinds: Set<String>, for person: ID<Person>, limit: Int = 60
    ) async throws -> [String: [ChoiceEntry]] {
        if kinds.isEmpty { return [:] }
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            var choices: [String: [ChoiceEntry]] = [:]
            for kind in kinds {
                let found = try session.entries(of: kind, for: actor, limit: limit + 1)
                if found.count <= limit { choices[kind] = found }
            }
            return choices
        }
    }
}

extension Session {
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
