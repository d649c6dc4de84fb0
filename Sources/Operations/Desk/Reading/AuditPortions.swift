import Handbook
import Storage

/// The journal of a period, portion by portion: every case of which something was journaled then, whole, and the seals of that time.
package struct AuditPortions: Sendable {
    private let desk: Desk
    private let person: ID<Person>
    private let principals: [String]
    private let from: Day
    private let to: Day
    private var after: Int64
    private let until: Int64
    private var written: Set<String> = []
    private var hasBegun = false
    private var hasEnded = false

    private static let entries = 500

    /// Portions of what somebody may see of these days, both included.
    package init(of desk: Desk, from: Day, to: Day, for person: ID<Person>) async throws {
        let now = desk.now()
        let time = desk.editions.current.time
        let (start, end) = (time.start(of: from), time.end(of: to))
        (principals, after, until) = try await desk.database.read { session in
            (
                try Actor.load(person, at: now, in: session).principals,
                try session.journalID(at: start) - 1, try session.journalID(at: end)
            )
        }
        self.desk = desk
        self.person = person
        self.from = from
        self.to = to
    }

    /// The next lines; nil when everything was given.
    package mutating func next() async throws -> String? {
        if hasEnded { return nil }
        if !hasBegun {
            hasBegun = true
            return AuditExport.partLine(["from": .text(from.iso), "to": .text(to.iso)])
        }
        let (after, until, principals, written) = (after, until, principals, written)
        let portion = try await desk.database.read {
            session -> (lines: String, numbers: Set<String>, visible: [String], last: Int64)? in
            let rows = try session.query(
                "SELECT id, number FROM journal WHERE id > ? AND id < ? ORDER BY id LIMIT ?", after, until, Self.entries)
            guard let last = try rows.last?.integer("id") else { return nil }
            let numbers = Set(try rows.map { try $0.text("number") }).subtracting(written)
            let visible = try session.visible(numbers, to: principals).sorted()
            return (try AuditExport.lines(of: visible, in: session), numbers, visible, last)
        }
        guard let portion else {
            hasEnded = true
            return try await seals()
        }
        try await desk.noteReads(of: portion.visible, by: person, what: "journal")
        self.after = portion.last
        self.written.formUnion(portion.numbers)
        return portion.lines
    }

    /// The seals of the period and the first one after it; they name every case, and so go to those who see the whole company.
    private func seals() async throws -> String {
        guard principals.contains(Principal.company) else { return "" }
        let time = desk.editions.current.time
        let (start, end) = (time.start(of: from), time.end(of: to))
        return try await desk.database.read { session in
            let next = try session.first("SELECT MIN(position) AS next FROM seals WHERE at >= ?", end.milliseconds)
            let last = try next?.optionalInteger("next") ?? .max
            let seals = try session.query(
                """
                SELECT position, at, body, previous_hash, hash, public_key, signature FROM seals
                WHERE at >= ? AND position <= ? ORDER BY position LIMIT 2000
                """, start.milliseconds, last)
            return try seals.map { AuditExport.line("seal", try Seal($0).exported) + "\n" }.joined()
        }
    }
}

extension Desk {
    /// A case's journal as lines that can be checked anywhere; throws `Missing` where this person may not see it.
    package func auditExport(of number: String, for person: ID<Person>) async throws -> String {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard try session.isVisible(number, to: actor) else {
                throw Missing("没有单据“\(number)”", "There is no case “\(number)”")
            }
            return try AuditExport.partLine(["number": .text(number)]) + AuditExport.lines(of: [number], in: session)
        }
    }
}

extension AuditExport {
    /// The line that says that the file is a part: seals are then asked only for the cases that are in it.
    static func partLine(_ members: [String: Value]) -> String { line("part", members) + "\n" }

    /// These cases' heads and entries, a line each.
    static func lines(of numbers: [String], in session: any Session) throws -> String {
        if numbers.isEmpty { return "" }
        let asked = numbers.map { SQLValue.text($0) }
        let list = session.placeholders(asked.count)
        let heads = try session.query(
            "SELECT number, head_position, head_hash FROM cases WHERE number IN (\(list)) ORDER BY number", asked
        ).map { row in
            line(
                "case",
                [
                    "number": .text(try row.text("number")), "position": .integer(try row.integer("head_position")),
                    "hash": .text(try row.text("head_hash")),
                ])
        }
        let entries = try session.query(
            "SELECT \(JournalEntry.columns) FROM journal WHERE number IN (\(list)) ORDER BY number, position", asked
        ).map { line("entry", try JournalEntry($0).exported) }
        return (heads + entries).map { $0 + "\n" }.joined()
    }
}
