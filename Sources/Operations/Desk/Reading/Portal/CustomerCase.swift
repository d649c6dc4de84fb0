import Handbook
import Storage

/// A case as its customer sees it: where it stands, what is told of it, what waits for them, and what they sign.
package struct CustomerCase: Sendable {
    package let header: CaseHeader
    /// Whether it is the reader's own customer's, and not one of a branch.
    package let isOwn: Bool
    package let procedure: DeclaredProcedure
    package let edition: Edition
    package let told: [Told]
    /// What the reader can do now, each with what stands in its way.
    package let steps: [Readiness]
    /// The verbs of those for which the case waits.
    package let awaited: Set<String>
    /// The steps for which it waits at the customer's, whoever of them may take them.
    package let waiting: [Text]
    /// The customer's papers, the latest first: of each kind the version that holds, of a series each.
    package let papers: [Sheet]
    /// The paper that a signature binds.
    package let toSign: PaperReading?
    /// What is not told yet and is asked for.
    package let missing: [Text]
    package let now: Instant

    /// A paper that was put out.
    package struct Sheet: Sendable {
        package let put: PutPaper
        package let at: Instant
    }

    /// One thing that is told, under its label.
    package struct Told: Sendable {
        package let label: Text
        package let value: Value

        /// What stands under a label.
        package enum Value: Sendable {
            case words(String)
            case said(Text)
            case instant(Instant)
            /// Somebody to turn to, with the phone where there is one.
            case person(name: String, phone: String?)
        }
    }
}

extension Desk {
    /// A case for its customer; throws `Missing` where there is none that this person may see.
    package func customerCase(_ number: String, for person: ID<Person>) async throws -> CustomerCase {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard CaseNumber.isReadable(number), try session.isVisible(number, to: actor),
                let seen = try CustomerCase(number, for: actor, at: now, editions, in: session)
            else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
            return seen
        }
    }
}

extension CustomerCase {
    /// The case of that number, whoever asks; nil where there is none of a kind that customers have to do with.
    init?(_ number: String, for actor: Actor, at now: Instant, _ editions: EditionShelf, in session: any Session) throws {
        guard let header = try CaseHeader.find(number, in: session), let procedure = Procedures.declared[header.kind],
            procedure.table == nil, let record = try session.record(of: number, procedure)
        else { return nil }
        self.header = header
        isOwn = header.customer == actor.customer?.text
        self.procedure = procedure
        self.now = now
        edition = try editions.edition(header.edition, in: session)
        steps = try Readiness.all(of: header, procedure, record, for: actor, at: now, under: edition, in: session)
        awaited = Set(steps.map(\.activity).filter { $0.isAwaited(record, header.stage) }.map(\.verb))
        waiting = isOwn ? procedure.awaitedOfCustomers(record, header.stage).map(\.title) : []
        papers = try Self.papers(of: header, record, in: session)
        told = try (record as? any ToldToCustomers)?.told(of: header, in: session) ?? []
        // Once there is a solution, nothing more is asked.
        missing = (record as? ServiceRequest).map { $0.solution == nil ? $0.facts.missing.map(\.name) : [] } ?? []
        let paper = try steps.lazy.compactMap { $0.activity.paperToSign(record, header.stage) }.first.flatMap {
            try PaperShelf.latest($0, of: number, in: session)
        }
        toSign = try paper.flatMap {
            try PaperReading($0.kind, $0.version, of: number, for: actor, at: now, editions, in: session)
        }
    }

    private static func papers(
        of header: CaseHeader, _ record: any Procedure, in session: any Session
    ) throws -> [Sheet] {
        var met: Set<String> = []
        return try session.query(
            "SELECT kind, version, hash, class, at FROM papers WHERE number = ? ORDER BY position DESC, kind, version DESC",
            header.number
        ).compactMap { row in
            guard let kind = Paper.Kind(rawValue: try row.text("kind")),
                record.showsCustomers(kind.rawValue, ofClass: try row.text("class"), at: header.stage),
                met.insert(kind.rawValue).inserted || kind.isSeries
            else { return nil }
            return Sheet(
                put: PutPaper(
                    number: header.number, kind: kind.rawValue, version: Int(try row.integer("version")),
                    hash: try row.text("hash")), at: Instant(milliseconds: try row.integer("at")))
        }
    }
}

extension DeclaredProcedure {
    /// The steps for which a case that stands so waits at its customer's.
    func awaitedOfCustomers(_ record: any Procedure, _ stage: String) -> [DeclaredActivity] {
        activities.filter { $0.by.contains(.customer) && $0.starts(in: stage) && $0.isAwaited(record, stage) }
    }
}
