import Handbook

/// A customer's complaint: a manager answers within a day, and the customer says whether that settles it (2.2.1).
package struct Complaint: Procedure {
    package static let kind = "CP"
    package static let title = Text("投诉", "Complaint")
    package static let activities: [any Activity<Complaint>.Type] = [
        Complain.self, Reply.self, Settle.self, Persist.self, SettleBySilence.self, OfferLink<Complaint>.self,
        RevokeLink<Complaint>.self,
    ]

    package enum Stage: String, StageName {
        case received, answered, settled

        package var name: Text {
            switch self {
            case .received: Text("已收到", "Received")
            case .answered: Text("已答复", "Answered")
            case .settled: Text("已了结", "Settled")
            }
        }
    }
    package typealias Step = Stage

    var text = ""
    var customer: ID<Customer>?
    var region: String?
    /// The case that it is about.
    var about: String?
    var complainant: String?
    var requester: ID<Person>?
    /// The manager who answered.
    var owner: ID<Person>?
    var answer: String?
    var answeredAt: Instant?
    var measures: [String: Int64] = [:]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = text
        facets.region = region
        facets.customer = customer?.text
        facets.owner = owner?.text
        facets.take(owner, as: "owner")
        facets.take(requester, as: "requester")
        facets.measures = measures
        facets.isShownToCustomer = true
        return facets
    }
}
