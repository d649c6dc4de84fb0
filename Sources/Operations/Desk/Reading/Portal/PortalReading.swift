import Handbook
import Storage

/// What a customer's people see when they come in: what waits for them, what is open, and who comes when.
package struct PortalReading: Sendable {
    package let customer: String
    /// Their open cases, by their limit, each with what they can do in it where it waits for them.
    package let open: [Line]
    /// Whether these are all of them.
    package let isComplete: Bool
    /// The visits that were made this month or are agreed, by their time.
    package let visits: [Visit]
    package let now: Instant

    /// The most open cases that are shown.
    package static let most = 60

    /// One open case.
    package struct Line: Sendable {
        package let header: CaseHeader
        package let stage: Text
        package let site: String?
        /// Who is in charge of it.
        package let owner: String?
        /// The last day on which it shall be mended, where it is something that was left open.
        package let deadline: Day?
        /// What waits for the reader, the first step first.
        package let awaited: [Text]
    }

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
    /// The portal of somebody of a customer's; throws `Missing` for everybody else.
    package func portal(for person: ID<Person>) async throws -> PortalReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let customer = try actor.customer.flatMap({ try Customer.find($0, in: session)?.entry }) else {
                throw Missing("没有这一页", "There is no such page")
            }
            let kinds = Procedures.all.map { $0.kind }
            let headers = try session.queue(for: actor, kinds, limit: PortalReading.most, after: nil)
            let records = try session.records(of: headers)
            let orders = try session.orders(inMonthOf: now, for: actor, editions.current.time)
            let names = try session.titles(
                of: Set(
                    headers.compactMap { $0.site.map { "\(Site.kind):\($0)" } }
                        + headers.compactMap { $0.owner.map { "\(Person.kind):\($0)" } }
                        + orders.compactMap { $0.header.site.map { "\(Site.kind):\($0)" } }
                        + orders.compactMap { $0.order.engineer.map { "\(Person.kind):\($0)" } }))
            return PortalReading(
                customer: customer.name,
                open: headers.compactMap { header in
                    guard let procedure = Procedures.declared[header.kind], let record = records[header.number] else { return nil }
                    let awaited = procedure.activities.filter { activity in
                        activity.by.contains(.customer) && header.customer == actor.customer?.text
                            && activity.starts(in: header.stage) && activity.isAwaited(record, header.stage)
                    }
                    return PortalReading.Line(
                        header: header, stage: procedure.name(ofStage: header.stage),
                        site: header.site.flatMap { names["\(Site.kind):\($0)"] },
                        owner: header.owner.flatMap { names["\(Person.kind):\($0)"] }, deadline: (record as? Defect)?.deadline,
                        awaited: awaited.map(\.title))
                }, isComplete: headers.count < PortalReading.most,
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
