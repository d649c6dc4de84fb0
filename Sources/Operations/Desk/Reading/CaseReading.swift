import Handbook
import Storage

/// A case as its page shows it: everything read at one moment, for somebody who may see it.
package struct CaseReading: Sendable {
    package let header: CaseHeader
    package let procedure: DeclaredProcedure
    /// The edition under which it is judged.
    package let edition: Edition
    /// What is open to the reader, with what stands in its way.
    package let readiness: [Readiness]
    package let clocks: [ClockState]
    /// The journal's entries, the latest first.
    package let entries: [Event]
    package let papers: [Paper]
    package let files: [File]
    package let related: [Related]
    /// Persons with the part that they play.
    package let people: [(part: String, person: String)]
    package let devices: [String]
    let kept: any Procedure
    /// The titles of the register entries and cases that it names, by number.
    package let titles: [String: String]
    /// The verbs for which the case waits, of those that are open to the reader.
    package let awaited: Set<String>
    /// The papers that signatures bind, by the verbs that take them.
    package let toSign: [String: PutPaper]
    /// When it was read.
    package let now: Instant

    /// A journal entry as far as a page shows it.
    package struct Event: Sendable {
        package let position: Int
        package let verb: String
        package let code: String
        package let person: String
        package let onBehalf: String?
        package let done: Instant
        package let received: Instant
        /// What was told with it; nil where it was erased.
        package let told: EntryContent?

        static let columns = "position, verb, code, person, on_behalf, done, received, payload"

        /// Reads a row of `columns`.
        init(_ row: SQLRow) throws {
            position = Int(try row.integer(at: 0))
            verb = try row.text(at: 1)
            code = try row.text(at: 2)
            person = try row.text(at: 3)
            onBehalf = try row.optionalText(at: 4)
            done = Instant(milliseconds: try row.integer(at: 5))
            received = Instant(milliseconds: try row.integer(at: 6))
            var told: EntryContent?
            try row.withBlob(at: 7) { told = EntryContent($0) }
            self.told = told
        }
    }

    /// A paper that the case put out.
    package struct Paper: Sendable {
        package let put: PutPaper
        package let classification: String
        package let at: Instant
        /// Whether the customer signed it.
        package let isSigned: Bool
    }

    /// A file of the case.
    package struct File: Sendable {
        package let attachment: Attachment
        package let person: String
        package let at: Instant
    }

    /// Another case that this one is tied to.
    package struct Related: Sendable {
        package let number: String
        package let relation: String
    }

    /// The first step that leads on and is open to the reader: ready ones before those that something holds up.
    package var leading: DeclaredActivity? {
        if procedure.table != nil { return nil }
        let leading = readiness.filter { awaited.contains($0.activity.verb) }
        return (leading.first(where: \.isReady) ?? leading.first)?.activity
    }

    /// The most entries that are read at once.
    package static let portion = 50

    /// Whether the customer's word or signature is waited for.
    package var waitsForCustomer: Bool {
        if procedure.next(from: header.stage).contains(.customer) { return true }
        guard let order = kept as? DispatchOrder else { return false }
        return order.isSignatureOwed || order.awaitsConsent(at: header.stage)
    }

    /// The record's members as they are kept, for forms that amend it and for programs.
    package func record() throws -> [String: Value] { try ValueEncoder.value(of: kept).members ?? [:] }

    /// What stands already of the inputs of a step that changes it; nil where its form begins empty.
    package func standing(of activity: DeclaredActivity) throws -> [String: Value]? { try activity.standing(kept) }

    /// The title of a register entry of that kind; its code where it is not known.
    package func title(of kind: String, _ code: String) -> String { titles["\(kind):\(code)"] ?? code }
}

extension Desk {
    /// A case for its page; throws `Missing` where there is none that this person may see.
    ///
    /// - Parameter before: the position before which entries are shown; nil shows the latest.
    package func reading(of number: String, for actor: Actor, before: Int? = nil) async throws -> CaseReading {
        try await read(number, for: actor, before: before) { reading, _ in reading }
    }

    /// A case with what else is needed of the database at the same moment.
    func read<Whole: Sendable>(
        _ number: String, for actor: Actor, before: Int?,
        _ complete: @escaping @Sendable (CaseReading, any Session) throws -> Whole
    ) async throws -> Whole {
        let now = now()
        let editions = editions
        return try await database.read { session in
            try complete(session.reading(of: number, for: actor, at: now, editions, before: before), session)
        }
    }

    /// A case with its journal's entries before a position, the latest first, whole as they are chained.
    package func journal(
        of number: String, for actor: Actor, before: Int? = nil
    ) async throws -> (reading: CaseReading, entries: [JournalEntry]) {
        try await read(number, for: actor, before: before) { reading, session in
            let entries = try session.query(
                "SELECT \(JournalEntry.columns) FROM journal WHERE number = ? AND position < ? ORDER BY position DESC LIMIT ?",
                number,
                before ?? .max, CaseReading.portion)
            return (reading, try entries.map { try JournalEntry($0) })
        }
    }
}

