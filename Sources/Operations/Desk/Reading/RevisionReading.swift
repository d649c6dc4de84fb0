import Handbook
import Storage

/// A revision of the handbook as the house keeps it.
package struct RevisionLine: Sendable {
    package let code: String
    package let name: String
    package let revision: Int
    package let hash: String
    package let inForceFrom: Day?
    package let entered: Instant
    /// Whether new cases are opened under it.
    package let isCurrent: Bool
}

/// Two revisions side by side: what the later says differently, and which files differ.
package struct RevisionComparison: Sendable {
    package let old: RevisionLine
    package let new: RevisionLine
    package let changes: [EditionDifference.Change]
    package let files: [String]
}

extension Desk {
    /// The revisions, the latest first; at most 100 before one.
    package func revisions(before: Int? = nil, for person: ID<Person>) async throws -> [RevisionLine] {
        let now = now()
        let current = editions.current.hash
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            let arguments: [SQLValue] = [.integer(Int64(before ?? .max))] + principals.map { .text($0) }
            return try session.query(
                """
                SELECT code, name, revision, hash, in_force_from, valid_from FROM editions e WHERE e.valid_to IS NULL
                    AND e.revision < ? AND \(session.isSeen("e.number", by: principals)) ORDER BY e.revision DESC LIMIT 100
                """, arguments
            ).map { try RevisionLine($0, current: current) }
        }
    }

    /// The files of the edition that is in force.
    package func source() async throws -> EditionSource {
        let hash = editions.current.hash
        return try await database.read { session in try EditionShelf.source(hash, in: session) }
    }

    /// A revision with everything that it says; throws `Missing` where there is none.
    package func revision(_ number: Int, for person: ID<Person>) async throws -> (line: RevisionLine, edition: Edition) {
        let line = try await line(ofRevision: number, for: person)
        let editions = editions
        return (line, try await database.read { session in try editions.edition(line.hash, in: session) })
    }

    /// What a revision says differently from an earlier one, by default from the one before it.
    package func comparison(of number: Int, with other: Int?, for person: ID<Person>) async throws -> RevisionComparison {
        let new = try await line(ofRevision: number, for: person)
        let old = try await line(ofRevision: other ?? number - 1, for: person)
        let editions = editions
        return try await database.read { session in
            let (before, after) = (try editions.edition(old.hash, in: session), try editions.edition(new.hash, in: session))
            let (sources, further) = (
                try EditionShelf.source(old.hash, in: session), try EditionShelf.source(new.hash, in: session)
            )
            return RevisionComparison(
                old: old, new: new, changes: EditionDifference(from: before, to: after).changes,
                files: sources.filesThatDiffer(from: further))
        }
    }

    private func line(ofRevision number: Int, for person: ID<Person>) async throws -> RevisionLine {
        guard (1...100_000).contains(number), let line = try await revisions(before: number + 1, for: person).first,
            line.revision == number
        else {
            throw Missing("没有这一修订", "There is no such revision")
        }
        return line
    }
}

extension RevisionLine {
    fileprivate init(_ row: SQLRow, current: String) throws {
        code = try row.text("code")
        name = try row.text("name")
        revision = Int(try row.integer("revision"))
        hash = try row.text("hash")
        inForceFrom = Day(try row.text("in_force_from"))
        entered = Instant(milliseconds: try row.integer("valid_from"))
        isCurrent = hash == current
    }
}
