import Handbook
import Storage

/// An article or a guide for its page: every version that stood, the draft, and the case behind it.
package struct LibraryReading: Sendable {
    package let reading: CaseReading
    /// What its content consists of.
    package let fields: [Field]
    /// The latest first.
    package let versions: [Version]
    /// What is being written; nil where nothing is.
    package let draft: [String: Value]?
    package let change: String?
    /// The day of reading, which says what is in force.
    package let today: Day
    /// The titles of what it names, by number.
    package let titles: [String: String]

    package var header: CaseHeader { reading.header }

    /// One version, as it stands for ever.
    package struct Version: Sendable {
        package let number: Int
        package let values: [String: Value]
        package let author: String?
        package let reviewer: String
        package let at: Instant
        package let from: Day
        package let change: String?
    }

    /// The version by which one works today.
    package var inForce: Version? { versions.first { $0.from <= today } }
    /// The version of that number; nil where there is none.
    package func version(_ number: Int?) -> Version? { number.flatMap { number in versions.first { $0.number == number } } }

    /// What differs between two states of it, field by field.
    package func changes(from before: [String: Value], to after: [String: Value]) -> [EntryVersion.Change] {
        fields.compactMap { field in
            let (one, other) = (before[field.name] ?? .null, after[field.name] ?? .null)
            return one == other ? nil : EntryVersion.Change(field: field, before: one, after: other)
        }
    }
}

extension Desk {
    /// An article or a guide; throws `Missing` where there is none that this person may see.
    package func libraryReading(of number: String, for actor: Actor, before: Int? = nil) async throws -> LibraryReading {
        let time = editions.current.time
        return try await read(number, for: actor, before: before) { reading, session in
            guard let publication = reading.kept as? any Publication else {
                throw Missing("没有“\(number)”", "There is no “\(number)”")
            }
            return try publication.reading(reading, on: time.day(of: reading.now), in: session)
        }
    }
}

extension Publication {
    fileprivate func reading(_ reading: CaseReading, on day: Day, in session: any Session) throws -> LibraryReading {
        let fields = Field.declared(by: Content())
        let versions = try writing.versions.reversed().map { version in
            LibraryReading.Version(
                number: version.number, values: try ValueEncoder.value(of: version.content).members ?? [:],
                author: version.author?.text, reviewer: version.reviewer.text, at: version.at, from: version.from,
                change: version.change)
        }
        let draft = try writing.draft.map { try ValueEncoder.value(of: $0).members ?? [:] }
        let people = versions.flatMap { [$0.author, $0.reviewer].compactMap { $0 } }.map { "\(Person.kind):\($0)" }
        let subjects = (versions.map(\.values) + [draft].compactMap { $0 }).flatMap { values in
            fields.flatMap { $0.references(in: values[$0.name] ?? .null) }
        }
        return LibraryReading(
            reading: reading, fields: fields, versions: versions, draft: draft, change: writing.change, today: day,
            titles: try session.titles(of: Set(people + subjects)))
    }
}
