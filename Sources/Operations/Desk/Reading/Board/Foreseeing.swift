import Handbook
import Storage

extension Desk {
    /// The most people and the most times that are looked at together.
    package static let mostForeseen = (people: 60, starts: 336)

    /// What every rule says of an order for these people, or for its candidates, at these times; for whoever may see it.
    ///
    /// Everything is read once, then the guards are asked. Throws `Missing` where there is no such order, `Refused` where it isn't
    /// planned any more or this person doesn't plan it.
    ///
    /// - Parameters:
    ///   - people: whom it is about; nil takes those whom the ranking proposes.
    ///   - trip: the order with which it would go in one journey.
    package func foresight(
        of number: String, among people: [ID<Person>]? = nil, at starts: [Instant], minutes: Int? = nil,
        trip: ID<DispatchOrder>? = nil, for person: ID<Person>
    ) async throws -> (foresight: Foresight, candidates: [Candidate]) {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session), header.kind == DispatchOrder.kind,
                try session.isVisible(number, to: actor), let procedure = Procedures.declared[header.kind],
                let order = try session.record(of: number, procedure) as? DispatchOrder
            else { throw Missing("没有派工单“\(number)”", "There is no order “\(number)”") }
            let edition = try editions.edition(header.edition, in: session)
            let verb = order.planning(of: "", at: header.stage) ?? DispatchOrder.Assign.verb
            if let activity = procedure.activity(verb) {
                let permission = Permission(actor: actor, activity: activity, header: header, session: session, edition: edition)
                if case .failure(let refusal) = try permission.right(takingOver: false) { throw refusal }
            }
            let candidates =
                people == nil ? try Candidates.rank(for: order, at: now, under: edition, in: session) : []
            let asked = Array((people ?? candidates.map(\.person)).prefix(Self.mostForeseen.people))
            let times = Array(starts.sorted().prefix(Self.mostForeseen.starts))
            let work = Work(
                actor: actor, now: now, received: now, edition: edition, session: session, header: header, verb: verb, numbers: [:])
            let length = KnownStaff.longestAppointment + 1_440
            work.known = try KnownStaff(
                Set((asked + [order.engineer].compactMap(\.self) + order.helpers).map(\.text)),
                from: (times.first ?? now).adding(minutes: -1_440), to: (times.last ?? now).adding(minutes: length), in: session)
            guard let foresight = try order.foresight(of: asked, at: times, minutes: minutes, trip: trip, in: work) else {
                throw Refused(
                    "13/020", Text("此单已不能再派", "This order can't be planned any more"),
                    remedy: Text(
                        "现为“\(procedure.name(ofStage: header.stage).zh)”，请看单据页",
                        "It is “\(procedure.name(ofStage: header.stage).en)” now; see its page"))
            }
            return (foresight, candidates)
        }
    }
}
