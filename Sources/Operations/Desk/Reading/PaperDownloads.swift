import Handbook
import Storage

/// That somebody took a secret paper out of the house.
package struct PaperDownload: Sendable {
    package let id: Int64
    package let person: String
    package let name: String
    package let paper: PutPaper
    package let at: Instant
    /// The network address that it was taken from.
    package let address: String

    package static let portion = 50
}

extension Desk {
    /// Who took secret papers out of the house, the latest first, of the cases that this person may see; at most a portion.
    package func downloads(
        by taker: String?, of number: String?, before: Int64?, for person: ID<Person>
    ) async throws -> (lines: [PaperDownload], next: Int64?) {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            var conditions = ["d.id < ?"]
            var values: [SQLValue] = [.integer(before ?? .max)]
            if let taker {
                conditions.append("d.person = ?")
                values.append(.text(taker))
            }
            if let number {
                conditions.append("d.paper IN (SELECT hash FROM papers WHERE number = ?)")
                values.append(.text(number))
            }
            let principals = actor.principals
            let rows = try session.query(
                """
                SELECT d.id, d.person, d.at, d.address, p.number, p.kind, p.version, p.hash FROM downloads d
                JOIN papers p ON p.hash = d.paper WHERE \(conditions.joined(separator: " AND "))
                AND \(session.isSeen("p.number", by: principals)) ORDER BY d.id DESC LIMIT ?
                """, values + principals.map { .text($0) } + [.integer(Int64(PaperDownload.portion + 1))])
            let shown = rows.prefix(PaperDownload.portion)
            let names = try session.titles(of: Set(shown.map { "\(Person.kind):\(try $0.text("person"))" }))
            let lines = try shown.map { row in
                let taker = try row.text("person")
                return PaperDownload(
                    id: try row.integer("id"), person: taker, name: names["\(Person.kind):\(taker)"] ?? taker,
                    paper: PutPaper(
                        number: try row.text("number"), kind: try row.text("kind"), version: Int(try row.integer("version")),
                        hash: try row.text("hash")), at: Instant(milliseconds: try row.integer("at")),
                    address: try row.text("address"))
            }
            return (lines, rows.count > lines.count ? lines.last?.id : nil)
        }
    }
}
