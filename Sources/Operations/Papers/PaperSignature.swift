import Handbook
import Storage

/// A signature that the journal keeps under a paper, bound to exactly what was signed (12.2.5/8).
package struct PaperSignature: Sendable {
    package let signature: Signature
    package let at: Instant
    /// The entry of the journal that has it.
    package let position: Int
    /// The drawn strokes or the scan; nil where there are none.
    package let file: Blob?
}

extension PaperSignature {
    /// The signatures that bind a paper: they name its hash, were given in the entry that put it out, or stand on a scan.
    ///
    /// A scan names no hash: what was signed on paper is the version that stood when the scan came in.
    static func all(under put: PutPaper, issuedAt position: Int, in session: any Session) throws -> [PaperSignature] {
        let next = try session.first(
            "SELECT position FROM papers WHERE number = ? AND kind = ? AND version = ?", put.number, put.kind, put.version + 1
        ).map { Int(try $0.integer("position")) }
        return try session.signingEntries(of: put.number, from: position).flatMap { entry in
            try entry.signatures.filter { binds($0, given: entry.position, put, position..<(next ?? .max)) }.map { signature in
                PaperSignature(
                    signature: signature, at: entry.done, position: entry.position,
                    file: try signature.file.flatMap { try session.blob($0.hash) })
            }
        }
    }

    /// The hashes of those papers of one case that somebody signed.
    static func signed(_ papers: [(put: PutPaper, position: Int)], in session: any Session) throws -> Set<String> {
        let papers = papers.filter { Paper.Kind(rawValue: $0.put.kind)?.isSigned ?? false }
        guard let first = papers.min(by: { $0.position < $1.position }) else { return [] }
        let given = try session.signingEntries(of: first.put.number, from: first.position).flatMap { entry in
            try entry.signatures.map { (entry.position, $0) }
        }
        return Set(
            papers.filter { put, position in
                let next = papers.first { $0.put.kind == put.kind && $0.put.version == put.version + 1 }?.position ?? .max
                return given.contains { $0.0 >= position && binds($0.1, given: $0.0, put, position..<next) }
            }.map(\.put.hash))
    }

    private static func binds(_ signature: Signature, given position: Int, _ put: PutPaper, _ standing: Range<Int>) -> Bool {
        // On site a signature names what was shown, and the paper is put out with it.
        if signature.paper == put.hash || position == standing.lowerBound { return true }
        return signature.paper == nil && Paper.Kind(rawValue: put.kind)?.isSigned ?? false && signature.way.isOnPaper
            && standing.contains(position)
    }
}

extension Session {
    /// The entries of a case, from that position on, of the steps that take signatures; at most 50.
    fileprivate func signingEntries(of number: String, from position: Int) throws -> [JournalEntry] {
        let signing = Procedures.declared[CaseNumber.kind(of: number)]?.activities.filter { activity in
            activity.fields.contains { if case .signature = $0.kind { true } else { false } }
        }
        let verbs = signing?.map(\.verb) ?? []
        if verbs.isEmpty { return [] }
        return try query(
            """
            SELECT \(JournalEntry.columns) FROM journal
            WHERE number = ? AND position >= ? AND verb IN (\(placeholders(verbs.count))) ORDER BY position LIMIT 50
            """, [.text(number), .integer(Int64(position))] + verbs.map { .text($0) }
        ).map { try JournalEntry($0) }
    }
}

extension JournalEntry {
    /// The signatures among what was typed; none where the entry's content was erased.
    fileprivate var signatures: [Signature] {
        get throws {
            (try content()["inputs"].elements ?? []).compactMap { input in
                let value = input["value"]
                guard let name = value["name"].text, let way = value["way"].text.flatMap(Signature.Way.init) else { return nil }
                let file = value["file"]
                return Signature(
                    way: way, name: name, post: value["post"].text,
                    file: file["hash"].text.map { Attachment(name: file["name"].text ?? "", hash: $0) },
                    paper: value["paper"].text)
            }
        }
    }
}
