import Handbook
import Storage

extension Audit {
    /// Checks everything in the database, in bounded portions, while work goes on.
    ///
    /// - Parameter keys: the public keys that seals may bear; nil takes any, and so shows a changed seal but not a forged chain.
    package static func verify(_ database: any Database, trusting keys: Set<String>? = nil) async throws -> Audit {
        var audit = Audit()
        // Seals first: what is sealed later is not asked of entries that were read before.
        let seals = try await database.read { session in try Seal.all(in: session) }
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
        audit.check(seals, trusting: keys)
        return audit
    }
}

extension AuditExport {
    /// Writes everything, portion by portion, to that sink, while work goes on.
    package static func write(_ database: any Database, to sink: (String) throws -> Void) async throws {
        // Read first, written last: a seal names no entry that was written after the entries were read.
        let seals = try await database.read { session in try Seal.all(in: session) }
        var after = ""
        while true {
            let from = after
            let portion = try await database.read { session in try Portion.read(after: from, in: session) }
            guard let last = portion.heads.last else { break }
            for head in portion.heads { try sink(line("case", head.exported)) }
            for entry in portion.entries { try sink(line("entry", entry.exported)) }
            after = last.number
        }
        for seal in seals { try sink(line("seal", seal.exported)) }
    }
}

/// Some cases' heads with all of their entries, read at one moment.
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
