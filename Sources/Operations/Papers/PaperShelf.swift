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

    /// A paper on its way out: its place among its kind, and what stands on it.
    struct Print {
        let put: PutPaper
        fileprivate let paper: Paper
        fileprivate let snapshot: [UInt8]
    }

    /// Makes papers out, each as the next version of its kind; nothing is kept yet.
    func print(_ papers: [Paper]) throws -> [Print] {
        var versions: [Paper.Kind: Int] = [:]
        return try papers.map { paper in
            let version = try (versions[paper.kind] ?? lastVersion(of: paper.kind)) + 1
            versions[paper.kind] = version
            let snapshot = CanonicalJSON.bytes(
                of: paper.snapshot(number: header.number, version: version, edition: header.edition, at: at))
            let put = PutPaper(
                number: header.number, kind: paper.kind.rawValue, version: version, hash: contentHash(of: snapshot))
            return Print(put: put, paper: paper, snapshot: snapshot)
        }
    }

    /// Keeps what was printed.
    func keep(_ prints: [Print]) throws {
        for print in prints {
            let (put, kind) = (print.put, print.paper.kind)
            try session.execute(
                "INSERT INTO papers (number, kind, version, template, snapshot, hash, class, at, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                put.number, put.kind, put.version, kind.template, print.snapshot, put.hash, kind.classification.rawValue,
                at.milliseconds, position)
        }
    }

    private func lastVersion(of kind: Paper.Kind) throws -> Int {
        // A new case has put nothing out.
        if position == 1 { return 0 }
        let last = try session.first(
            "SELECT MAX(version) AS version FROM papers WHERE number = ? AND kind = ?", header.number, kind.rawValue)
        return Int(try last?.optionalInteger("version") ?? 0)
    }

    /// The last version of a paper of a case; nil where none was put out.
    package static func latest(_ kind: Paper.Kind, of number: String, in session: any Session) throws -> PutPaper? {
        try session.first(
            "SELECT version, hash FROM papers WHERE number = ? AND kind = ? ORDER BY version DESC LIMIT 1", number, kind.rawValue
        ).map { PutPaper(number: number, kind: kind.rawValue, version: Int(try $0.integer("version")), hash: try $0.text("hash")) }
    }
}
