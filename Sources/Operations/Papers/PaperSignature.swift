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
    /// The signatures of a case that name the paper's hash, or were given in the entry that put it out.
    static func all(under put: PutPaper, issuedAt position: Int, in session: any Session) throws -> [PaperSignature] {
        let signing = Procedures.declared[CaseNumber.kind(of: put.number)]?.activities.filter { activity in
            activity.fields.contains { if case .signature = $0.kind { true } else { false } }
        }
        let verbs = signing?.map(\.verb) ?? []
        if verbs.isEmpty { return [] }
        return try session.query(
            """
            SELECT \(JournalEntry.columns) FROM journal
            WHERE number = ? AND position >= ? AND verb IN (\(session.placeholders(verbs.count))) ORDER BY position LIMIT 50
            """, [.text(put.number), .integer(Int64(position))] + verbs.map { .text($0) }
        ).flatMap { row in
            let entry = try JournalEntry(row)
            return try entry.signatures.filter { $0.paper == put.hash || entry.position == position }
                .map { signature in
                    PaperSignature(
                        signature: signature, at: entry.done, position: entry.position,
                        file: try signature.file.flatMap { try session.blob($0.hash) })
                }
        }
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
