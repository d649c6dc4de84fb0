import Foundation
import Handbook
import Operations
import Storage

/// Copies the cases of a house with new numbers, later dates and chains of their own, as if they had been played.
enum Cloning {
    /// Minutes by which each copy lies behind the one before.
    private static let lag = 37

    /// Tables whose rows are copied as they are, with the columns that hold a number and those that hold an instant.
    private static let tables: [(name: String, numbers: [String], instants: [String])] = [
        ("records", ["number"], []), ("case_audience", ["number"], ["place"]), ("case_people", ["number"], []),
        ("case_devices", ["number"], []), ("clock_events", ["number"], ["done", "received"]),
        ("clocks", ["number"], ["started", "due", "stopped", "breached"]), ("measures", ["number"], []),
        ("papers", ["number"], ["at"]),
    ]

    /// Adds one more copy of the cases that were played.
    static func clone(in database: any Database, copy: Int) async throws {
        for kind in ["DO", "HC", "SR"] {
            // The played ones have a nought after the year, their copies don't.
            var after = "\(kind)-2026-0"
            while true {
                let from = after
                let last = try await database.write { session -> String? in
                    let heads = try session.query(
                        "SELECT * FROM cases WHERE number > ? AND number < ? ORDER BY number LIMIT 1000", from, "\(kind)-2026-1")
                    guard let low = try heads.first?.text("number"), let last = try heads.last?.text("number") else { return nil }
                    try clone(heads, copy, in: session)
                    for table in tables { try clone(table, from: low, to: last, copy, in: session) }
                    try cloneSearch(kind, from: low, to: last, copy, in: session)
                    return last
                }
                guard let last else { break }
                after = last
            }
        }
    }

    /// `SR-2026-000007` in the third copy is `SR-2026-300007`; further copies go on into the seventh digit.
    private static func number(_ number: String, _ copy: Int) -> String {
        guard let dash = number.lastIndex(of: "-"), let count = Int(number[number.index(after: dash)...]) else { return number }
        return "\(number[...dash])\(count + copy * 100_000)"
    }

    private static func shifted(_ instant: SQLValue, _ copy: Int) -> SQLValue {
        guard case .integer(let milliseconds) = instant, milliseconds < Int64.max / 2 else { return instant }
        // The place of a case that has ended is its end below nought.
        let more = Int64(copy * lag) * 60_000
        return .integer(milliseconds < 0 ? milliseconds - more : milliseconds + more)
    }

    /// Copies headers and journals: each entry's hash is worked out anew, and the header takes the last one.
    private static func clone(_ heads: [SQLRow], _ copy: Int, in session: any Session) throws {
        for head in heads {
            let old = try head.text("number")
            let fresh = number(old, copy)
            var values = Dictionary(zip(head.names, head.values)) { first, _ in first }
            values["number"] = .text(fresh)
            values["parent"] = .null
            for column in ["opened", "due", "closed"] { values[column] = shifted(values[column] ?? .null, copy) }
            var entries: [JournalEntry] = []
            for entry in try JournalEntry.all(of: old, in: session) {
                entries.append(entry.copied(as: fresh, later: copy * lag, after: entries.last?.hash ?? entry.previousHash))
            }
            values["head_hash"] = .text(entries.last?.hash ?? "")
            // The place is worked out by the database itself.
            let names = head.names.filter { $0 != "place" }
            try insert(into: "cases", names, names.map { values[$0] ?? .null }, in: session)
            for entry in entries { try entry.append(to: session) }
        }
    }

    private static func clone(
        _ table: (name: String, numbers: [String], instants: [String]), from: String, to: String, _ copy: Int,
        in session: any Session
    ) throws {
        for row in try session.query("SELECT * FROM \(table.name) WHERE number >= ? AND number <= ?", from, to) {
            var names: [String] = []
            var values: [SQLValue] = []
            for (name, value) in zip(row.names, row.values) where name != "id" {
                names.append(name)
                if table.numbers.contains(name), case .text(let text) = value {
                    values.append(.text(number(text, copy)))
                } else {
                    values.append(table.instants.contains(name) ? shifted(value, copy) : value)
                }
            }
            try insert(into: table.name, names, values, in: session)
        }
    }

    private static func cloneSearch(_ kind: String, from: String, to: String, _ copy: Int, in session: any Session) throws {
        for row in try session.query(
            "SELECT kind, key, body, audience FROM search_documents WHERE kind = ? AND key >= ? AND key <= ?", kind, from, to)
        {
            try session.index(
                SearchDocument(
                    kind: try row.text("kind"), key: number(try row.text("key"), copy), text: try row.text("body"),
                    audience: try row.text("audience").split(separator: " ").map(String.init).filter { !$0.hasPrefix("kind:") }))
        }
    }

    private static func insert(into table: String, _ names: [String], _ values: [SQLValue], in session: any Session) throws {
        try session.execute(
            "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(session.placeholders(names.count)))", values)
    }
}
