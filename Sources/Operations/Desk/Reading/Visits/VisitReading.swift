import Handbook
import Storage

extension Desk {
    /// How many days ahead an engineer's visits are kept on the phone.
    package static let packDays = 7

    /// The visits of an engineer that are under way, overdue, today or within the next seven days, by their time.
    ///
    /// - Parameter number: the one order that is asked for, whatever its time; nil gives all of them.
    package func visits(of person: ID<Person>, only number: String? = nil) async throws -> [SiteVisit] {
        if let number, !CaseNumber.isReadable(number) { return [] }
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let time = editions.current.time
            let end = time.start(of: time.day(of: now).adding(Self.packDays + 1))
            return try VisitReading(actor: actor, editions: editions, session: session).visits(before: end, only: number)
        }
    }
}

/// Reads all visits of an engineer in a few statements, however many there are.
private struct VisitReading {
    let actor: Actor
    let editions: EditionShelf
    let session: any Session

    /// The stages in which an order is the engineer's to do.
    private static let stages = ["assigned", "accepted", "on-site", "left"]
    /// More orders than anybody visits in a week.
    private static let most = 200

    func visits(before end: Instant, only number: String?) throws -> [SiteVisit] {
        let orders = try orders(only: number).filter { header, order in
            guard order.engineer == actor.person || order.helpers.contains(actor.person) else { return false }
            return number != nil || header.stage == "on-site" || header.stage == "left"
                || order.appointment.map { $0 < end } ?? false
        }
        let things = try Things(of: orders.map(\.order), numbers: orders.map(\.header.number), for: actor, in: session)
        return try orders.map { header, order in
            try SiteVisit(
                header, order, things, edition: editions.edition(header.edition, in: session), for: actor.person)
        }.sorted {
            ($0.appointment ?? $0.arrived ?? end, $0.header.number) < ($1.appointment ?? $1.arrived ?? end, $1.header.number)
        }
    }

    /// The open orders in which the person takes part, through their own audience.
    private func orders(only number: String?) throws -> [(header: CaseHeader, order: DispatchOrder)] {
        var values: [SQLValue] = [.text(Principal.person(actor.person.text)), .text(DispatchOrder.kind)]
        if let number { values.append(.text(number)) }
        let headers = try session.query(
            """
            SELECT \(CaseHeader.columns) FROM cases WHERE number IN (
                SELECT number FROM case_audience WHERE principal = ? AND open = 1 AND kind = ?\(number == nil ? "" : " AND number = ?"))
                AND stage IN (\(session.placeholders(Self.stages.count))) ORDER BY number DESC LIMIT ?
            """, values + Self.stages.map { .text($0) } + [.integer(Int64(Self.most))]
        ).map { try CaseHeader($0) }
        if headers.isEmpty { return [] }
        let records = try session.records(of: headers)
        return headers.compactMap { header in (records[header.number] as? DispatchOrder).map { (header, $0) } }
    }
}

/// What visits name: sites, devices, contacts, colleagues, parts and papers, read once for all of them.
private struct Things {
    var entries: [String: any Procedure] = [:]
    var titles: [String: String] = [:]
    var contacts: [String: [Contact]] = [:]
    var people: [String: (name: String, phone: String?)] = [:]
    var held: [String: [(part: String, serial: String, quantity: Int)]] = [:]
    var papers: [String: PutPaper] = [:]
    /// The families of the devices' models, by the models' codes.
    var families: [String: String] = [:]

    init(of orders: [DispatchOrder], numbers: [String], for actor: Actor, in session: any Session) throws {
        if orders.isEmpty { return }
        let principals = actor.principals.map { SQLValue.text($0) }
        let isSeen =
            "EXISTS (SELECT 1 FROM case_audience a WHERE a.number = c.number AND a.principal IN (\(session.placeholders(principals.count))))"
        let named = Set(
            orders.flatMap { order in
                [order.site?.number, order.customer?.number].compactMap { $0 } + order.devices.map(\.number)
            }
        ).sorted()
        let headers = try session.query(
            "SELECT \(CaseHeader.columns) FROM cases c WHERE c.number IN (\(session.placeholders(named.count))) AND \(isSeen)",
            named.map { .text($0) } + principals
        ).map { try CaseHeader($0) }
        entries = try session.records(of: headers)
        try readContacts(of: Set(orders.compactMap { $0.customer?.text }).sorted(), isSeen, principals, in: session)
        try readPeople(in: orders, in: session)
        try readStock(of: numbers, in: session)
        for row in try session.query(
            "SELECT number, version, hash FROM papers WHERE kind = ? AND number IN (\(session.placeholders(numbers.count))) ORDER BY number, version",
            [.text(Paper.Kind.workRecord.rawValue)] + numbers.map { .text($0) })
        {
            let number = try row.text("number")
            papers[number] = PutPaper(
                number: number, kind: Paper.Kind.workRecord.rawValue, version: Int(try row.integer("version")),
                hash: try row.text("hash"))
        }
        let parts =
            held.values.flatMap { $0.map(\.part) }
            + entries.values.compactMap { $0 as? Device }.flatMap { $0.boards.map(\.part.text) }
        let models = entries.values.compactMap { ($0 as? Device)?.model.number }
        titles = try session.titles(of: Set(parts.map { "\(Part.kind):\($0)" } + models))
        for row in try session.query(
            "SELECT code, family FROM product_models WHERE valid_to IS NULL AND number IN (\(session.placeholders(models.count)))",
            models.map { .text($0) })
        { families[try row.text("code")] = try row.text("family") }
    }

