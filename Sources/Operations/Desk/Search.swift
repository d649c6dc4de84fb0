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
    /// One sorted walk along the index for each principal and kind; the walks are merged here.
    func queue(
        for actor: Actor, _ kinds: [String], open: Bool = true, limit: Int, after: CaseFilter.Cursor?
    ) throws -> [CaseHeader] {
        var found: [CaseHeader] = []
        for principal in actor.principals {
            for kind in kinds {
                found += try query(
                    """
                    SELECT \(CaseHeader.columns.split(separator: ", ").map { "c.\($0)" }.joined(separator: ", "))
                    FROM (SELECT number, place FROM case_audience
                        WHERE principal = ? AND open = ? AND kind = ? AND (place, number) > (?, ?)
                        ORDER BY place, number LIMIT ?) AS a
                    JOIN cases c ON c.number = a.number ORDER BY a.place, a.number
                    """, principal, open, kind, after?.key ?? Int64.min, after?.number ?? "", limit
                ).map { try CaseHeader($0) }
            }
        }
        let unique = Dictionary(found.map { ($0.number, $0) }) { first, _ in first }.values
        return Array(unique.sorted { ($0.place, $0.number) < ($1.place, $1.number) }.prefix(limit))
    }
}
