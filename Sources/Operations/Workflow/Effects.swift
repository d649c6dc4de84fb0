import Handbook

/// What follows from an activity: collected while it is performed, written in its transaction, told in its journal entry.
package struct Effects: Sendable {
    package var followUps: [FollowUp] = []
    package var clocks: [ClockEvent] = []
    package var moves: [StockMove] = []
    package var debts: [Debt] = []
    package var settled: [Int64] = []
    package var papers: [Paper] = []
    package var notices: [Notice] = []
    package var schedules: [Schedule] = []
    package var links: [Link] = []
    package var attachments: [Attachment] = []
    package var attested: [String] = []
    package var tokens: [Token] = []
    /// The digests of tokens that are worth nothing any more.
    package var revokedTokens: [String] = []
    package var offered: [OfferedLink] = []
    /// The digests of customers' links that are taken back.
    package var revokedLinks: [String] = []
    /// Clocks whose limit has passed.
    package var breached: [ClockName] = []
    package var amendments: [Amendment] = []
    /// The revision whose calendar the clocks follow from now on.
    package var calendar: String?

    /// An earlier entry told again: what it had started is taken back, and what it should have said takes its place.
    package struct Amendment: Sendable {
        package let position: Int
        package let inputs: [String: Value]
        package let before: [String: Value]
        package let done: Instant
    }

    /// A tie between two cases.
    package struct Link: Hashable, Sendable {
        package let number: String
        package let relation: String
    }

    /// A change of what the clock is to do.
    package enum Schedule: Sendable {
        case set(key: String, verb: String, due: Instant)
        case clear(key: String)
    }

    /// An access token's digest; the token itself is shown once and never kept.
    package struct Token: Sendable {
        package let hash: String
        package let expires: Instant
        package let scopes: String
    }
}

/// An activity that another one brings about in the same transaction.
package struct FollowUp: Sendable {
    package let number: String
    package let kind: String
    package let verb: String
    package let input: [String: Value]
    package let opens: Bool
}

/// Something that somebody is told.
package struct Notice: Hashable, Sendable {
    package let recipient: Recipient
    package let text: Text
}

/// Whom a notice reaches.
package enum Recipient: Hashable, Sendable {
    case person(ID<Person>)
    /// All who hold the role in the case's region, or for the company.
    case role(Role)
    /// All who hold the role in another region, who stand in.
    case neighbour(Role, region: String)
    case customer

    /// The principal under which the notice stands.
    func principal(region: String?, customer: String?) -> String? {
        switch self {
        case .person(let person): Principal.person(person.text)
        case .role(let role): Principal.role(role.id, region: region)
        case .neighbour(let role, let neighbour): Principal.role(role.id, region: neighbour)
        case .customer: customer.map(Principal.customer)
        }
    }
}

/// Names under which the audience, notices and search know who may see what.
package enum Principal {
    /// Everybody who works here.
    package static let staff = "staff"
    /// Those who hold a role for the whole company.
    package static let company = "company"

    package static func person(_ code: String) -> String { "person:\(code)" }
    package static func customer(_ code: String) -> String { "customer:\(code)" }
    /// Nobody's: it only marks cases about a customer that the customer may not see, so that those who may find them by it.
    package static func about(_ customer: String) -> String { "about:\(customer)" }
    package static func staff(of region: String) -> String { "staff:\(region)" }
    package static func role(_ role: String, region: String?) -> String { "role:\(role):\(region ?? "")" }
}

extension Actor {
    /// Every name under which notices reach this person: who holds a role for the company hears of it in every region.
    package func mailboxes(under edition: Edition) -> [String] {
        let regions = edition.organization.regions.map { Optional($0.code) } + [nil]
        let roles = (grants + deputyOf.flatMap(\.grants)).flatMap { grant in
            (grant.region.map { [Optional($0)] } ?? regions).map { Principal.role(grant.role, region: $0) }
        }
        return principals + roles
    }
}
