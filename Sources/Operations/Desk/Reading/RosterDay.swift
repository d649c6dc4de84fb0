import Handbook

/// One day of a region's roster: who is on call when, where nobody is, and where two are at once.
package struct RosterDay: Sendable {
    /// The stretches that somebody has, in order.
    package let turns: [Turn]
    /// The stretches in which nobody can be reached (2.3.3).
    package let gaps: [Stretch]
    /// The stretches that two people have; whoever began later is called.
    package let doubles: [Clash]

    /// From when to when.
    package struct Stretch: Hashable, Sendable {
        package let from: Instant
        package let to: Instant

        package init(from: Instant, to: Instant) {
            self.from = from
            self.to = to
        }
    }

    /// Somebody's part of the day.
    package struct Turn: Sendable {
        package let person: String
        package let number: String
        package let stretch: Stretch
        /// Whether the person is away on leave during it (5.3.1).
        package let isAway: Bool
        /// The other regions for which the person is on call meanwhile: a call from one is missed while they are out for another.
        package let elsewhere: [String]
    }

    /// Two who have the same time.
    package struct Clash: Sendable {
        package let called: String
        package let other: String
        package let stretch: Stretch
    }

    /// Works a day out from the duties of one region, given by their beginning, and those of the others.
    package init(
        from start: Instant, to end: Instant, _ duties: [RosterReading.Entry], others: [RosterReading.Entry] = [],
        _ people: [String: RosterReading.Reachable]
    ) {
        let own = duties.filter { $0.duty.from < end && $0.duty.to > start }
        turns = own.map { entry in
            let stretch = Stretch(from: max(start, entry.duty.from), to: min(end, entry.duty.to))
            let isAway = people[entry.duty.person.text]?.leave.contains { $0.from < stretch.to && $0.to > stretch.from } ?? false
            let elsewhere = others.filter {
                $0.duty.person == entry.duty.person && $0.duty.from < stretch.to && $0.duty.to > stretch.from
            }
            return Turn(
                person: entry.duty.person.text, number: entry.number, stretch: stretch, isAway: isAway,
                elsewhere: Set(elsewhere.map(\.duty.region)).sorted())
        }
        var gaps: [Stretch] = []
        var reached = start
        for turn in turns.map(\.stretch).sorted(by: { $0.from < $1.from }) {
            if turn.from > reached { gaps.append(Stretch(from: reached, to: turn.from)) }
            reached = max(reached, turn.to)
        }
        if reached < end { gaps.append(Stretch(from: reached, to: end)) }
        self.gaps = gaps
        var doubles: [Clash] = []
        for (index, one) in turns.enumerated() {
            for other in turns[(index + 1)...] where other.person != one.person {
                let stretch = Stretch(from: max(one.stretch.from, other.stretch.from), to: min(one.stretch.to, other.stretch.to))
                if stretch.from < stretch.to { doubles.append(Clash(called: other.person, other: one.person, stretch: stretch)) }
            }
        }
        self.doubles = doubles
    }
}

extension RosterReading {
    /// A day of a region.
    package func day(_ day: Day, in region: String, _ time: ServiceTime) -> RosterDay {
        RosterDay(
            from: time.start(of: day), to: time.end(of: day), duties.filter { $0.duty.region == region },
            others: duties.filter { $0.duty.region != region }, people)
    }

    /// What somebody on the roster is called.
    package func name(of person: String) -> String { people[person]?.name ?? person }
}
