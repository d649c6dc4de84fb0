import Handbook
import Hummingbird
import Operations

extension Front {
    /// The duty roster of a month, with who is on duty now.
    func showRoster(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let today = edition.time.day(of: desk.now())
        let month = request.asked("month").flatMap { Day("\($0)-01") } ?? today
        let roster = try await desk.roster(of: month, in: request.asked("region"), for: guest.person)
        var page = RosterPage(roster: roster, edition: edition, guest: guest, region: request.asked("region"))
        if let mine = roster.current.first(where: { $0.verb(for: guest.person, at: roster.now) != nil }),
            let verb = mine.verb(for: guest.person, at: roster.now),
            let activity = Procedures.declared[Duty.kind]?.activity(verb)
        {
            let reading = try await desk.reading(of: mine.number, for: guest.person)
            page.form = try await form(for: activity, at: .at(number: mine.number), guest, reading)
        }
        return show(page, to: visit)
    }
}

extension RosterReading.Entry {
    /// The step of handing over that this duty asks of somebody: to take it over, or to hand it on.
    func verb(for person: ID<Person>, at now: Instant) -> String? {
        if let handOver = duty.handOver, handOver.accepted == nil { return handOver.to == person ? "accept-hand-over" : nil }
        return duty.person == person && duty.handOver == nil && duty.from <= now && now < duty.to ? "hand-over" : nil
    }
}
