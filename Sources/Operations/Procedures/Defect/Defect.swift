import Handbook

/// Something that was left open at a customer's: it has an owner and a deadline until it is mended and the customer agrees (10.1.2(4)).
package struct Defect: Procedure {
    package static let kind = "DF"
    package static let title = Text("遗留问题", "Open defect")
    package static let activities: [any Activity<Defect>.Type] = [
        Raise.self, Reassign.self, Mend.self, Confirm.self, Reject.self, TellOverdue.self, OfferLink<Defect>.self,
        RevokeLink<Defect>.self,
    ]

    package enum Stage: String, StageName {
        case open, mended, closed

        package var name: Text {
            switch self {
            case .open: Text("待解决", "Open")
            case .mended: Text("已解决", "Mended")
            case .closed: Text("已关闭", "Closed")
            }
        }
    }
    package typealias Step = Stage

    var text = ""
    var customer: ID<Customer>?
    var site: ID<Site>?
    var region: String?
    var device: ID<Device>?
    /// The contract that covered its device or its site when it was raised.
    var contract: ID<Contract>?
    var owner: ID<Person>?
    /// The last day on which it shall be mended.
    var deadline: Day?
    var requester: ID<Person>?
    var mendedHow: String?
    var measures: [String: Int64] = [:]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = text
        facets.region = region
        facets.customer = customer?.text
        facets.site = site?.text
        facets.owner = owner?.text
        if let device { facets.devices = [device.text] }
        facets.take(owner, as: "owner")
        facets.take(requester, as: "requester")
        facets.measures = measures
        facets.contract = contract?.text
        facets.isShownToCustomer = true
        return facets
    }
}
