import Handbook
import Storage

/// A paper as its sheet shows it: the snapshot, and what stands around it at this moment.
package struct PaperReading: Sendable {
    package let snapshot: PaperSnapshot
    /// The bytes that the hash is of.
    package let bytes: [UInt8]
    package let hash: String
    package let classification: Paper.Classification
    /// Every version of its kind in the case, the latest first.
    package let versions: [Version]
    package let signatures: [PaperSignature]
    /// Who may read it: the case's audience in words.
    package let readers: [Text]
    /// The edition under which it was put out.
    package let edition: Edition
    /// Who reads it.
    package let reader: String
    package let now: Instant

    /// A version of a paper.
    package struct Version: Sendable {
        package let version: Int
        package let hash: String
        package let at: Instant
    }

    /// The declared kind; nil for one that the program no longer knows.
    package var kind: Paper.Kind? { Paper.Kind(rawValue: snapshot.kind) }

    /// Whether each of its kind stands for itself.
    package var isSeries: Bool { kind?.isSeries ?? false }

    /// The version that this one replaces; nil for a first one and in a series.
    package var replaced: Version? { isSeries ? nil : versions.first { $0.version == snapshot.version - 1 } }

    /// The version that holds now, where this one was replaced.
    package var replacement: Version? { isSeries ? nil : versions.first.flatMap { $0.version > snapshot.version ? $0 : nil } }
}

extension Desk {
    /// A paper of a case; throws `Missing` where there is none that this person may see.
    package func paper(
        _ kind: String, _ version: Int, of number: String, for person: ID<Person>
    ) async throws -> PaperReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard CaseNumber.isReadable(number), CaseNumber.isReadable(kind), try session.isOpen(number, to: actor, editions),
                let paper = try PaperReading(kind, version, of: number, for: actor, at: now, editions, in: session)
            else { throw Missing("没有这份单据", "There is no such paper") }
            return paper
        }
    }
}

extension PaperReading {
    /// A paper of a case that this person may see; nil where there is none that is for them.
    init?(
        _ kind: String, _ version: Int, of number: String, for actor: Actor, at now: Instant, _ editions: EditionShelf,
        in session: any Session
    ) throws {
        guard
            let row = try session.first(
                "SELECT snapshot, hash, class, position FROM papers WHERE number = ? AND kind = ? AND version = ?", number, kind,
                version), let classification = Paper.Classification(rawValue: try row.text("class")),
            try actor.customer == nil || session.showsCustomers(kind, of: number, ofClass: classification.rawValue)
        else { return nil }
        let hash = try row.text("hash")
        let bytes = try row.blob("snapshot")
        let snapshot = try PaperSnapshot(bytes, hash: hash)
        let put = PutPaper(number: number, kind: kind, version: version, hash: hash)
        let edition = try editions.edition(snapshot.edition, in: session)
        self.init(
            snapshot: snapshot, bytes: bytes, hash: hash, classification: classification,
            versions: try session.versions(of: kind, number),
            signatures: try PaperSignature.all(under: put, issuedAt: Int(try row.integer("position")), in: session),
            readers: try session.readers(of: number, classification, under: edition), edition: edition, reader: actor.name,
            now: now)
    }
}

extension Session {
    /// Whether the customer of a case may read its papers of that kind and class.
    fileprivate func showsCustomers(_ kind: String, of number: String, ofClass classification: String) throws -> Bool {
        guard let header = try CaseHeader.find(number, in: self), let procedure = Procedures.declared[header.kind],
            let record = try record(of: number, procedure)
        else { return false }
        return record.showsCustomers(kind, ofClass: classification, at: header.stage)
    }

    fileprivate func versions(of kind: String, _ number: String) throws -> [PaperReading.Version] {
        try query(
            "SELECT version, hash, at FROM papers WHERE number = ? AND kind = ? ORDER BY version DESC LIMIT 100", number, kind
        ).map { row in
            PaperReading.Version(
                version: Int(try row.integer("version")), hash: try row.text("hash"),
                at: Instant(milliseconds: try row.integer("at")))
        }
    }

    /// Who may read a paper of a case, in words: customers first, then offices, then persons.
    fileprivate func readers(
        of number: String, _ classification: Paper.Classification, under edition: Edition
    ) throws -> [Text] {
        let principals = try query("SELECT principal FROM case_audience WHERE number = ? ORDER BY principal LIMIT 200", number)
            .map { try $0.text("principal").split(separator: ":", maxSplits: 1).map(String.init) }
        func codes(_ sort: String) -> [String] { principals.filter { $0.count == 2 && $0[0] == sort }.map { $0[1] } }
        var readers: [Text] = []
        if classification.isForCustomers {
            readers += try titles(of: codes("customer").map { "\(Customer.kind):\($0)" }).values.sorted().map { Text($0, $0) }
        }
        if principals.contains([Principal.staff]) { readers.append(Text("全体员工", "All staff")) }
        for code in codes("staff") {
            let region = edition.organization.region(code)?.name ?? Text(code, code)
            readers.append(Text("\(region.zh)员工", "Staff of \(region.en)"))
        }
        if principals.contains([Principal.company]) { readers.append(Text("公司各职能岗位", "Company-wide offices")) }
        let people = codes("person")
        readers += try query(
            """
            SELECT name, customer FROM people
            WHERE valid_to IS NULL AND code IN (\(placeholders(people.count))) ORDER BY code
            """, people.map { .text($0) }
        ).compactMap { row in
            if !classification.isForCustomers, try row.optionalText("customer") != nil { return nil }
            let name = try row.text("name")
            return Text(name, name)
        }
        return readers
    }
}
