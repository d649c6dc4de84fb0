import Handbook
import Storage

extension Audit {
    /// Checks everything in the database, in bounded portions: each portion's heads and entries are of one moment.
    package static func verify(_ database: any Database) async throws -> Audit {
        var audit = Audit()
        var after = ""
        while true {
            let from = after
            let portion = try await database.read { session in try Portion.read(after: from, in: session) }
            guard let last = portion.heads.last else { break }
            let entries = Dictionary(grouping: portion.entries, by: \.number)
            for head in portion.heads {
                audit.check(entries[head.number] ?? [], of: head.number, position: head.position, hash: head.hash)
            }
            after = last.number
        }
        audit.check(try await database.read { session in try Seal.all(in: session) })
        return audit
    }
}

extension AuditExport {
    /// Writes everything, portion by portion, to that sink.
    package static func write(_ database: any Database, to sink: (String) throws -> Void) async throws {
        var after = ""
        while true {
            let from = after
            let portion = try await database.read { session in try Portion.read(after: from, in: session) }
            guard let last = portion.heads.last else { break }
            for head in portion.heads { try sink(line("case", head.exported)) }
            for entry in portion.entries { try sink(line("entry", entry.exported)) }
            after = last.number
        }
        for seal in try await database.read({ session in try Seal.all(in: session) }) { try sink(line("seal", seal.exported)) }
    }
}

/// Some cases' heads with all of their entries.
private struct Portion {
    let heads: [Head]
    let entries: [JournalEntry]

    struct Head {
        let number: String
        let position: Int
        let hash: String

        var exported: [String: Value] {
            ["number": .text(number), "position": .integer(Int64(position)), "hash": .text(hash)]
        }
    }

    static func read(after: String, in session: any Session) throws -> Portion {
        let heads = try session.query(
            "SELECT number, head_position, head_hash FROM cases WHERE number > ? ORDER BY number LIMIT 500", after
        ).map { row in
            Head(number: try row.text("number"), position: Int(try row.integer("head_position")), hash: try row.text("head_hash"))
        }
        let entries = try session.query(
            "SELECT \(JournalEntry.columns) FROM journal WHERE number > ? AND number <= ? ORDER BY number, position", after,
            heads.last?.number ?? after
        ).map { try JournalEntry($0) }
        return Portion(heads: heads, entries: entries)
    }
}
