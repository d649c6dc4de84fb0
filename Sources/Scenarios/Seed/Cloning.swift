import Foundation
import Handbook
import Operations
import Storage

/// Copies the cases of a house with new numbers, later dates and chains of their own, for benchmarks.
///
/// What follows from a case comes along: audience, people, devices, appointments, clocks, papers, files, search. What people wrote
/// stays as it is; the ledger, what falls due, notices and counts remain those of the cases that were played.
package struct Cloning: Sendable {
    private let edition: Edition

    /// - Parameter edition: by which the cases were opened.
    package init(_ edition: Edition) { self.edition = edition }

    /// Minutes by which each copy lies behind the one before.
    private static let lag = 37
    /// What opens comes before what is opened.
    private static let kinds = ["OG", "HC", "SR", "DO", "KA"]

    /// A table whose rows are copied, with the columns that hold a number and those that hold an instant.
    private struct Table {
        let name: String
        var numbers = ["number"]
        var instants: [String] = []
    }

    private static let tables = [
        Table(name: "case_people"), Table(name: "case_devices"), Table(name: "case_topics"),
        Table(name: "case_links", numbers: ["number", "other"]),
        Table(name: "appointments"), Table(name: "clock_events", instants: ["done", "received"]), Table(name: "measures"),
        Table(name: "papers", instants: ["at"]), Table(name: "attachments", instants: ["at"]),
    ]

    /// Adds one more copy of the cases that were played.
    package func clone(in database: any Database, copy: Int) async throws {
        for kind in Self.kinds {
            let years = try await database.read { session in
                try session.query("SELECT DISTINCT substr(number, 1, 8) AS prefix FROM cases WHERE kind = ? ORDER BY prefix", kind)
                    .map { try $0.text("prefix") }
            }
            for year in years { try await clone(kind, year, copy, in: database) }
        }
    }

    /// - Parameter year: what the numbers begin with, as `SR-2026-`.
    private func clone(_ kind: String, _ year: String, _ copy: Int, in database: any Database) async throws {
        // The played ones have a nought after the year, their copies don't.
        var after = "\(year)0"
        while true {
            let from = after
            let last = try await database.write { session -> String? in
                let heads = try session.query(
                    "SELECT * FROM cases WHERE number > ? AND number < ? ORDER BY number LIMIT 1000", from, "\(year)1")
                guard let low = try heads.first?.text("number"), let last = try heads.last?.text("number") else { return nil }
                let states = try clocks(from: low, to: last, copy, in: session)
                let places = try clone(heads, states, copy, in: session)
                for table in Self.tables { try clone(table, from: low, to: last, copy, in: session) }
                try cloneRecords(from: low, to: last, copy, in: session)
                try cloneAudience(places, from: low, to: last, copy, in: session)
                try cloneClocks(states, from: low, to: last, copy, in: session)
                try cloneSearch(kind, from: low, to: last, copy, in: session)
                return last
            }
            guard let last else { return }
            after = last
        }
    }

    /// `SR-2026-000007` in the third copy is `SR-2026-300007`; further copies go on into the seventh digit.
    private static func number(_ number: String, _ copy: Int) -> String {
        guard kinds.contains(where: { number.hasPrefix("\($0)-") }), let dash = number.lastIndex(of: "-"),
            let count = Int(number[number.index(after: dash)...])
        else { return number }
        return "\(number[...dash])\(count + copy * 100_000)"
    }

    private static func later(_ instant: SQLValue, _ copy: Int) -> SQLValue {
        guard case .integer(let milliseconds) = instant else { return instant }
        return .integer(milliseconds + Int64(copy * lag) * 60_000)
    }

    /// The clocks as they stand when everything about them happened so much later, by the number of the played case.
    private func clocks(from: String, to: String, _ copy: Int, in session: any Session) throws -> [String: [ClockState]] {
        let rows = try session.query(
            """
            SELECT number, clock, event, detail, done, received FROM clock_events
            WHERE number >= ? AND number <= ? AND annulled_by IS NULL ORDER BY id
            """, from, to)
        var events: [String: [ClockEvent]] = [:]
        for row in rows {
            guard let clock = ClockName.named(try row.text("clock")),
                let kind = ClockEvent.Kind(word: try row.text("event"), detail: try row.optionalText("detail"))
            else { continue }
            func moment(_ column: String) throws -> Instant {
                Instant(milliseconds: try row.integer(column)).adding(minutes: copy * Self.lag)
            }
            events[try row.text("number"), default: []].append(
                ClockEvent(clock: clock, kind: kind, done: try moment("done"), received: try moment("received")))
        }
        return try events.mapValues { events in
            try Dictionary(grouping: events, by: \.clock.id).values.compactMap { try ClockState.replay($0, under: edition) }
        }
    }

    /// Copies headers and journals: each entry's hash is worked out anew, and the header takes the last one; gives what lists sort by.
    private func clone(
        _ heads: [SQLRow], _ states: [String: [ClockState]], _ copy: Int, in session: any Session
    ) throws -> [String: Int64] {
        var places: [String: Int64] = [:]
        for head in heads {
            let old = try head.text("number")
            let fresh = Self.number(old, copy)
            var values = Dictionary(zip(head.names, head.values)) { first, _ in first }
            values["number"] = .text(fresh)
            values["parent"] = try head.optionalText("parent").map { .text(Self.number($0, copy)) } ?? .null
            for column in ["opened", "closed"] { values[column] = Self.later(values[column] ?? .null, copy) }
            let isOpen = try head.integer("open") != 0
            let due = isOpen ? (states[old] ?? []).filter(\.isRunning).map(\.due.milliseconds).min() : nil
            values["due"] = due.map { .integer($0) } ?? .null
            if case .integer(let closed)? = values["closed"] { places[old] = -closed } else { places[old] = due ?? .max }
            values["sealed_position"] = .integer(0)
            var entries: [JournalEntry] = []
            for entry in try JournalEntry.all(of: old, in: session) {
                entries.append(entry.copied(as: fresh, later: copy * Self.lag, after: entries.last?.hash ?? entry.previousHash))
            }
            values["head_hash"] = .text(entries.last?.hash ?? "")
            // The place is worked out by the database itself.
            let names = head.names.filter { $0 != "place" }
            try insert(into: "cases", names, names.map { values[$0] ?? .null }, in: session)
            for entry in entries { try entry.append(to: session) }
        }
        return places
    }

    private func clone(_ table: Table, from: String, to: String, _ copy: Int, in session: any Session) throws {
        for row in try session.query("SELECT * FROM \(table.name) WHERE number >= ? AND number <= ?", from, to) {
            var names: [String] = []
            var values: [SQLValue] = []
            for (name, value) in zip(row.names, row.values) where name != "id" {
                names.append(name)
                if table.numbers.contains(name), case .text(let text) = value {
                    values.append(.text(Self.number(text, copy)))
                } else {
                    values.append(table.instants.contains(name) ? Self.later(value, copy) : value)
                }
            }
            try insert(into: table.name, names, values, in: session)
        }
    }

    /// Copies records, with the numbers of the cases that they name.
    private func cloneRecords(from: String, to: String, _ copy: Int, in session: any Session) throws {
        for row in try session.query("SELECT number, record_version, body FROM records WHERE number >= ? AND number <= ?", from, to)
        {
            var body = try row.text("body")
            if Self.kinds.contains(where: { body.contains("\"\($0)-") }) {
                body = body.replacing(/"((?:DO|HC|KA|OG|SR)-[0-9]{4}-0[0-9]{5})"/) {
                    "\"\(Self.number(String($0.output.1), copy))\""
                }
            }
            try insert(
                into: "records", ["number", "record_version", "body"],
                [.text(Self.number(try row.text("number"), copy)), .integer(try row.integer("record_version")), .text(body)],
                in: session)
        }
    }

    private func cloneAudience(
        _ places: [String: Int64], from: String, to: String, _ copy: Int, in session: any Session
    ) throws {
        for row in try session.query(
            "SELECT number, principal, kind, open FROM case_audience WHERE number >= ? AND number <= ?", from, to)
        {
            let number = try row.text("number")
            try insert(
                into: "case_audience", ["number", "principal", "kind", "open", "place"],
                [
                    .text(Self.number(number, copy)), .text(try row.text("principal")), .text(try row.text("kind")),
                    .integer(try row.integer("open")), .integer(places[number] ?? .max),
                ], in: session)
        }
    }

    private func cloneClocks(
        _ states: [String: [ClockState]], from: String, to: String, _ copy: Int, in session: any Session
    ) throws {
        let kept = try session.query(
            "SELECT number, clock, warned, breached FROM clocks WHERE number >= ? AND number <= ?", from, to)
        for row in kept {
            let number = try row.text("number")
            let clock = try row.text("clock")
            guard let state = states[number]?.first(where: { $0.clock.id == clock }) else { continue }
            let wasRaised = try row.optionalInteger("breached") != nil && state.stopped == nil
            try insert(
                into: "clocks",
                ["number", "clock", "term", "started", "due", "stopped", "paused", "warned", "breached", "provisional"],
                [
                    .text(Self.number(number, copy)), .text(clock), .text(state.term.text), .integer(state.started.milliseconds),
                    .integer(state.due.milliseconds), (state.stopped?.milliseconds).sqlValue, state.isPaused.sqlValue,
                    .integer(try row.integer("warned")),
                    (wasRaised || state.wasKept == false ? state.due.milliseconds : nil).sqlValue, state.isProvisional.sqlValue,
                ], in: session)
        }
    }

    private func cloneSearch(_ kind: String, from: String, to: String, _ copy: Int, in session: any Session) throws {
        for row in try session.query(
            "SELECT kind, key, body, audience FROM search_documents WHERE kind = ? AND key >= ? AND key <= ?", kind, from, to)
        {
            try session.index(
                SearchDocument(
                    kind: try row.text("kind"), key: Self.number(try row.text("key"), copy), text: try row.text("body"),
                    audience: try row.text("audience").split(separator: " ").map(String.init).filter { !$0.hasPrefix("kind:") }))
        }
    }

    private func insert(into table: String, _ names: [String], _ values: [SQLValue], in session: any Session) throws {
        try session.execute(
            "INSERT INTO \(table) (\(names.joined(separator: ", "))) VALUES (\(session.placeholders(names.count)))", values)
    }
}
