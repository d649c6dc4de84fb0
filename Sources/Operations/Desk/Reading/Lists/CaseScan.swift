import Handbook
import Storage

/// How a list is read for one reader: along which indexes, and what is looked at row by row.
struct CaseScan {
    let filter: CaseFilter
    let principals: [String]
    let places: ClosedRange<Int64>
    private(set) var walks: [CaseWalk] = []
    /// Whether each case found has to be looked up among the reader's own.
    private(set) var asksAudience: Bool
    /// Whether walks by opening and number, over all cases, may be shorter than reading all of the reader's own.
    private let isWide: Bool
    /// Walks over the same cases by their place.
    private var own: [CaseWalk]
    private var conditions: [@Sendable (CaseLine) -> Bool] = []

    init(_ filter: CaseFilter, for actor: Actor, at now: Instant, under edition: Edition) {
        self.filter = filter
        let mine = actor.principals
        principals = mine.contains(Principal.company) ? [Principal.company] : mine
        places = filter.places(at: now, edition.time)
        let seesAll = mine.contains(Principal.company)
        var driving = principals
        var asks = false
        var isNarrow = !mine.contains { $0 == Principal.company || $0.hasPrefix(Principal.staff(of: "")) }
        if let owner = filter.owner {
            // Whoever owns a case takes part in it.
            driving = [Principal.person(owner)]
            asks = !seesAll && !mine.contains(Principal.person(owner))
            isNarrow = true
        } else if let customer = filter.customer {
            driving = [Principal.customer(customer), Principal.about(customer)]
            asks = !seesAll
            isNarrow = true
        } else if let region = filter.region {
            if seesAll || mine.contains(Principal.staff(of: region)) {
                driving = [Principal.staff(of: region)]
            } else {
                driving = mine.filter { !$0.hasPrefix(Principal.staff(of: "")) }
            }
        }
        own = driving.flatMap { principal in filter.kinds.map { CaseWalk.audience(principal: principal, kind: $0) } }
        isWide = !isNarrow
        asksAudience = asks
        walks = own
        if let marked = filter.marked {
            asksAudience = false
            own = Self.walks(to: marked, filter, for: actor, regions: edition.organization.regions.map(\.code))
            walks = own
            if let stage = filter.stage { conditions.append { $0.stage == stage } }
            if let owner = filter.owner { conditions.append { $0.owner == owner } }
            if let level = filter.level { conditions.append { $0.level == level } }
            return
        }
        choose(driving, seesAll: seesAll, regions: edition.organization.regions.map(\.code))
        demand(seesAll: seesAll, driving: driving)
    }

    /// Takes another index where it carries the filter or the order.
    private mutating func choose(_ driving: [String], seesAll: Bool, regions: [String]) {
        switch filter.order {
        case .limit:
            guard isWide, let kind = filter.kind, let stage = filter.stage else { return }
            let all = driving == [Principal.company] ? regions.map(Optional.some) + [nil] : []
            let held = regions.filter { driving.contains(Principal.staff(of: $0)) }.map(Optional.some)
            let others = driving.filter { principal in
                principal != Principal.company && !held.contains { $0.map(Principal.staff(of:)) == principal }
            }
            walks = (all + held).map { .stage(kind: kind, stage: stage, region: $0) }
            walks += others.map { .audience(principal: $0, kind: kind) }
        case .opened:
            walks = filter.kinds.map { .opened(kind: $0) }
            asksAudience = !seesAll
        case .number:
            walks = filter.kinds.map { .number(kind: $0) }
            asksAudience = !seesAll
        }
    }

    /// What the walks don't carry.
    private mutating func demand(seesAll: Bool, driving: [String]) {
        let isOwn = walks == own
        let filter = filter
        if let stage = filter.stage {
            let isCarried = walks.allSatisfy { if case .stage = $0 { true } else { false } }
            if !isCarried { conditions.append { $0.stage == stage } }
        }
        if let owner = filter.owner { conditions.append { $0.owner == owner } }
        if let customer = filter.customer, !isOwn || filter.owner != nil { conditions.append { $0.customer == customer } }
        if let region = filter.region, !(isOwn || filter.order == .limit) || driving != [Principal.staff(of: region)] {
            conditions.append { $0.region == region }
        }
        if let level = filter.level { conditions.append { $0.level == level } }
        // A stage says whether a case is open.
        let isToldByStage =
            filter.order == .limit
            && filter.stage.flatMap { stage in
                filter.kind.flatMap { Procedures.declared[$0]?.isOpen(stage) }
            } == filter.isOpen
        if !isOwn, !isToldByStage { conditions.append { $0.isOpen == filter.isOpen } }
        if filter.order != .limit, places != Int64.min...Int64.max {
            let places = places
            conditions.append { places.contains(CaseHeader.place(due: $0.due, closed: $0.closed)) }
        }
    }

