import Handbook
import Storage

extension ID<Contact> {
    /// The name under which the contact acts by a link: `contact:gu-ming`, which no entry of the staff register can have.
    package var actor: ID<Person> { ID<Person>(number) }
}

extension Contact {
    /// How the numbers of contacts begin.
    fileprivate static let beginning = "\(kind):"
}

extension ID<Person> {
    /// The contact who acts under this name; nil for somebody of the staff register.
    package var contact: ID<Contact>? {
        text.utf8.starts(with: Contact.beginning.utf8) ? ID<Contact>(CaseNumber.code(of: text)) : nil
    }
}

extension Actor {
    /// The person of that code as somebody who acts: with grants, customer, and those whose deputy they are at that time.
    package static func load(_ code: ID<Person>, at now: Instant, evenIfLeft: Bool = false, in session: any Session) throws -> Actor
    {
        if code == Actor.clock.person { return .clock }
        if code == Actor.console.person { return .console }
        if let contact = code.contact, evenIfLeft { return try load(contact, in: session) }
        // One row for each whose deputy the person is, or a single one without.
        let rows = try session.query(
            """
            SELECT r.number, r.record_version, r.body, c.open, d.code AS absent, d.grants FROM cases c
                JOIN records r ON r.number = c.number
                LEFT JOIN people d ON d.deputy = ? AND d.valid_to IS NULL AND d.active = 1 AND d.deputy_from <= ? AND d.deputy_to >= ?
            WHERE c.number = ?
            """, code.text, now.milliseconds, now.milliseconds, code.number)
        guard let row = rows.first else { throw Missing("没有“\(code)”这个人", "There is nobody called “\(code)”") }
        let person = try Person.decode(row)
        guard try evenIfLeft || (row.integer("open") != 0 && person.employment != .left) else {
            throw Refused(
                "5.2(1)", Text("账号已停用", "This account is closed"),
                remedy: Text("请人事行政核对\(person.name)的在职状态", "Ask HR to check the employment of \(person.name)"))
        }
        return Actor(
            person: code, name: person.name, grants: person.grants, customer: person.customer,
            branches: try person.customer.map { try Customer.branches(of: $0, in: session) } ?? [],
            deputyOf: try rows.compactMap(deputyship))
    }

    /// Whoever makes a submission: somebody of the register, or a contact by a link; throws `Missing` where the link is no good.
    static func load(for submission: Submission, at now: Instant, in session: any Session) throws -> Actor {
        guard let hash = submission.link else { return try load(submission.by, at: now, in: session) }
        guard let actor = try load(byLink: hash, in: session), let link = actor.link, submission.by == actor.person,
            link.state(at: now) == .open
        else { throw CustomerLink.isOver }
        return actor
    }

    /// The contact to whom a link was given, used or not; nil where there is no such link, or the contact is the customer's no more.
    static func load(byLink hash: String, in session: any Session) throws -> Actor? {
        guard let link = try CustomerLink.find(hash, in: session),
            try Contact.find(link.contact, in: session)?.standing == .active
        else { return nil }
        return try load(link.contact, by: link, in: session)
    }

    /// A customer's contact as somebody who acts for the customer.
    private static func load(_ contact: ID<Contact>, by link: CustomerLink? = nil, in session: any Session) throws -> Actor {
        guard let entry = try Contact.find(contact, in: session)?.entry else {
            throw Missing("没有联系人“\(contact)”", "There is no contact “\(contact)”")
        }
        return Actor(
            person: contact.actor, name: entry.name, grants: [Grant(.customer)], customer: entry.customer, link: link)
    }

    private static func deputyship(_ row: SQLRow) throws -> Deputyship? {
        guard let absent = try row.optionalText("absent") else { return nil }
        let grants = try CanonicalJSON.value(of: row.text("grants").utf8)
        return Deputyship(person: ID(absent), grants: try ValueDecoder.decode([Grant].self, from: grants))
    }
}
