import Handbook
import Storage

/// What is asked of the journal.
package struct JournalQuestion: Sendable {
    package var person: String?
    package var verb: String?
    /// The letters of a procedure or register.
    package var kind: String?
    package var number: String?
    package var from: Day?
    package var to: Day?
    /// The journal's id before which the page begins.
    package var before: Int64?

    package init() {}
}

/// A page of the journal, the latest first.
package struct JournalPage: Sendable {
    package let lines: [Line]
    /// Where the next page goes on; nil where the journal, or the period, ends.
    package let next: Int64?
    /// Whether the walk was ended by its bound, not by a full page.
    package let wasCut: Bool

    /// An entry as a list shows it, in the journal's own words.
    package struct Line: Sendable {
        package let id: Int64
        package let number: String
        package let position: Int
        package let code: String
        package let verb: String
        package let person: String
        /// Title and name as the payload kept them; nil where it was erased.
        package let title: Text?
        package let by: String?
        package let source: String
        package let done: Instant
        package let received: Instant
        /// Clauses that it went past with a reason, or found broken.
        package let departures: [String]
    }

    package static let portion = 50
    /// The most entries that a walk without an index of its own looks at.
    static let walk: Int64 = 50_000
}

extension Desk {
    /// Entries of the journal, of the cases that this person may see.
    package func journal(_ question: JournalQuestion, for person: ID<Person>) async throws -> JournalPage {
        let now = now()
        let time = editions.current.time
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            return try JournalPage(question, visibleTo: actor.principals, time, in: session)
        }
    }
}

extension JournalPage {
    fileprivate init(_ question: JournalQuestion, visibleTo principals: [String], _ time: ServiceTime, in session: any Session)
        throws
    {
        var conditions: [String] = []
        var values: [SQLValue] = []
        func ask(_ condition: String, _ value: SQLValue) {
            conditions.append(condition)
            values.append(value)
        }
        var top = question.before ?? .max
        var bottom: Int64 = 0
        if let from = question.from {
            let start = time.start(of: from)
            ask("j.received >= ?", .integer(start.milliseconds))
            bottom = try session.journalID(at: start) - JournalSpan.slack
        }
        if let to = question.to {
            let end = time.end(of: to)
            ask("j.received < ?", .integer(end.milliseconds))
            top = min(top, try session.journalID(at: end) + JournalSpan.slack)
        }
        if let person = question.person { ask("j.person = ?", .text(person)) }
        if let verb = question.verb { ask("j.verb = ?", .text(verb)) }
        if let number = question.number { ask("j.number = ?", .text(number)) }
        if let kind = question.kind, let procedure = Procedures.declared[kind] {
            ask("j.number LIKE ?", .text(procedure.numbering == .yearly ? "\(kind)-%" : "\(kind):%"))
        }
        let hasIndex = question.person != nil || question.verb != nil || question.number != nil
        let last = try session.first("SELECT MAX(id) AS last FROM journal")?.optionalInteger("last") ?? 0
        let floor = hasIndex ? bottom : max(bottom, min(top, last + 1) - Self.walk)
        ask("j.id < ?", .integer(top))
        ask("j.id >= ?", .integer(floor))
        let rows = try session.query(
            """
            SELECT j.id, j.number, j.position, j.code, j.verb, j.person, j.source, j.done, j.received, j.payload FROM journal j
            WHERE \(conditions.joined(separator: " AND ")) AND EXISTS (SELECT 1 FROM case_audience a WHERE a.number = j.number
                AND a.principal IN (\(session.placeholders(principals.count)))) ORDER BY j.id DESC LIMIT ?
            """, values + principals.map { .text($0) } + [.integer(Int64(Self.portion + 1))])
        lines = try rows.prefix(Self.portion).map { try Line($0) }
        let isFull = rows.count > Self.portion
        wasCut = !isFull && floor > max(bottom, 1)
        next = isFull ? lines.last?.id : wasCut ? floor : nil
    }
}

extension JournalPage.Line {
    fileprivate init(_ row: SQLRow) throws {
        let content = try row.optionalBlob("payload").flatMap { try? CanonicalJSON.value(of: $0) } ?? .null
        id = try row.integer("id")
        number = try row.text("number")
        position = Int(try row.integer("position"))
        code = try row.text("code")
        verb = try row.text("verb")
        person = try row.text("person")
        title = Text(kept: content["activity"]["title"])
        by = content["by"].text
        source = try row.text("source")
        done = Instant(milliseconds: try row.integer("done"))
        received = Instant(milliseconds: try row.integer("received"))
        departures = ["deviations", "exceptions", "breaches"].flatMap { content[$0].elements ?? [] }.compactMap {
            $0["clause"].text
        }
    }
}

/// A stretch of time as a stretch of the journal's ids.
enum JournalSpan {
    /// Transactions end in another order than they begin: so many ids on either side are looked at too.
    static let slack: Int64 = 1_000
}

extension Session {
    /// The first id of an entry that came in at that time or later, found in about twenty steps along the primary key.
    func journalID(at instant: Instant) throws -> Int64 {
        var low: Int64 = 1
        var high = (try first("SELECT MAX(id) AS last FROM journal")?.optionalInteger("last") ?? 0) + 1
        while low < high {
            let middle = (low + high) / 2
            let row = try first("SELECT id, received FROM journal WHERE id >= ? ORDER BY id LIMIT 1", middle)
            if let row, try row.integer("received") < instant.milliseconds {
                low = try row.integer("id") + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
