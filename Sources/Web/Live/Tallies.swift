import Handbook
import Operations
import Synchronization

/// What the navigation counts for one person, each up to a bound.
struct Tally: Hashable, Sendable {
    /// Cases in which they have the next step.
    let steps: Int
    /// Open cases that they may see.
    let open: Int

    /// Up to where is counted.
    static let most = 100
}

/// Keeps what was counted for each person until something changes that they may see.
package final class Tallies: Sendable {
    /// How long a count may lag behind what others do; what one does oneself is counted at once.
    private static let lag: Int64 = 2_000
    private static let mostPeople = 2_000

    private let kept = Mutex<[ID<Person>: Kept]>([:])

    private struct Kept {
        var tally: Tally?
        var principals: Set<String>
        var at: Instant
        var isOutdated = true
        var isOwn = true
    }

    package init() {}

    /// The person's count as it is known; nil where it has to be made anew.
    func known(for actor: Actor, at now: Instant) -> Tally? {
        let principals = Set(actor.principals)
        return kept.withLock { kept in
            if kept.count > Self.mostPeople { kept = [:] }
            if let own = kept[actor.person], own.principals == principals, let tally = own.tally {
                if !own.isOutdated || (!own.isOwn && now.milliseconds - own.at.milliseconds < Self.lag) { return tally }
            }
            // What changes from now on, while it is counted, makes it outdated again.
            kept[actor.person] = Kept(principals: principals, at: now, isOutdated: false, isOwn: false)
            return nil
        }
    }

    /// The person's count as it was last made, whatever has changed since.
    func last(of actor: Actor) -> Tally? {
        kept.withLock { $0[actor.person].flatMap { $0.principals == Set(actor.principals) ? $0.tally : nil } }
    }

    /// Keeps what was counted.
    func keep(_ tally: Tally, for person: ID<Person>) {
        kept.withLock { $0[person]?.tally = tally }
    }

    /// Notes that cases have changed.
    func note(_ changes: [Change]) {
        if changes.isEmpty { return }
        kept.withLock { kept in
            for (person, own) in kept {
                for change in changes where !change.principals.isDisjoint(with: own.principals) {
                    kept[person]?.isOutdated = true
                    if change.person == person { kept[person]?.isOwn = true }
                }
            }
        }
    }
}

extension Front {
    /// What the navigation counts for somebody.
    func tally(for guest: Guest) async throws -> Tally {
        if let known = tallies.known(for: guest.actor, at: desk.now()) { return known }
        let steps = try await desk.nextSteps(for: guest.person, limit: Tally.most)
        let open = try await desk.counts(CaseFilter(), for: guest.actor, upTo: Tally.most)?.values.reduce(0, +) ?? 0
        let tally = Tally(steps: steps.count, open: open)
        tallies.keep(tally, for: guest.person)
        return tally
    }
}
