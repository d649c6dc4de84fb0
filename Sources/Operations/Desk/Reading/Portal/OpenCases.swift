import Handbook
import Storage

/// A customer's open cases, by their limit, as its people see them in a list: a page of them.
package struct OpenCases: Sendable {
    package let lines: [Line]
    /// Where the list goes on; nil at its end.
    package let next: CaseFilter.Cursor?
    package let now: Instant

    /// The most that one page shows.
    package static let most = 60

    /// One open case.
    package struct Line: Sendable {
        package let header: CaseHeader
        package let stage: Text
        package let site: String?
        /// Who is in charge of it.
        package let owner: String?
        /// The last day on which it shall be mended, where it is something that was left open.
        package let deadline: Day?
        /// What waits for the reader, the first step first.
        package let awaited: [Text]
    }
}

extension Desk {
    /// The open cases of somebody of a customer's, from the cursor on; throws `Missing` for everybody else.
    package func openCases(for person: ID<Person>, after cursor: CaseFilter.Cursor?) async throws -> OpenCases {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard actor.customer != nil else { throw Missing("没有这一页", "There is no such page") }
            return try OpenCases(for: actor, after: cursor, at: now, in: session)
        }
    }
}

extension OpenCases {
    /// The open cases that somebody of a customer's may see, from the cursor on; at most `limit`.
    init(
        for actor: Actor, after cursor: CaseFilter.Cursor?, limit: Int = OpenCases.most, at now: Instant, in session: any Session
    ) throws {
        let found = try session.queue(for: actor, Procedures.all.map { $0.kind }, limit: limit + 1, after: cursor)
        let headers = Array(found.prefix(limit))
        let records = try session.records(of: headers)
        let names = try session.titles(
            of: Set(
                headers.compactMap { $0.site.map { "\(Site.kind):\($0)" } }
                    + headers.compactMap { $0.owner.map { "\(Person.kind):\($0)" } }))
        lines = headers.compactMap { header in
            guard let procedure = Procedures.declared[header.kind], let record = records[header.number] else { return nil }
            let isOwn = header.customer == actor.customer?.text
            return Line(
                header: header, stage: procedure.name(ofStage: header.stage),
                site: header.site.flatMap { names["\(Site.kind):\($0)"] },
                owner: header.owner.flatMap { names["\(Person.kind):\($0)"] }, deadline: (record as? Defect)?.deadline,
                awaited: isOwn ? procedure.awaitedOfCustomers(record, header.stage).map(\.title) : [])
        }
        next = found.count > limit ? headers.last.map { CaseFilter.Cursor(key: $0.place, number: $0.number) } : nil
        self.now = now
    }
}
