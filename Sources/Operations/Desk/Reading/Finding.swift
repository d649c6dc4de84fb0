import Handbook
import Storage

/// What a search looks among.
package enum FoundGroup: String, Sendable, CaseIterable {
    case cases, library, devices, people, customers, sites, others

    /// The kinds of case and register entry that it holds.
    package var kinds: [String] {
        switch self {
        case .cases: Procedures.all.map { $0.kind }
        case .library: Procedures.library.map { $0.kind }
        case .devices: [Device.kind]
        case .people: [Person.kind, Contact.kind]
        case .customers: [Customer.kind]
        case .sites: [Site.kind]
        case .others:
            Procedures.registers.map { $0.kind }.filter { kind in
                !Self.allCases.contains { $0 != .others && $0.kinds.contains(kind) }
            }
        }
    }
}

/// What a search found in one group, and where it goes on.
package struct Findings: Sendable {
    package let group: FoundGroup
    package var found: [FoundCase]
    /// Where the next page goes on; nil where nothing more was found.
    package var next: Int64?
}

extension Desk {
    /// Finds cases and register entries by number, serial part, words and the reading of names, in each of these groups.
    ///
    /// Only those in the person's audience, the latest first; groups in which nothing is found are left out.
    package func find(
        _ words: String, among groups: [FoundGroup] = FoundGroup.allCases, for actor: Actor, limit: Int, after: Int64? = nil
    ) async throws -> [Findings] {
        try await database.read { session in
            try groups.compactMap { group in
                let hits = try session.search(
                    words, audience: actor.principals, kinds: group.kinds, limit: limit + 1, after: after)
                if hits.isEmpty { return nil }
                let shown = Array(hits.prefix(limit))
                return Findings(
                    group: group, found: try session.cases(of: shown), next: hits.count > limit ? shown.last?.id : nil)
            }
        }
    }

    /// The number of the case that was typed whole, in whatever case of letters; nil where this person sees none of that number.
    package func number(typed text: String, for actor: Actor) async throws -> String? {
        let number = text.trimmed.uppercased()
        guard CaseNumber.isReadable(number), Procedures.declared[CaseNumber.kind(of: number)] != nil else { return nil }
        return try await database.read { session in try session.isVisible(number, to: actor) ? number : nil }
    }

    /// The ten entries in use of a register or procedure that fit what was typed best: the code itself, then beginnings, then parts.
    package func lookup(_ kind: String, _ words: String, for actor: Actor, limit: Int = 10) async throws -> [ChoiceEntry] {
        guard Procedures.declared[kind] != nil else { throw Missing("没有这个名册", "There is no such register") }
        let typed = words.trimmed
        return try await database.read { session in
            if typed.isEmpty { return try session.entries(of: kind, for: actor, limit: limit) }
            let hits = try session.search(typed, audience: actor.principals, kinds: [kind], limit: 6 * limit, after: nil)
            let entries = try session.cases(of: hits).filter(\.header.isOpen).map {
                ChoiceEntry(code: $0.header.code, title: $0.header.title)
            }
            return entries.enumerated().sorted { one, other in
                let (first, second) = (one.element.rank(for: typed), other.element.rank(for: typed))
                return (first, one.offset) < (second, other.offset)
            }.prefix(limit).map(\.element)
        }
    }
}

extension ChoiceEntry {
    /// How well the entry fits what was typed; less is better.
    fileprivate func rank(for typed: String) -> Int {
        let (code, title, words) = (code.lowercased(), title.lowercased(), typed.lowercased())
        if code == words || title == words { return 0 }
        if code.hasPrefix(words) || title.hasPrefix(words) { return 1 }
        if title.contains(words) { return 2 }
        return 3
    }
}

extension Session {
    /// The headers of what was found, in the order of the hits.
    func cases(of hits: [SearchHit]) throws -> [FoundCase] {
        if hits.isEmpty { return [] }
        let rows = try query(
            "SELECT \(CaseHeader.columns) FROM cases WHERE number IN (\(placeholders(hits.count)))", hits.map { .text($0.key) })
        let headers = Dictionary(try rows.map { try CaseHeader($0) }.map { ($0.number, $0) }) { first, _ in first }
        return hits.compactMap { hit in headers[hit.key].map { FoundCase(header: $0, text: hit.text, cursor: hit.id) } }
    }
}
