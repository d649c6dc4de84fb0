import Handbook
import Storage

/// What a customer's people see when they come in: what waits for them, what is open, and who comes when.
package struct PortalReading: Sendable {
    package let customer: String
    /// The first of their open cases, by their limit.
    package let open: OpenCases
    /// Those that wait for them, wherever their limit puts them among the open ones.
    package let waiting: [OpenCases.Line]
    /// The visits that were made this month or are agreed, by their time.
    package let visits: [Visit]
    package let now: Instant

    /// The most open cases beyond the first that are looked through for what waits for them.
    fileprivate static let mostScanned = 540

    /// One visit: agreed, or made already.
    package struct Visit: Sendable {
        package let number: String
        package let title: String
        package let site: String?
        package let at: Instant
        package let engineer: String?
        package let isOver: Bool
    }
}

extension Desk {
    /// The phone of somebody of the register, with which a form of their own begins; nil where none is known.
    package func phone(of person: ID<Person>) async throws -> String? {
        try await database.read { session in try Person.find(person, in: session)?.entry.phone }
    }

    /// The portal of somebody of a customer's; throws `Missing` for everybody else.
    package func portal(for person: ID<Person>) async throws -> PortalReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let customer = try actor.customer.flatMap({ try Customer.find($0, in: session)?.entry }) else {
                throw Missing("没有这一页", "There is no such page")
            }
            let open = try OpenCases(for: actor, after: nil, at: now, in: session)
            let further = try open.next.map {
                try OpenCases(for: actor, after: $0, limit: PortalReading.mostScanned, at: now, in: session).lines
            }
            let orders = try session.orders(inMonthOf: now, for: actor, editions.current.time)
            let names = try session.titles(
                of: Set(
                    orders.compactMap { $0.header.site.map { "\(Site.kind):\($0)" } }
                        + orders.compactMap { $0.order.engineer.map { "\(Person.kind):\($0)" } }))
            return PortalReading(
                customer: customer.name,
                open: open,
                waiting: Array((open.lines + (further ?? [])).filter { !$0.awaited.isEmpty }.prefix(OpenCases.most)),
                visits: orders.compactMap { header, order in
                    guard let visit = order.currentVisit else { return nil }
                    return PortalReading.Visit(
                        number: header.number, title: header.title, site: header.site.flatMap { names["\(Site.kind):\($0)"] },
                        at: visit.at, engineer: order.engineer.flatMap { names["\(Person.kind):\($0)"] }, isOver: visit.isOver)
                }.sorted { ($0.at, $0.number) < ($1.at, $1.number) }, now: now)
        }
    }
}

extension Session {
    /// The orders that somebody may see whose visit is agreed, or was made this month; at most 100 open and 100 closed.
    fileprivate func orders(
        inMonthOf now: Instant, for actor: Actor, _ time: ServiceTime
    ) throws -> [(header: CaseHeader, order: DispatchOrder)] {
        let today = time.day(of: now)
        let first = today.adding(1 - today.day)
        let beyond = first.adding(31)
        let month = time.start(of: first)..<time.start(of: beyond.adding(1 - beyond.day))
        // The open ones by their limit, the closed ones from the latest back.
        let headers =
            try queue(for: actor, [DispatchOrder.kind], limit: 100, after: nil)
            + queue(for: actor, [DispatchOrder.kind], open: false, limit: 100, after: nil)
        if headers.isEmpty { return [] }
        let records = try records(of: headers)
        return headers.compactMap { header in
            guard let order = records[header.number] as? DispatchOrder,
                let visit = order.currentVisit, header.stage != DispatchOrder.Stage.cancelled.rawValue,
                visit.isOver ? month.contains(visit.at) : header.isOpen && visit.at >= month.lowerBound
            else { return nil }
            return (header, order)
        }
    }
}