    private mutating func readContacts(
        of customers: [String], _ isSeen: String, _ principals: [SQLValue], in session: any Session
    ) throws {
        let rows = try session.query(
            """
            SELECT c.code, c.name, c.customer, c.region, c.post, c.phone, c.mail FROM contacts c WHERE c.valid_to IS NULL AND c.active = 1
                AND c.customer IN (\(session.placeholders(customers.count))) AND \(isSeen) ORDER BY c.customer, c.code LIMIT 500
            """, customers.map { .text($0) } + principals)
        for row in rows {
            var contact = Contact()
            contact.code = try row.text("code")
            contact.name = try row.text("name")
            contact.customer = ID(try row.text("customer"))
            contact.region = try row.text("region")
            contact.post = try row.optionalText("post")
            contact.phone = try row.text("phone")
            contact.mail = try row.optionalText("mail")
            contacts[contact.customer.text, default: []].append(contact)
        }
    }

    private mutating func readPeople(in orders: [DispatchOrder], in session: any Session) throws {
        let codes = Set(orders.flatMap { [$0.engineer, $0.assignedBy].compactMap { $0?.text } + $0.helpers.map(\.text) }).sorted()
        for row in try session.query(
            "SELECT code, name, phone FROM people WHERE valid_to IS NULL AND number IN (\(session.placeholders(codes.count)))",
            codes.map { .text("\(Person.kind):\($0)") })
        { people[try row.text("code")] = (try row.text("name"), try row.optionalText("phone")) }
    }

    private mutating func readStock(of numbers: [String], in session: any Session) throws {
        let accounts = Dictionary(numbers.map { (StockAccount.order($0).text, $0) }) { first, _ in first }
        for row in try session.query(
            """
            SELECT account, part, serial, quantity FROM stock_balances WHERE quantity > 0
                AND account IN (\(session.placeholders(accounts.count))) ORDER BY account, part, serial
            """, accounts.keys.sorted().map { .text($0) })
        {
            guard let number = accounts[try row.text("account")] else { continue }
            held[number, default: []].append((try row.text("part"), try row.text("serial"), Int(try row.integer("quantity"))))
        }
    }

    /// A part's name; its code where it has none.
    func name(of part: String) -> String { titles["\(Part.kind):\(part)"] ?? part }
}

extension SiteVisit {
    fileprivate init(
        _ header: CaseHeader, _ order: DispatchOrder, _ things: Things, edition: Edition, for person: ID<Person>
    ) {
        self.header = header
        self.edition = edition
        type = order.type.name
        appointment = order.appointment
        minutes = order.minutes
        customer = order.customer.flatMap { things.entries[$0.number] as? Customer }?.name
        site = order.site.flatMap { things.entries[$0.number] as? Site }
        contacts = order.customer.flatMap { things.contacts[$0.text] } ?? []
        ticket = order.workTicket.map { Ticket(number: $0.number, leader: $0.leader, from: $0.from, to: $0.to) }
        func colleague(_ part: String, _ code: ID<Person>) -> Colleague {
            let known = things.people[code.text]
            return Colleague(part: part, code: code.text, name: known?.name ?? code.text, phone: known?.phone)
        }
        crew =
            [order.engineer.map { colleague("lead", $0) }].compactMap { $0 } + order.helpers.map { colleague("helper", $0) }
            + [order.assignedBy.map { colleague("manager", $0) }].compactMap { $0 }
        devices = order.devices.map { serial in
            let device = things.entries[serial.number] as? Device
            return Equipment(
                serial: serial.text, model: device.map { things.titles[$0.model.number] ?? $0.model.text } ?? "",
                version: device?.version, place: [device?.room, device?.position].compactMap { $0 }.joined(separator: " "),
                boards: (device?.boards ?? []).map {
                    HeldPart(part: $0.part.text, name: things.name(of: $0.part.text), serial: $0.serial, quantity: 1, slot: $0.slot)
                })
        }
        held = (things.held[header.number] ?? []).map {
            HeldPart(part: $0.part, name: things.name(of: $0.part), serial: $0.serial, quantity: $0.quantity)
        }
        let known = order.devices.compactMap { things.entries[$0.number] as? Device }
        topics = Set(
            known.flatMap(\.topics)
                + (order.spares.requested.map(\.part) + order.swaps.map(\.part)).map(\.number)
                + held.map { "\(Part.kind):\($0.part)" })
        families = Set(known.compactMap { things.families[$0.model.text] })
        operations = order.approvedOperations
        arrived = ["on-site", "left"].contains(header.stage) ? order.visits.last?.arrived : nil
        shown = order.shownRecord
        isSigned = order.signature != nil
        isSignatureOwed = order.isSignatureOwed
        record = things.papers[header.number]
        isLead = order.engineer == person
    }
}
