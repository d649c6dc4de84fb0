import Handbook
import Storage

/// A paper that was put out: its place among its kind, and the hash that a signature binds.
package struct PutPaper: Hashable, Sendable {
    package let number: String
    package let kind: String
    package let version: Int
    package let hash: String

    /// `DO-2026-000001/work-record/1`.
    package var reference: String { "\(number)/\(kind)/\(version)" }
}

/// Keeps papers as snapshots that never change: a correction is a new version.
package struct PaperShelf {
    let header: CaseHeader
    let position: Int
    let at: Instant
    let session: any Session

    /// Puts papers out, each as the next version of its kind.
    func put(_ papers: [Paper]) throws -> [PutPaper] {
        try papers.map { paper in
            let last = try session.first(
                "SELECT MAX(version) AS version FROM papers WHERE number = ? AND kind = ?", header.number, paper.kind.rawValue)
            let version = Int(try last?.optionalInteger("version") ?? 0) + 1
            let bytes = CanonicalJSON.bytes(
                of: paper.snapshot(number: header.number, version: version, edition: header.edition, at: at))
            let hash = contentHash(of: bytes)
            try session.execute(
                "INSERT INTO papers (number, kind, version, template, snapshot, hash, class, at, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                header.number, paper.kind.rawValue, version, paper.kind.template, bytes, hash, paper.kind.classification.rawValue,
                at.milliseconds, position)
            return PutPaper(number: header.number, kind: paper.kind.rawValue, version: version, hash: hash)
        }
    }

    /// The last version of a paper of a case; nil where none was put out.
    package static func latest(_ kind: Paper.Kind, of number: String, in session: any Session) throws -> PutPaper? {
        try session.first(
            "SELECT version, hash FROM papers WHERE number = ? AND kind = ? ORDER BY version DESC LIMIT 1", number, kind.rawValue
        ).map { PutPaper(number: number, kind: kind.rawValue, version: Int(try $0.integer("version")), hash: try $0.text("hash")) }
    }
}
