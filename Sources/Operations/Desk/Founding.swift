import Handbook
import Storage

extension Migration {
    /// Every step of the house's schema, in order.
    package static let all: [Migration] = [
        .searchAndBlobs, .house, .registers, .accounts, .delivery, .views, .reads, .notices, .books, .reports, .imports, .portal,
        .reportParts, .reportContracts, .deposits, .names,
    ]
}

extension Desk {
    /// Opens a desk on a database: its schema is brought up to date, and a new house gets its first edition from that source.
    package static func open(
        _ database: any Database, founding source: EditionSource, build: String, now: @escaping @Sendable () -> Instant
    ) async throws -> Desk {
        _ = try await migrate(database, Migration.all)
        let latest = try await database.read { session in try EditionRevision.latest(in: session) }
        if let latest {
            let edition = try await database.read { session in try EditionShelf.read(latest, in: session) }
            return Desk(database, editions: EditionShelf(current: edition), build: build, now: now)
        }
        let desk = Desk(database, editions: EditionShelf(current: try Edition(source)), build: build, now: now)
        try await desk.importEdition(source, by: Actor.console.person)
        return desk
    }

    /// Imports an edition as a new immutable revision and puts it in force; the same content again changes nothing.
    ///
    /// Whoever has read the files already gives what they make.
    @discardableResult
    package func importEdition(
        _ source: EditionSource, read: Edition? = nil, by person: ID<Person>, from way: Submission.Source = .console
    ) async throws -> Performed? {
        // A house that is being founded has read it already.
        let edition = try read ?? (editions.current.hash == source.hash ? editions.current : Edition(source))
        let (latest, revision) = try await database.read { session in
            (try EditionRevision.latest(in: session), try EditionRevision.next(in: session))
        }
        if latest == edition.hash { return nil }
        let bytes = source.canonical
        try await database.write { session in _ = try session.store(bytes: bytes, mediaType: "application/json") }
        var submission = Submission(
            by: person, .new(kind: EditionRevision.kind), "enter",
            [
                "code": .text("\(edition.name)-\(revision)"), "name": .text(edition.name), "revision": .integer(Int64(revision)),
                "hash": .text(edition.hash), "inForceFrom": .text(edition.inForceFrom.iso),
            ])
        submission.source = way
        let performed = try await perform(submission)
        editions.put(inForce: edition)
        return performed
    }

    /// Puts the revision in force that the database has as the latest, for another process may have imported it.
    package func followRevision() async throws {
        let editions = editions
        try await database.read { session in
            guard let latest = try EditionRevision.latest(in: session), latest != editions.current.hash else { return }
            editions.put(inForce: try editions.edition(latest, in: session))
        }
    }
}