    /// Whether a line that was found belongs to the list.
    private func isWanted(_ line: CaseLine) -> Bool { conditions.allSatisfy { $0(line) } }

    /// Whether the keys alone say which cases belong to the list.
    var isCarried: Bool { conditions.isEmpty && !asksAudience }
}

extension CaseScan {
    /// The most cases that are read of one list at once, and the most that are sorted by another order than the index has.
    private static let mostKeys = 6_000
    private static let mostSorted = 2_000

    /// The lines of one page and one more where there are more; and where the walk stopped, if it did before its end.
    func lines(_ limit: Int, in session: any Session) throws -> (lines: [CaseLine], stopped: CaseFilter.Cursor?) {
        if walks.isEmpty { return ([], nil) }
        if filter.order != .limit, filter.marked == nil, let all = try sorted(in: session) {
            return (Array(all.prefix(limit + 1)), nil)
        }
        var stretch = CaseWalk.Stretch(
            isOpen: filter.isOpen, places: filter.order == .limit || filter.marked != nil ? places : Int64.min...Int64.max,
            isDescending: filter.isDescending, cursor: filter.cursor,
            limit: isCarried || walks.contains(where: \.isOfStage) ? limit + 1 : 4 * (limit + 1))
        var found: [CaseLine] = []
        var scanned = 0
        while true {
            let (walked, isEnd) = try session.lines(of: walks, stretch, visibleTo: asksAudience ? principals : nil)
            for (_, line) in walked { if let line, isWanted(line) { found.append(line) } }
            scanned += walked.count
            if found.count > limit { return (Array(found.prefix(limit + 1)), nil) }
            guard !isEnd, let last = walked.last?.key else { return (found, nil) }
            stretch.cursor = CaseFilter.Cursor(
                key: last.key, number: last.number, isBackward: filter.cursor?.isBackward ?? false)
            if scanned >= Self.mostKeys { return (found, stretch.cursor) }
            stretch.limit = min(4 * stretch.limit, 2_000)
        }
    }

    /// The reader's own cases in another order than the index has, where they are few; nil where they are many.
    private func sorted(in session: any Session) throws -> [CaseLine]? {
        if isWide { return nil }
        let stretch = CaseWalk.Stretch(
            isOpen: filter.isOpen, places: places, isDescending: false, cursor: nil, limit: Self.mostSorted)
        let (walked, isEnd) = try session.lines(of: own, stretch, visibleTo: asksAudience ? principals : nil)
        guard isEnd else { return nil }
        let isDescending = filter.isDescending
        func key(_ line: CaseLine) -> CaseWalk.Key {
            CaseWalk.Key(key: line.cursor(in: filter.order).key, number: line.number)
        }
        let lines = walked.compactMap(\.line).filter(isWanted).sorted { key($0).precedes(key($1), isDescending: isDescending) }
        guard let cursor = filter.cursor else { return lines }
        let from = CaseWalk.Key(key: cursor.key, number: cursor.number)
        return lines.filter { from.precedes(key($0), isDescending: isDescending) }
    }
}

extension CaseScan {
    /// How many cases of each kind the list has, counted up to a bound; nil where only reading them would tell.
    func counts(upTo bound: Int, in session: any Session) throws -> [String: Int]? {
        if let marked = filter.marked, isCarried {
            let stretch = CaseWalk.Stretch(isOpen: true, places: places, isDescending: true, cursor: nil, limit: bound)
            return try session.counts(of: [marked.mark.kind: own], stretch)
        }
        guard filter.marked == nil, filter.stage == nil, filter.level == nil, filter.owner == nil, !asksOwnAudience else {
            return nil
        }
        var byKind: [String: [CaseWalk]] = [:]
        for walk in own { if case .audience(_, let kind) = walk { byKind[kind, default: []].append(walk) } }
        return try session.counts(
            of: byKind, CaseWalk.Stretch(isOpen: filter.isOpen, places: places, isDescending: false, cursor: nil, limit: bound))
    }

    private var asksOwnAudience: Bool {
        guard principals != [Principal.company] else { return false }
        if filter.customer != nil { return true }
        guard let region = filter.region else { return false }
        return !principals.contains(Principal.staff(of: region))
    }
}
