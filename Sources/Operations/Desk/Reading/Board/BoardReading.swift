import Handbook
import Storage

extension Desk {
    /// The board of a region, or of all that this person may see: eight statements, whatever stands on it.
    package func board(_ query: DispatchBoard.Query, for person: ID<Person>) async throws -> DispatchBoard {
        let now = now()
        let edition = editions.current
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let all = edition.organization.regions.map(\.code)
            let seen =
                actor.principals.contains(Principal.company)
                ? all : all.filter { actor.principals.contains(Principal.staff(of: $0)) }
            return try DispatchBoard(query, seen, for: actor, at: now, under: edition, in: session)
        }
    }
}

extension Desk {
    /// The orders that somebody has on a day, those that the reader may see, by their beginning.
    package func visits(of engineer: ID<Person>, on day: Day, for person: ID<Person>) async throws -> [DispatchBoard.Block] {
        let now = now()
        let time = editions.current.time
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            return try session.blocks(of: [engineer.text], within: time.start(of: day)..<time.end(of: day), seenBy: actor)
                .filter { $0.order != nil }
        }
    }
}

extension DispatchBoard {
    /// The most engineers, waiting orders and lapsed orders that a board shows at once.
    package static let mostEngineers = 40
    package static let mostWaiting = 40
    package static let mostLapsed = 20
    /// The most days that a board spans.
    package static let mostDays = 14

    fileprivate init(
        _ query: Query, _ seen: [String], for actor: Actor, at now: Instant, under edition: Edition, in session: any Session
    ) throws {
        let time = edition.time
        let shown = query.region.map { asked in seen.filter { $0 == asked } } ?? seen
        regions = seen
        self.now = now
        today = time.day(of: now)
        days = (0..<min(max(query.days, 1), Self.mostDays)).map { query.first.adding($0) }
        let span = time.start(of: query.first)..<time.end(of: days.last ?? query.first)

        let engineers = try session.engineers(of: shown, after: query.afterEngineer)
        self.engineers = Array(engineers.prefix(Self.mostEngineers))
        nextEngineer = engineers.count > Self.mostEngineers ? self.engineers.last?.code : nil
        blocks = try session.blocks(of: self.engineers.map(\.code), within: span, seenBy: actor)
        duties = try session.duties(in: shown, from: span.lowerBound, to: span.upperBound, for: actor.principals).map {
            OnCall(person: $0.duty.person.text, from: $0.duty.from, to: $0.duty.to)
        }

        var filter = CaseFilter()
        filter.kind = DispatchOrder.kind
        filter.stage = DispatchOrder.Stage.raised.rawValue
        filter.region = query.region
        filter.cursor = query.waiting
        let (found, stopped) = try CaseScan(filter, for: actor, at: now, under: edition).lines(Self.mostWaiting, in: session)
        waiting = Array(found.prefix(Self.mostWaiting))
        nextWaiting = found.count > Self.mostWaiting ? waiting.last?.cursor(in: .limit) : stopped
        lapsed = try session.lapsed(in: shown, at: now, seenBy: actor)

        let lines = waiting + lapsed + blocks.compactMap(\.order)
        cities = try session.cities(of: Set(lines.compactMap(\.site)))
        titles = try session.titles(
            of: Set(
                lines.flatMap { line in
                    [
                        line.customer.map { "\(Customer.kind):\($0)" }, line.site.map { "\(Site.kind):\($0)" },
                        line.owner.map { "\(Person.kind):\($0)" },
                    ].compactMap(\.self)
                }))
    }
}

