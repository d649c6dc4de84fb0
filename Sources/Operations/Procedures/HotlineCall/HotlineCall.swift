import Handbook

/// A call on the hotline: an entry of thirty seconds, which is called back or becomes a request (2.3, 12.2.1/1).
package struct HotlineCall: Procedure {
    package static let kind = "HC"
    package static let title = Text("热线来电", "Hotline call")
    package static let activities: [any Activity<HotlineCall>.Type] = [
        LogCall.self, LogMissedCall.self, CallBack.self, BecomeRequest.self, EndCall.self,
    ]

    package enum Stage: String, StageName {
        case answered, missed, requested, ended

        package var name: Text {
            switch self {
            case .answered: Text("已接听", "Answered")
            case .missed: Text("未接", "Missed")
            case .requested: Text("已转请求", "Became a request")
            case .ended: Text("已结束", "Ended")
            }
        }
    }
    package typealias Step = Stage

    var caller: String?
    var phone = ""
    var matter: String?
    var customer: ID<Customer>?
    var region: String?
    var takenBy: ID<Person>?
    var request: ID<ServiceRequest>?
    var measures: [String: Int64] = [:]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = matter ?? phone
        facets.customer = customer?.text
        facets.region = region
        facets.owner = takenBy?.text
        facets.take(takenBy, as: "owner")
        facets.words = [caller, phone].compactMap { $0 }
        facets.measures = measures
        return facets
    }
}
