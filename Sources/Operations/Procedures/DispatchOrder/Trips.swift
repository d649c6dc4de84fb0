import Handbook

extension DispatchOrder {
    /// Under which number this order's journey goes: that of the first order of the trip, its own where it leads one or stands alone.
    func journey(_ number: String) -> String { trip?.text ?? number }

    /// Whether an order can be done in one journey with another: the same engineer, on the same day.
    static func tripHolds(
        _ other: ID<DispatchOrder>?, of engineer: ID<Person>?, at appointment: Instant, in work: Work
    ) throws -> Verdict {
        guard let other else { return .met }
        guard other.number != work.number, let companion = try work.order(other),
            try work.session.isVisible(other.number, to: work.actor)
        else { return .unmet(remedy: Text("请另选一张派工单", "Choose another order")) }
        let time = work.edition.time
        let isSameDay = companion.appointment.map { time.day(of: $0) == time.day(of: appointment) } ?? false
        return .met(
            if: companion.engineer == engineer && isSameDay,
            else: Text("\(other) 须由同一人于同日办理", "\(other) must be the same engineer's, on the same day"))
    }

    /// Takes the order into another's journey, or out of the one in which it was.
    mutating func join(_ other: ID<DispatchOrder>?, in work: Work) throws {
        guard let other else { return trip = nil }
        let head = try ID<DispatchOrder>(work.order(other)?.journey(other.number) ?? other.number)
        trip = head.number == work.number ? nil : head
        if trip != nil { work.link(to: head.number, as: "trip") }
    }

    /// Whether the way there is told once only among the orders of one journey (21/D-1).
    func travelIsCountedOnce(_ travel: Int, in work: Work) throws -> Verdict {
        if travel == 0 { return .met }
        let own = journey(work.number)
        for (number, order) in try work.companions(of: own) where number != work.number {
            guard order.engineer == engineer, order.journey(number) == own, let told = order.receipt?.minutes["travel"], told > 0
            else { continue }
            return .unmet(
                remedy: Text(
                    "同程的 \(number) 已记路途 \(told) 分钟，此单请填 0", "\(number) of the same trip has \(told) minutes of travel: give 0 here")
            )
        }
        return .met
    }
}

extension Work {
    /// Another order's record as it stands.
    fileprivate func order(_ order: ID<DispatchOrder>) throws -> DispatchOrder? {
        guard let procedure = Procedures.declared[DispatchOrder.kind] else { return nil }
        return try session.record(of: order.number, procedure) as? DispatchOrder
    }

    /// The orders that were ever told as one journey with the one that leads it, itself among them.
    fileprivate func companions(of head: String) throws -> [(number: String, order: DispatchOrder)] {
        guard let procedure = Procedures.declared[DispatchOrder.kind] else { return [] }
        return try session.query(
            """
            SELECT r.number, r.record_version, r.body FROM records r
            WHERE r.number = ? OR r.number IN (SELECT l.number FROM case_links l WHERE l.other = ? AND l.relation = 'trip')
            ORDER BY r.number LIMIT 50
            """, head, head
        ).compactMap { row in
            let number = try row.text("number")
            let record = try procedure.decode(try row.text("body"), Int(try row.integer("record_version")))
            return (record as? DispatchOrder).map { (number: number, order: $0) }
        }
    }
}
