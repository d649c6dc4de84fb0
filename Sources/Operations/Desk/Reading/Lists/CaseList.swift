import Handbook
import Storage

/// One page of a list of cases, and where the pages before and after it begin.
package struct CaseList: Sendable {
    package var lines: [CaseLine] = []
    package var next: CaseFilter.Cursor?
    package var previous: CaseFilter.Cursor?
    /// Whether there may be more beyond the bound up to which one page looks; `next` or `previous` goes on from there.
    package var isCutShort = false
    // The titles of the customers, sites and people that the lines name, by code, and of what else the filter names, by number.
    private var customers: [String: String] = [:]
    private var sites: [String: String] = [:]
    private var people: [String: String] = [:]
    private var others: [String: String] = [:]

    /// The title of a register entry of that kind; nil where it is not known.
    package func knownTitle(of kind: String, _ code: String) -> String? {
        switch kind {
        case Customer.kind: customers[code]
        case Site.kind: sites[code]
        case Person.kind: people[code]
        default: others["\(kind):\(code)"]
        }
    }

    /// The title of a register entry of that kind; its code where it is not known.
    package func title(of kind: String, _ code: String) -> String { knownTitle(of: kind, code) ?? code }

    private mutating func take(_ title: String, of number: String) {
        let code = CaseNumber.code(of: number)
        switch CaseNumber.kind(of: number) {
        case Customer.kind: customers[code] = title
        case Site.kind: sites[code] = title
        case Person.kind: people[code] = title
        default: others[number] = title
        }
    }
}

extension Desk {
    /// A page of the cases that this person may see and the filter lets through, read along indexes.
    package func list(_ filter: CaseFilter, for actor: Actor, limit: Int = 50) async throws -> CaseList {
        let (now, edition) = (now(), editions.current)
        return try await database.read { session in
            try CaseList(filter, for: actor, at: now, under: edition, limit: min(limit, 1_000), in: session)
        }
    }

    /// The whole headers of a page's lines, in their order.
    package func headers(of list: CaseList) async throws -> [CaseHeader] {
        try await database.read { session in try session.headers(of: list.lines.map(\.number)) }
    }

    /// How many of them there are of each kind, whatever kind the filter names, up to a bound; nil where nobody can count them quickly.
    package func counts(_ filter: CaseFilter, for actor: Actor, upTo bound: Int = 1_000) async throws -> [String: Int]? {
        let scan = CaseScan(filter.ofAllKinds, for: actor, at: now(), under: editions.current)
        return try await database.read { session in try scan.counts(upTo: bound, in: session) }
    }

    /// A page of the list with the counts of each kind, and what else its page needs of the database, read at one moment.
    package func countedList<Also: Sendable>(
        _ filter: CaseFilter, for actor: Actor, and also: @escaping @Sendable (any Session) throws -> Also
    ) async throws -> (list: CaseList, counts: [String: Int]?, also: Also) {
        let (now, edition) = (now(), editions.current)
        return try await database.read { session in
            let list = try CaseList(filter, for: actor, at: now, under: edition, limit: 50, in: session)
            let scan = CaseScan(filter.ofAllKinds, for: actor, at: now, under: edition)
            return (list, try scan.counts(upTo: 1_000, in: session), try also(session))
        }
    }

    /// Those of these cases that this person may see, by their numbers; at most 200.
    package func lines(of numbers: [String], for actor: Actor) async throws -> [CaseLine] {
        let numbers = numbers.filter(CaseNumber.isReadable).prefix(200)
        return try await database.read { session in
            let principals = actor.principals
            return try session.query(
                """
                SELECT \(CaseLine.columns) FROM cases WHERE number IN (\(session.placeholders(numbers.count))) AND EXISTS (
                    SELECT 1 FROM case_audience v
                    WHERE v.number = cases.number AND \(session.isAmong(principals.count, "v.principal")))
                ORDER BY number
                """, numbers.map { .text($0) } + principals.map { .text($0) }
            ).map { try CaseLine($0) }
        }
    }
}

extension CaseFilter {
    /// The same from the start, whatever the kind.
    fileprivate var ofAllKinds: CaseFilter {
        var filter = self
        filter.kind = nil
        filter.cursor = nil
        return filter
    }
}

extension CaseList {
    fileprivate init(
        _ filter: CaseFilter, for actor: Actor, at now: Instant, under edition: Edition, limit: Int, in session: any Session
    ) throws {
        let isBackward = filter.cursor?.isBackward ?? false
        let (found, stopped) = try CaseScan(filter, for: actor, at: now, under: edition).lines(limit, in: session)
        lines = isBackward ? found.prefix(limit).reversed() : Array(found.prefix(limit))
        isCutShort = stopped != nil
        let goesOn = found.count > limit || isCutShort
        if isBackward {
            if goesOn { previous = stopped ?? lines.first?.cursor(in: filter.order, isBackward: true) }
            next = lines.last?.cursor(in: filter.order)
        } else {
            if goesOn { next = stopped ?? lines.last?.cursor(in: filter.order) }
            if filter.cursor != nil { previous = lines.first?.cursor(in: filter.order, isBackward: true) }
        }
        var named: [String] = []
        for (kind, codes) in [
            (Customer.kind, Set(lines.compactMap(\.customer))), (Site.kind, Set(lines.compactMap(\.site))),
            (Person.kind, Set(lines.compactMap(\.owner))),
        ] { named += codes.map { "\(kind):\($0)" } }
        // Whom a filter names may be anybody; a name is told to those who may see the entry.
        for entry in [
            filter.owner.map { "\(Person.kind):\($0)" }, filter.customer.map { "\(Customer.kind):\($0)" },
            filter.marked?.family.map { "\(ProductFamily.kind):\($0)" },
            filter.marked?.contract.map { "\(Contract.kind):\($0)" },
        ] {
            if let entry, try session.isVisible(entry, to: actor) { named.append(entry) }
        }
        for (number, title) in try session.titles(of: named) { take(title, of: number) }
    }
}