extension CaseReading {
    init(
        _ header: CaseHeader, _ procedure: DeclaredProcedure, _ record: any Procedure, for actor: Actor, at now: Instant,
        under edition: Edition, before: Int, in session: any Session
    ) throws {
        let number = header.number
        self.header = header
        self.procedure = procedure
        self.edition = edition
        self.now = now
        kept = record
        entries = try session.query(
            "SELECT \(Event.columns) FROM journal WHERE number = ? AND position < ? ORDER BY position DESC LIMIT ?", number,
            before, Self.portion
        ).map { try Event($0) }
        let circumstances = Circumstances(of: number, in: session)
        if entries.count == header.headPosition { circumstances.remember(entries) }
        readiness = try Readiness.all(
            of: header, procedure, record, for: actor, at: now, under: edition, knowing: circumstances, in: session)
        clocks = try circumstances.clocks(under: edition)
        let put = try session.query(
            "SELECT kind, version, hash, class, at, position FROM papers WHERE number = ? ORDER BY position DESC, kind", number
        ).map { row in
            let put = PutPaper(
                number: number, kind: try row.text("kind"), version: Int(try row.integer("version")), hash: try row.text("hash"))
            return (put: put, position: Int(try row.integer("position")), row: row)
        }
        let signed = try PaperSignature.signed(put.map { ($0.put, $0.position) }, in: session)
        papers = try put.map { paper in
            Paper(
                put: paper.put, classification: try paper.row.text("class"),
                at: Instant(milliseconds: try paper.row.integer("at")), isSigned: signed.contains(paper.put.hash))
        }.filter { paper in
            actor.customer == nil
                || record.showsCustomers(paper.put.kind, ofClass: paper.classification, at: header.stage)
        }
        files = try session.query(
            "SELECT name, hash, person, at FROM attachments WHERE number = ? ORDER BY id DESC LIMIT 200", number
        ).map { row in
            File(
                attachment: Attachment(name: try row.text("name"), hash: try row.text("hash")), person: try row.text("person"),
                at: Instant(milliseconds: try row.integer("at")))
        }
        awaited = Set(readiness.map(\.activity).filter { $0.isAwaited(record, header.stage) }.map(\.verb))
        var toSign: [String: PutPaper] = [:]
        for ready in readiness {
            guard let kind = ready.activity.paperToSign(record, header.stage) else { continue }
            toSign[ready.activity.verb] =
                papers.filter { $0.put.kind == kind.rawValue }.max { $0.put.version < $1.put.version }?.put
        }
        self.toSign = toSign
        people = try circumstances.people().map { ($0.part, $0.person) }
        devices = try session.query("SELECT device FROM case_devices WHERE number = ? ORDER BY device LIMIT 50", number).map {
            try $0.text("device")
        }
        related = try Self.related(to: header, visibleTo: actor, in: session)
        let staff = Set(people.map(\.person) + entries.map(\.person) + files.map(\.person))
        var named = Set(
            staff.map { "\(Person.kind):\($0)" } + related.map(\.number) + devices.map { "\(Device.kind):\($0)" })
        if let customer = header.customer { named.insert("\(Customer.kind):\(customer)") }
        if let site = header.site { named.insert("\(Site.kind):\(site)") }
        titles = try session.titles(of: named)
    }

    /// Parent, children and ties, those that the reader may see.
    private static func related(to header: CaseHeader, visibleTo actor: Actor, in session: any Session) throws -> [Related] {
        let principals = actor.principals
        return try session.query(
            """
            SELECT r.number, r.relation FROM (
                SELECT other AS number, relation FROM case_links WHERE number = ?
                UNION ALL SELECT number, 'child' FROM cases WHERE parent = ?
                UNION ALL SELECT number, 'parent' FROM cases WHERE number = ?) AS r
            WHERE EXISTS (
                SELECT 1 FROM case_audience a
                WHERE a.number = r.number AND \(session.isAmong(principals.count, "a.principal")))
            ORDER BY r.number LIMIT 50
            """,
            [.text(header.number), .text(header.number), .text(header.parent ?? "")] + principals.map { .text($0) }
        ).map { Related(number: try $0.text("number"), relation: try $0.text("relation")) }
    }
}

extension Session {
    /// The titles of cases and register entries by their numbers.
    func titles(of numbers: some Collection<String>) throws -> [String: String] {
        if numbers.isEmpty { return [:] }
        let rows = try query(
            "SELECT number, title FROM cases WHERE number IN (\(placeholders(numbers.count)))", numbers.map { .text($0) })
        return Dictionary(try rows.map { (try $0.text("number"), try $0.text("title")) }) { first, _ in first }
    }
}

extension Desk {
    /// Whether a case is in somebody's audience, or theirs to stand in for.
    package func isSeen(_ number: String, by actor: Actor) async throws -> Bool {
        guard CaseNumber.isReadable(number) else { return false }
        let editions = editions
        return try await database.read { session in try session.isOpen(number, to: actor, editions) }
    }
}
