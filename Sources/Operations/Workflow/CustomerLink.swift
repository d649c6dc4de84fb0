import Handbook
import Storage

/// A link for a customer's contact: bound to one case, one contact and one purpose, until it is used, revoked or too old.
package struct CustomerLink: Hashable, Sendable {
    /// The digest of its key, which alone is kept.
    package let hash: String
    /// The case, or the contact's own entry where it is there to report a fault or to complain of no case.
    package let number: String
    package let contact: ID<Contact>
    package let purpose: LinkPurpose
    /// Who made it.
    package let person: String
    package let created: Instant
    package let expires: Instant
    package let used: Instant?
    /// The case in which it was used.
    package let ledTo: String?
    package let revoked: Instant?

    /// Where it stands.
    package enum State: String, Sendable {
        case open, used, revoked, expired
    }

    /// Where it stands at that time.
    package func state(at now: Instant) -> State {
        if revoked != nil { return .revoked }
        if used != nil { return .used }
        return expires > now ? .open : .expired
    }

    /// The most days for which one is offered.
    static let mostDays = 30

    /// Whether its bearer may look at what it shows: until it expires, and at what came of a report or a complaint until 30 days
    /// after that is closed.
    func shows(_ header: CaseHeader?, at now: Instant) -> Bool {
        switch state(at: now) {
        case .open: true
        case .used:
            expires > now
                || [.report, .complain].contains(purpose) && header.map { $0.isOpen || Self.isFresh($0.closed, at: now) } ?? false
        case .revoked, .expired: false
        }
    }

    private static func isFresh(_ closed: Instant?, at now: Instant) -> Bool {
        closed.map { $0.adding(hours: 24 * mostDays) > now } ?? false
    }

    /// The case that it stands beside; nil where it stands with the contact's own entry.
    var subject: String? { CaseNumber.kind(of: number) == Contact.kind ? nil : number }

    /// Whether it opens a step: one of its purpose's, in its own case or in the one that it opens.
    func opens(_ activity: DeclaredActivity, in header: CaseHeader) -> Bool {
        guard purpose.procedure(in: CaseNumber.kind(of: number))?.kind == header.kind,
            purpose.verbs(in: CaseNumber.kind(of: number)).contains(activity.verb)
        else { return false }
        return activity.isOpening || header.number == number
    }
}

extension CustomerLink {
    private static let columns = "hash, number, contact, purpose, person, created, expires, used, led_to, revoked"

    private init?(_ row: SQLRow) throws {
        guard let purpose = LinkPurpose(rawValue: try row.text("purpose")) else { return nil }
        func instant(_ column: String) throws -> Instant? {
            try row.optionalInteger(column).map { Instant(milliseconds: $0) }
        }
        hash = try row.text("hash")
        number = try row.text("number")
        contact = ID(try row.text("contact"))
        self.purpose = purpose
        person = try row.text("person")
        created = Instant(milliseconds: try row.integer("created"))
        expires = Instant(milliseconds: try row.integer("expires"))
        used = try instant("used")
        ledTo = try row.optionalText("led_to")
        revoked = try instant("revoked")
    }

    /// The link with that digest; nil where there is none.
    package static func find(_ hash: String, in session: any Session) throws -> CustomerLink? {
        try session.first("SELECT \(columns) FROM customer_links WHERE hash = ?", hash).flatMap { try CustomerLink($0) }
    }

    /// The links of a case, the latest first; at most 30.
    package static func all(of number: String, in session: any Session) throws -> [CustomerLink] {
        try session.query(
            "SELECT \(columns) FROM customer_links WHERE number = ? ORDER BY position DESC, hash LIMIT 30", number
        ).compactMap { try CustomerLink($0) }
    }

    /// Uses it up; throws `Missing` where somebody was quicker.
    func use(ledTo number: String, at now: Instant, in session: any Session) throws {
        let count = try session.execute(
            "UPDATE customer_links SET used = ?, led_to = ? WHERE hash = ? AND used IS NULL AND revoked IS NULL AND expires > ?",
            now.milliseconds, number, hash, now.milliseconds)
        guard count == 1 else { throw Self.isOver }
    }

    /// What whoever comes with an old link is told.
    package static let isOver = Missing("此链接已用过、已撤回或已过期，请索取新的", "This link was used, taken back or is too old; ask for a new one")
}

extension Effects {
    /// A one-time link that is offered to a contact.
    package struct OfferedLink: Sendable {
        let hash: String
        let contact: ID<Contact>
        let purpose: LinkPurpose
        let expires: Instant
    }
}
