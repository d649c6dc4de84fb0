import Handbook
import Hummingbird
import Operations

extension Front {
    /// The duty roster of a month, with who is on duty now.
    func showRoster(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let today = edition.time.day(of: desk.now())
        let front = self
        return try await show(request, visit) { asked in
            let month = asked["month"].flatMap { Day("\($0)-01") } ?? today
            return try await front.rosterPage(of: month, in: asked["region"], guest)
        }
    }

    private func rosterPage(of month: Day, in region: String?, _ guest: Guest) async throws -> RosterPage {
        let roster = try await desk.roster(of: month, in: region, for: guest.person)
        var page = RosterPage(roster: roster, edition: edition, guest: guest, region: region)
        // What waits to be taken over goes before what could be handed on.
        let mine = roster.current.compactMap { entry in entry.verb(for: guest.person, at: roster.now).map { (entry, verb: $0) } }
        if let (entry, verb) = mine.min(by: { $0.verb < $1.verb }), let activity = Procedures.declared[Duty.kind]?.activity(verb) {
            let reading = try await desk.reading(of: entry.number, for: guest.actor)
            page.form = try await form(for: activity, at: .at(number: entry.number), guest, reading)
        }
        return page
    }
}

extension RosterReading.Entry {
    /// The step of handing over that this duty asks of somebody: to take it over, or to hand it on.
    func verb(for person: ID<Person>, at now: Instant) -> String? {
        if let handOver = duty.handOver, handOver.accepted == nil { return handOver.to == person ? "accept-hand-over" : nil }
        return duty.person == person && duty.handOver == nil && duty.from <= now && now < duty.to ? "hand-over" : nil
    }
}
