import Handbook
import Operations
import Storage

extension Standing {
    /// How many entries a case's journal has: a repeat adds none.
    static func entries(of number: String, in session: any Session) throws -> Value {
        .integer(try session.first("SELECT COUNT(*) AS total FROM journal WHERE number = ?", number)?.integer("total") ?? 0)
    }

    /// By whose right the last entry was made, where it was somebody else's; “own” otherwise.
    static func behalf(of number: String, in session: any Session) throws -> Value {
        let last = try session.first("SELECT on_behalf FROM journal WHERE number = ? ORDER BY position DESC LIMIT 1", number)
        return .text(try last?.optionalText("on_behalf") ?? "own")
    }

    /// Whose time a case takes, in order.
    static func appointments(of number: String, in session: any Session) throws -> Value {
        .list(
            try session.query("SELECT person FROM appointments WHERE number = ? ORDER BY person, starts", number).map {
                .text(try $0.text("person"))
            })
    }

    /// The parts that a case owes, each with its serial, kind and the day at whose end it is due.
    static func owed(by number: String, time: ServiceTime, in session: any Session) throws -> Value {
        let rows = try session.query(
            "SELECT serial, kind, due FROM debts WHERE number = ? AND settled IS NULL ORDER BY serial", number)
        return .list(
            try rows.map { row in
                // Due at 24:00: the day is that of the moment before.
                let day = time.day(of: Instant(milliseconds: try row.integer("due") - 1))
                return ["serial": .text(try row.text("serial")), "kind": .text(try row.text("kind")), "day": .text(day.iso)]
            })
    }

    /// Of these texts, those that stand in no record, journal entry, notice, draft or refusal.
    static func unwritten(_ texts: [String], in session: any Session) throws -> Value {
        var written = try session.query("SELECT payload FROM journal").compactMap { row in
            try row.optionalBlob("payload").map { String(decoding: $0, as: UTF8.self) }
        }
        for (table, column) in [
            ("records", "body"), ("notices", "zh"), ("drafts", "body"), ("refusals", "reasons"), ("outbox", "payload"),
            ("idempotency", "answer"),
        ] {
            written += try session.query("SELECT \(column) AS text FROM \(table)").map { try $0.text("text") }
        }
        return .list(texts.filter { text in !written.contains { $0.contains(text) } }.map { .text($0) })
    }
}
