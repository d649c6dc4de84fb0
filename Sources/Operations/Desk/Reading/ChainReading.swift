import Handbook
import Storage

/// How the journal stands sealed.
package struct SealState: Sendable {
    /// The last seal's position and time; nil where nothing was sealed yet.
    package let last: (position: Int, at: Instant, isGenuine: Bool)?
    /// Cases with entries that no seal bears yet, and how many entries; counted up to a bound.
    package let cases: Int
    package let entries: Int
    package let hasMore: Bool

    static let most = 5000
}

/// A case's chain, checked anew: every entry with what its hashes come to.
package struct ChainReading: Sendable {
    package let header: CaseHeader
    package let entries: [Entry]
    /// What is not as it was written, in the whole case.
    package let findings: [Audit.Finding]
    /// How many entries were checked.
    package let checked: Int
    /// The position up to which seals bear it.
    package let sealed: Int
    /// The position after which the next page begins.
    package let next: Int?

    package var isClean: Bool { findings.isEmpty }

    /// An entry and whether each of its hashes is what it should be.
    package struct Entry: Sendable {
        package let entry: JournalEntry
        package let title: Text?
        package let by: String?
        /// Whether the payload matches its hash; nil where it was erased.
        package let isPayloadGenuine: Bool?
        package let isLinked: Bool
        package let isGenuine: Bool

        package var isClean: Bool { isPayloadGenuine ?? true && isLinked && isGenuine }
    }

    package static let portion = 50
}

extension Desk {
    /// How the journal stands sealed.
    package func sealState() async throws -> SealState {
        try await database.read { session in
            let seal = try session.first(
                "SELECT position, at, body, previous_hash, hash, public_key, signature FROM seals ORDER BY position DESC LIMIT 1"
            ).map { try Seal($0) }
            let row = try session.first(
                """
                SELECT COUNT(*) AS cases, CAST(COALESCE(SUM(n), 0) AS BIGINT) AS entries FROM (
                    SELECT head_position - sealed_position AS n FROM cases WHERE head_position > sealed_position
                    ORDER BY number LIMIT ?) AS unsealed
                """, SealState.most)
            let cases = Int(try row?.integer("cases") ?? 0)
            return SealState(
                last: seal.map { ($0.position, $0.at, $0.isGenuine) }, cases: cases, entries: Int(try row?.integer("entries") ?? 0),
                hasMore: cases == SealState.most)
        }
    }

    /// A case's chain, checked from its first entry to its head; throws `Missing` where this person may not see the case.
    package func chain(of number: String, for person: ID<Person>, after: Int = 0) async throws -> ChainReading {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session), try session.isVisible(number, to: actor) else {
                throw Missing("没有单据“\(number)”", "There is no case “\(number)”")
            }
            let entries = try JournalEntry.all(of: number, in: session)
            var audit = Audit()
            audit.check(entries, of: number, position: header.headPosition, hash: header.headHash)
            let sealed = try session.first("SELECT sealed_position FROM cases WHERE number = ?", number)?.integer("sealed_position")
            let checked = zip(entries, [""] + entries.map(\.hash)).map { ChainReading.Entry($0, after: $1) }
            let shown = checked.filter { $0.entry.position > after }.prefix(ChainReading.portion)
            let last = shown.last?.entry.position ?? 0
            return ChainReading(
                header: header, entries: Array(shown), findings: audit.findings, checked: entries.count, sealed: Int(sealed ?? 0),
                next: last < (entries.last?.position ?? 0) ? last : nil)
        }
    }
}

extension ChainReading.Entry {
    fileprivate init(_ entry: JournalEntry, after previous: String) {
        let told = entry.payload.flatMap { $0.withUnsafeBufferPointer { EntryContent($0) } }
        self.entry = entry
        title = told?.title
        by = told?.by
        isPayloadGenuine = entry.payload.map { contentHash(of: $0) == entry.payloadHash }
        isLinked = entry.previousHash == previous
        isGenuine = entry.expectedHash == entry.hash
    }
}
