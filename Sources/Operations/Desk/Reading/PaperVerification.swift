import Handbook
import Storage

/// What anybody who holds a paper may learn by its hash: that it was put out, and whether it still holds; nothing of its content.
package struct PaperVerification: Sendable {
    package let title: Text
    package let number: String
    package let version: Int
    package let at: Instant
    /// Whether no later version took its place; true of each in a series.
    package let isLatest: Bool
    package let isSeries: Bool
    package let isSigned: Bool
}

extension Desk {
    /// The paper with that hash; nil where none was put out.
    package func verification(of hash: String) async throws -> PaperVerification? {
        try await database.read { session in
            guard
                let row = try session.first(
                    """
                    SELECT number, kind, version, at, position,
                        (SELECT MAX(version) FROM papers l WHERE l.number = p.number AND l.kind = p.kind) AS latest
                    FROM papers p WHERE hash = ? LIMIT 1
                    """, hash)
            else { return nil }
            let put = PutPaper(
                number: try row.text("number"), kind: try row.text("kind"), version: Int(try row.integer("version")), hash: hash)
            let kind = Paper.Kind(rawValue: put.kind)
            let isSeries = kind?.isSeries ?? false
            return PaperVerification(
                title: kind?.title ?? Text(put.kind, put.kind), number: put.number, version: put.version,
                at: Instant(milliseconds: try row.integer("at")),
                isLatest: try isSeries || row.integer("latest") == Int64(put.version), isSeries: isSeries,
                isSigned: try !PaperSignature.all(under: put, issuedAt: Int(row.integer("position")), in: session).isEmpty)
        }
    }
}
