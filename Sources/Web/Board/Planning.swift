import Handbook
import Hummingbird
import Operations

/// What somebody asks of an order's planning: who, when, for how long.
struct PlanWish {
    var engineer: ID<Person>?
    var at: Instant?
    var minutes: Int?
    /// The order with which it shall go in one journey.
    var trip: String?

    init(_ asked: Asked, time: ServiceTime) {
        engineer = asked["engineer"].map { ID($0) }
        at = asked["at"].flatMap { text in
            Int64(text).map { Instant(milliseconds: $0) } ?? time.instant(parsing: text)
        }
        minutes = asked.whole("minutes").map { min(max(Int(clamping: $0), 15), 14_400) }
        trip = asked["trip"]
    }

    /// What a form that was sent back asks.
    init(_ values: [String: Value], time: ServiceTime) {
        engineer = values["engineer"]?.text.flatMap { $0.isEmpty ? nil : ID($0) }
        at = values["appointment"]?.text.flatMap { time.instant(parsing: $0) }
        minutes = values["minutes"]?.text.flatMap { Int($0) }.map { min(max($0, 15), 14_400) }
    }
}

extension Front {
    /// The page of an order's planning: the time that is asked for, or the order's own, or the next hour; the best who can go then.
    func planPage(_ wish: PlanWish, _ query: BoardQuery, _ guest: Guest, _ visit: Visit) async throws -> PlanPage {
        let number = try visit.part("number")
        let now = desk.now()
        guard let reading = try await reading(of: .at(number: number), for: guest), reading.header.kind == DispatchOrder.kind else {
            throw Missing("没有派工单“\(number)”", "There is no order “\(number)”")
        }
        let own = try reading.record()["appointment"]?.integer.map { Instant(milliseconds: $0) }
        let at = wish.at ?? own.flatMap { $0 > now ? $0 : nil } ?? Self.nextHalfHour(after: now)
        let day = edition.time.day(of: at)
        let hours = (14..<42).map { edition.time.instant(day, minute: $0 * 30) }
        let starts = Set(hours + [at]).sorted()
        let (foresight, candidates) = try await desk.foresight(of: number, at: starts, minutes: wish.minutes, for: guest.person)
        let slot = foresight.starts.firstIndex(of: at) ?? 0
        let people = foresight.outlooks
        let chosen =
            wish.engineer.flatMap { asked in people.first { $0.person == asked } }
            ?? people.first { $0.person == foresight.engineer }
            ?? people.min { foresight.prospect(of: $0, at: slot) < foresight.prospect(of: $1, at: slot) }
        var page = PlanPage(
            foresight: foresight, candidates: candidates, query: query, slot: slot, chosen: chosen?.person,
            form: nil, site: reading.header.site.map { reading.title(of: Site.kind, $0) }, now: now)
        if let chosen, let activity = Procedures.declared[DispatchOrder.kind]?.activity(chosen.verb) {
            page.form = try await planForm(activity, chosen.person, at, foresight, query, guest, reading)
            if let trip = wish.trip, activity.fields.contains(where: { $0.name == "trip" }) {
                page.form?.values["trip"] = .text(trip)
            }
        }
        return page
    }

    /// The generic form of the step, with the choice filled in.
    private func planForm(
        _ activity: DeclaredActivity, _ person: ID<Person>, _ at: Instant, _ foresight: Foresight, _ query: BoardQuery,
        _ guest: Guest,
        _ reading: CaseReading
    ) async throws -> ActivityForm {
        let number = foresight.header.number
        var form = try await form(for: activity, at: .at(number: number), guest, reading)
        form.target = query.path("/board/orders/\(number.percentEncoded)/\(activity.verb)")
        form.obstacles = []
        let names = Set(activity.fields.map(\.name))
        if names.contains("engineer") { form.values["engineer"] = .text(person.text) }
        form.values["appointment"] = .integer(at.milliseconds)
        if names.contains("trip") {
            // What the engineer does on that day anyway, to be done in one journey.
            form.choices["trip"] = try await desk.visits(of: person, on: edition.time.day(of: at), for: guest.person)
                .filter { $0.number != number }.map {
                    ChoiceEntry(code: $0.number, title: "\(BoardHours.clock($0.from, edition.time)) \($0.order?.title ?? "")")
                }
        }
        if names.contains("minutes") { form.values["minutes"] = .integer(Int64(foresight.minutes)) }
        return form
    }

    /// The page again, with everything that was typed and what stood against it.
    func again(
        _ sent: SubmittedForm, _ answer: Answer?, _ number: String, _ query: BoardQuery, _ guest: Guest, _ visit: Visit
    ) async throws -> PlanPage {
        var page = try await planPage(PlanWish(sent.values, time: edition.time), query, guest, visit)
        page.form?.values = sent.values
        page.form?.answer = answer
        page.form?.reasons = sent.reasons
        page.form?.done = sent.done
        return page
    }

    private static func nextHalfHour(after now: Instant) -> Instant {
        Instant(milliseconds: (now.milliseconds / 1_800_000 + 1) * 1_800_000)
    }
}
