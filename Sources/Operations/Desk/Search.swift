import Handbook
import Storage

/// One case that a search found.
package struct FoundCase: Sendable {
    package let header: CaseHeader
    package let text: String
    /// Where the next page goes on.
    package let cursor: Int64
}

extension Desk {
    /// Finds cases and register entries by number, serial or words, newest first: only those in this person's audience.
    package func search(_ words: String, for person: ID<Person>, limit: Int = 50, after: Int64? = nil) async throws -> [FoundCase] {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let hits = try session.search(words, audience: actor.principals, kinds: nil, limit: min(limit, 200), after: after)
            return try session.cases(of: hits)
        }
    }

    /// The open cases that a person may see, by their limit, page by page.
    package func queue(
        for person: ID<Person>, kinds: [String], open: Bool = true, limit: Int = 50, after: CaseFilter.Cursor? = nil
    ) async throws -> [CaseHeader] {
        let now = now()
        return try await database.read { session in
            try session.queue(for: try Actor.load(person, at: now, in: session), kinds, open: open, limit: limit, after: after)
        }
    }
}

extension Session {
    /// The cases of these kinds that somebody may see, by their limit.
    ///
    /// One sorted walk along the index for each principal and kind; headers are read of those only that are given.
    func queue(
        for actor: Actor, _ kinds: [String], open: Bool = true, limit: Int, after: CaseFilter.Cursor?
    ) throws -> [CaseHeader] {
        let principals = actor.principals.contains(Principal.company) ? [Principal.company] : actor.principals
        let walks = principals.flatMap { principal in kinds.map { CaseWalk.audience(principal: principal, kind: $0) } }
        let stretch = CaseWalk.Stretch(
            isOpen: open, places: Int64.min...Int64.max, isDescending: false, cursor: after, limit: limit)
        return try headers(of: keys(of: walks, stretch).keys.prefix(limit).map(\.number))
    }

    /// The headers of these cases, in this order.
    func headers(of numbers: [String]) throws -> [CaseHeader] {
        if numbers.isEmpty { return [] }
        let rows = try query(
            "SELECT \(CaseHeader.columns) FROM cases WHERE number IN (\(placeholders(numbers.count)))", numbers.map { .text($0) })
        let headers = Dictionary(try rows.map { try CaseHeader($0) }.map { ($0.number, $0) }) { first, _ in first }
        return numbers.compactMap { headers[$0] }
    }
}
