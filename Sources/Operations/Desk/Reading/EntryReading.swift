import Handbook
import Storage

/// A register's entry as its page shows it: what stands, how it came to stand so, and what refers to it.
package struct EntryReading: Sendable {
    package let reading: CaseReading
    package let fields: [Field]
    /// What stands, by field.
    package let record: [String: Value]
    /// The versions among the entries that are shown, by the position of the entry that made them.
    package let versions: [Int: EntryVersion]
    /// Since when this version holds.
    package let since: Instant?
    package let referring: [Referring]
    /// The titles of what the record and its versions name, by number.
    package let titles: [String: String]

    package var header: CaseHeader { reading.header }
    package var code: String { CaseNumber.code(of: header.number) }
}

/// One version of an entry: how long it held, and what it changed.
package struct EntryVersion: Sendable {
    package let from: Instant
    /// Nil where it still holds.
    package let to: Instant?
    package let isActive: Bool
    /// What is not as it was before; empty for the first version.
    package let changes: [Change]

    /// One field, before and after.
    package struct Change: Sendable {
        package let field: Field
        package let before: Value
        package let after: Value
    }
}

extension Desk {
    /// An entry of a register for its page; throws `Missing` where there is none that this person may see.
    package func entry(_ number: String, for actor: Actor, before: Int? = nil) async throws -> EntryReading {
        try await read(number, for: actor, before: before) { try EntryReading($0, for: actor, in: $1) }
    }
}

extension Session {
    /// A case or an entry that an actor may see, as it stands; throws `Missing` where there is none.
    func reading(
        of number: String, for actor: Actor, at now: Instant, _ editions: EditionShelf, before: Int? = nil
    ) throws -> CaseReading {
        guard let found = try KeptCase.find(number, seenBy: actor, in: self),
            try found.isVisible || standsIn(found.header, actor, editions),
            let procedure = Procedures.declared[found.header.kind]
        else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
        let edition = try editions.edition(found.header.edition, in: self)
        return try CaseReading(
            found.header, procedure, try found.record(procedure), for: actor, at: now, under: edition, before: before ?? .max,
            in: self)
    }
}

extension EntryReading {
    init(_ reading: CaseReading, for actor: Actor, in session: any Session) throws {
        self.reading = reading
        let fields = reading.procedure.entryFields
        self.fields = fields
        let record = try reading.record()
        self.record = record
        let rows = try session.versions(of: reading)
        versions = Self.versions(rows, of: reading.entries, fields)
        since = rows.first { $0.to == nil }?.from
        referring = try session.referring(to: reading.header, for: actor)
        let shown =
            [record]
            + versions.values.map { version in
                Dictionary(version.changes.map { ($0.field.name, $0.before) }) { first, _ in first }
            }
        titles = try session.titles(
            of: Set(shown.flatMap { values in fields.flatMap { $0.references(in: values[$0.name] ?? .null) } }))
    }

    /// Each version with the journal's entry that was received when it began; of several at once in their order.
    private static func versions(
        _ rows: [KeptVersion], of entries: [CaseReading.Event], _ fields: [Field]
    ) -> [Int: EntryVersion] {
        var versions: [Int: EntryVersion] = [:]
        var rest = rows[...]
        for entry in entries {
            guard let row = rest.first, row.from == entry.received, !entry.changesNothing else { continue }
            rest = rest.dropFirst()
            let former = rest.first
            let changes: [EntryVersion.Change] =
                former.map { former in
                    fields.compactMap { field in
                        let (before, after) = (former.values[field.name] ?? .null, row.values[field.name] ?? .null)
                        return before == after ? nil : EntryVersion.Change(field: field, before: before, after: after)
                    }
                } ?? []
            versions[entry.position] = EntryVersion(from: row.from, to: row.to, isActive: row.isActive, changes: changes)
        }
        return versions
    }
}

extension CaseReading.Event {
    /// Whether such an entry never makes a version: a remark, a file, a tie.
    fileprivate var changesNothing: Bool {
        ["comment", "attach", "link", "propose-correction", "breach", "adopt-calendar"].contains(verb)
    }
}

/// A row of a register's typed table.
struct KeptVersion {
    let from: Instant
    let to: Instant?
    let isActive: Bool
    let values: [String: Value]
}

extension Session {
    /// The versions that the entries of a reading made, the latest first, with the one before them.
    func versions(of reading: CaseReading) throws -> [KeptVersion] {
        guard let table = reading.procedure.table, let newest = reading.entries.first else { return [] }
        let fields = reading.procedure.entryFields.compactMap { field in table.column(of: field.name).map { (field, $0) } }
        return try query(
            """
            SELECT active, valid_from, valid_to\(fields.map { ", " + $0.1 }.joined()) FROM \(table.name)
            WHERE number = ? AND valid_from <= ? ORDER BY id DESC LIMIT ?
            """, reading.header.number, newest.received.milliseconds, CaseReading.portion + 1
        ).map { row in
            KeptVersion(
                from: Instant(milliseconds: try row.integer("valid_from")),
                to: try row.optionalInteger("valid_to").map { Instant(milliseconds: $0) },
                isActive: try row.integer("active") != 0,
                values: Dictionary(uniqueKeysWithValues: fields.map { ($0.0.name, $0.0.value(kept: row[$0.1])) }))
        }
    }
}