extension Session {
    /// Those who can be sent out in these regions, by code, one more than a board shows; every member of the staff may read the register.
    fileprivate func engineers(of regions: [String], after code: String?) throws -> [DispatchBoard.Engineer] {
        if regions.isEmpty { return [] }
        return try query(
            """
            SELECT p.code, p.name, p.region, p.city, p.phone, p.employment, p.leave FROM people p
            WHERE p.valid_to IS NULL AND p.active = 1 AND p.number > ? AND p.code IN (
                SELECT h.person FROM role_holders h WHERE h.role = ? AND h.region IN (\(placeholders(regions.count)), ''))
            ORDER BY p.number LIMIT ?
            """,
            [.text("\(Person.kind):\(code ?? "")"), .text(Role.engineer.id)] + regions.map { .text($0) }
                + [.integer(Int64(DispatchBoard.mostEngineers + 1))]
        ).map { row in
            DispatchBoard.Engineer(
                code: try row.text("code"), name: try row.text("name"), region: try row.optionalText("region"),
                city: try row.optionalText("city"), phone: try row.optionalText("phone"),
                isOnProbation: try row.text("employment") == Employment.probation.rawValue, leave: try Self.absences(row))
        }
    }

    /// What is taken of these people's time, with the order where the reader may see it; at most 2,000.
    fileprivate func blocks(of people: [String], within span: Range<Instant>, seenBy actor: Actor) throws -> [DispatchBoard.Block] {
        if people.isEmpty { return [] }
        let principals = actor.principals
        let columns = CaseLine.columns.split(separator: ", ").map { "c.\($0)" }.joined(separator: ", ")
        return try query(
            """
            SELECT \(columns), a.person, a.starts, a.ends, a.trip, (
                SELECT 1 FROM case_audience v
                WHERE v.number = a.number AND v.principal IN (\(placeholders(principals.count))) LIMIT 1) AS seen
            FROM appointments a JOIN cases c ON c.number = a.number
            WHERE a.person IN (\(placeholders(people.count))) AND a.starts > ? AND a.starts < ? AND a.ends > ?
            ORDER BY a.starts, a.number LIMIT 2000
            """,
            principals.map { .text($0) } + people.map { .text($0) } + [
                .integer(span.lowerBound.adding(minutes: -KnownStaff.longestAppointment).milliseconds),
                .integer(span.upperBound.milliseconds), .integer(span.lowerBound.milliseconds),
            ]
        ).map { row in
            let line = try CaseLine(row)
            let person = try row.text("person")
            return DispatchBoard.Block(
                number: line.number, person: person, from: Instant(milliseconds: try row.integer("starts")),
                to: Instant(milliseconds: try row.integer("ends")), order: try row.optionalInteger("seen") == nil ? nil : line,
                isLead: line.owner == person, journey: try row.optionalText("trip") ?? line.number)
        }
    }

    /// Orders that somebody has, without a visit that is still to come, by their limit.
    fileprivate func lapsed(in regions: [String], at now: Instant, seenBy actor: Actor) throws -> [CaseLine] {
        if regions.isEmpty { return [] }
        let principals = actor.principals
        let stages = [DispatchOrder.Stage.assigned, .accepted].map { SQLValue.text($0.rawValue) }
        return try query(
            """
            SELECT \(CaseLine.columns) FROM cases
            WHERE kind = ? AND stage IN (?, ?) AND region IN (\(placeholders(regions.count)))
                AND NOT EXISTS (SELECT 1 FROM appointments p WHERE p.number = cases.number AND p.ends > ?)
                AND \(isSeen("cases.number", by: principals))
            ORDER BY place, number LIMIT ?
            """,
            [.text(DispatchOrder.kind)] + stages + regions.map { .text($0) } + [.integer(now.milliseconds)]
                + principals.map { .text($0) } + [.integer(Int64(DispatchBoard.mostLapsed))]
        ).map { try CaseLine($0) }
    }

    /// The cities of these sites.
    fileprivate func cities(of sites: Set<String>) throws -> [String: String] {
        if sites.isEmpty { return [:] }
        let rows = try query(
            "SELECT code, city FROM sites WHERE valid_to IS NULL AND city IS NOT NULL AND number IN (\(placeholders(sites.count)))",
            sites.sorted().map { .text("\(Site.kind):\($0)") })
        return Dictionary(try rows.map { (try $0.text("code"), try $0.text("city")) }) { first, _ in first }
    }
}
