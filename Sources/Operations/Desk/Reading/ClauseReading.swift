import Handbook
import Storage

/// A clause as its page shows it: what it asks, how it is held, and what came of it in the last 90 days.
package struct ClauseReading: Sendable {
    package let clause: Clause
    package let edition: Edition
    package let previous: Clause?
    package let next: Clause?
    package let standing: ClauseStanding
    package let holders: [Holder]
    /// The numbers of the edition that cite it.
    package let limits: [(name: String, limit: Limit)]
    /// What was counted; nil for those who may not know how the house does.
    package let proof: ClauseProof?
    /// When it was read.
    package let now: Instant
}

/// What the house can prove of a clause: how often it was kept and how often not, by month and activity, and where not.
package struct ClauseProof: Sendable {
    package let since: Day
    package let tally: ClauseTally
    /// The months from the first counted day to this one, such as "2026-05".
    package let months: [String]
    package let activities: [Line]
    /// Refusals, deviations and breaches, the latest first.
    package let departures: [Departure]
    /// Where the next page of departures goes on; nil where this is the last.
    package let nextDeparture: Int64?
    /// The latest events of all.
    package let latest: [Departure]

    /// An activity that holds the clause, and how it went.
    package struct Line: Sendable {
        package let name: ActivityName
        package let title: Text
        /// Whether a guard looks at the clause each time, so that kept, deviated and broken make up all.
        package let isGuarded: Bool
        package let done: Int
        package let counts: [ClauseEvents.Event: Int]

        /// Whether kept, deviated and broken come to as many as were done.
        package var addsUp: Bool {
            done == [.attested, .deviated, .broken].reduce(0) { $0 + (counts[$1] ?? 0) }
        }
    }

    package static let portion = 50
}

extension Desk {
    /// A clause for its page; throws `Missing` where the edition has none of that number.
    ///
    /// - Parameter before: the event before which departures are listed; nil lists the latest.
    package func clause(_ id: String, for person: ID<Person>, before: Int64? = nil) async throws -> ClauseReading {
        let now = now()
        let edition = editions.current
        guard let place = edition.clauses.all.firstIndex(where: { $0.id == id }) else {
            throw Missing("没有条款“\(id)”", "There is no clause “\(id)”")
        }
        let all = edition.clauses.all
        let clause = all[place]
        let holders = Holders.of(id, under: edition)
        let proof = try await database.read { session -> ClauseProof? in
            let actor = try Actor.load(person, at: now, in: session)
            // A customer reads the book, but not how often the house failed others.
            if actor.customer != nil { return nil }
            return try ClauseProof(
                of: clause, holders, at: now, under: edition, before: before ?? .max, visibleTo: actor.principals, in: session)
        }
        return ClauseReading(
            clause: clause, edition: edition, previous: place > 0 ? all[place - 1] : nil,
            next: place + 1 < all.count ? all[place + 1] : nil, standing: Holders.standing(of: clause, under: edition),
            holders: holders, limits: edition.limits.all.filter { $0.limit.clause == id }, proof: proof, now: now)
    }
}

extension ClauseProof {
    /// Counts and lists; with nil principals every case may be named, as at the console.
    package init(
        of clause: Clause, _ holders: [Holder], since first: Day? = nil, at now: Instant, under edition: Edition,
        before: Int64 = .max, visibleTo principals: [String]?, in session: any Session
    ) throws {
        let time = edition.time
        since = first ?? ClauseEvents.firstDay(before: now, time)
        tally = try ClauseTally(of: clause.id, since: since, time: time, in: session)
        months = Self.months(from: since, to: time.day(of: now))
        activities = try Self.lines(holders, tally, since, time, in: session)
        let start = time.start(of: since).milliseconds
        var found = try Departure.all(
            """
            SELECT \(Departure.columns) FROM clause_events e \(Departure.joins)
            WHERE e.clause = ? AND e.event <> 'attested' AND e.id < ? AND e.at >= ? ORDER BY e.id DESC LIMIT ?
            """, [.text(clause.id), .integer(before), .integer(start), .integer(Int64(Self.portion + 1))],
            visibleTo: principals, in: session)
        nextDeparture = found.count > Self.portion ? found[Self.portion - 1].event : nil
        if found.count > Self.portion { found.removeLast() }
        departures = found
        latest = try Departure.all(
            """
            SELECT \(Departure.columns) FROM clause_events e \(Departure.joins)
            WHERE e.clause = ? ORDER BY e.id DESC LIMIT 12
            """, [.text(clause.id)], visibleTo: principals, in: session)
    }

    private static func months(from first: Day, to last: Day) -> [String] {
        var months: [String] = []
        var day = first
        while day <= last {
            months.append(String(day.iso.prefix(7)))
            repeat { day = day.adding(1) } while day.iso.hasPrefix(months.last ?? "") && day <= last
        }
        return months
    }

    /// The activities that hold the clause: those with a guard first, then those in which something happened.
    private static func lines(
        _ holders: [Holder], _ tally: ClauseTally, _ since: Day, _ time: ServiceTime, in session: any Session
    ) throws -> [Line] {
        var titles: [ActivityName: Text] = [:]
        var guarded: Set<ActivityName> = []
        var order: [ActivityName] = []
        for holder in holders {
            guard case .activity(let kinds, let verb, let title) = holder.place else { continue }
            for kind in kinds {
                let name = ActivityName(kind: kind, verb: verb)
                if titles.updateValue(title, forKey: name) == nil { order.append(name) }
                if holder.way.isGuard { guarded.insert(name) }
            }
        }
        // What an older edition or program counted is not lost with its declaration.
        for name in tally.activities.keys.sorted(by: { ($0.kind, $0.verb) < ($1.kind, $1.verb) }) where titles[name] == nil {
            order.append(name)
        }
        let done = try ActivityCounts.counts(of: Set(order), since: since, time: time, in: session)
        return order.compactMap { name in
            let counts = tally.activities[name] ?? [:]
            guard guarded.contains(name) || done[name] != nil || !counts.isEmpty else { return nil }
            let title = titles[name] ?? Procedures.declared[name.kind]?.activity(name.verb)?.title ?? Text(name.verb, name.verb)
            return Line(name: name, title: title, isGuarded: guarded.contains(name), done: done[name] ?? 0, counts: counts)
        }
    }
}

extension Holder.Way {
    /// Whether a guard looks at the clause.
    package var isGuard: Bool { self == .refuses || self == .asksReason || self == .reports }
}
