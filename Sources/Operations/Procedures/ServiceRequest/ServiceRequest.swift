import Handbook

/// A customer's request for service: from the report of a fault to the customer's confirmation (12.1, 12.2.1, 12.3).
package struct ServiceRequest: Procedure {
    package static let kind = "SR"
    package static let title = Text("服务请求", "Service request")
    package static let activities: [any Activity<ServiceRequest>.Type] = [
        Receive.self, CompleteFacts.self, Respond.self, Note.self, DeferAnswer.self, AnswerDeferred.self, Escalate.self,
        WaitForCustomer.self, Resume.self, Suspend.self, ResumeService.self, Exclude.self, Relevel.self, CallOnSite.self,
        TemporarySolution.self, GiveSolution.self, Confirm.self, Reject.self, ConfirmBySilence.self, Callback.self, Close.self,
        Merge.self, Rate.self, OfferLink<ServiceRequest>.self, RevokeLink<ServiceRequest>.self,
    ]

    package enum Stage: String, StageName {
        case received, diagnosing, waiting
        case onSiteCalled = "on-site-called"
        case restored, solved, confirmed, closed, merged

        package var name: Text {
            switch self {
            case .received: Text("已受理", "Received")
            case .diagnosing: Text("远程诊断", "Diagnosing")
            case .waiting: Text("等待客户", "Waiting for customer")
            case .onSiteCalled: Text("已请现场", "On-site called")
            case .restored: Text("业务已恢复", "Restored")
            case .solved: Text("已给方案", "Solved")
            case .confirmed: Text("客户已确认", "Confirmed")
            case .closed: Text("已关闭", "Closed")
            case .merged: Text("已并单", "Merged")
            }
        }
    }
    package typealias Step = Stage

    var facts = Facts()
    var region: String?
    var customer: ID<Customer>?
    var site: ID<Site>?
    var device: ID<Device>?
    /// The device's product family, as it was when the device was recognised.
    var family: ID<ProductFamily>?
    /// The request that the same device had shortly before.
    var repeats: ID<ServiceRequest>?
    var owner: ID<Person>?
    var requester: ID<Person>?
    /// The contract's level, or the edition's where there is none.
    var level = ""
    var contract: ID<Contract>?
    var basis = Basis.none
    var exclusion: Exclusion?
    /// The means tried so far, in order: phone, then remote, then on site.
    var tried: [Means] = []
    var owed: CustomerDuty?
    var suspendedFor: ServiceObstacle?
    var openQuestions: [String] = []
    var orders: [ID<DispatchOrder>] = []
    var temporarySolution: String?
    var solution: String?
    var solvedAt: Instant?
    var confirmedBy: String?
    var callback: CallbackResult?
    var rating: Rating?
    var measures: [String: Int64] = [:]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = facts.description
        facets.region = region
        facets.customer = customer?.text
        facets.site = site?.text
        facets.owner = owner?.text
        facets.level = level
        facets.take(owner, as: "owner")
        facets.take(requester, as: "requester")
        if let serial = device?.text ?? facts.serial { facets.devices = [serial] }
        facets.words = [facts.contact, facts.phone, facts.place].compactMap { $0 }
        facets.measures = measures
        facets.family = family?.text
        facets.contract = contract?.text
        if repeats != nil, let opened = measures["opened"] { facets.marks[.repeated] = Instant(milliseconds: opened) }
        // What the customer rated counts before what was noted of a call.
        if let rating {
            facets.marks[rating.isGood ? .satisfied : .unsatisfied] = rating.at
        } else if let isSatisfied = callback?.isSatisfied, let at = callback?.at {
            facets.marks[isSatisfied ? .satisfied : .unsatisfied] = at
        }
        facets.isShownToCustomer = true
        return facets
    }
}

extension ServiceRequest {
    /// What a customer tells of a fault (12.2): asked for, never a condition.
    struct Facts: Codable, Hashable {
        var description = ""
        var contact: String?
        var phone: String?
        var serial: String?
        var place: String?
        var stepsTaken: String?
        var likelyCause: String?

        /// The facts of 12.2 that nobody has told yet.
        var missing: [Fact] {
            var missing: [Fact] = []
            if contact == nil || phone == nil { missing.append(.contact) }
            if serial == nil { missing.append(.serial) }
            if stepsTaken == nil { missing.append(.steps) }
            if likelyCause == nil { missing.append(.cause) }
            if place == nil { missing.append(.place) }
            return missing
        }
    }

    /// The facts that are asked for, each with its clause.
    enum Fact: String, Codable {
        case contact, serial, steps, cause, place

        var name: Text {
            switch self {
            case .contact: Text("联系人和电话", "contact and phone")
            case .serial: Text("序列号或条码", "serial or barcode")
            case .steps: Text("已做处理", "steps already taken")
            case .cause: Text("可能原因", "likely cause")
            case .place: Text("使用地点", "place of use")
            }
        }
    }

    /// By what the customer may ask for service.
    enum Basis: String, Codable {
        case contract, warranty, none
    }

    /// How something was tried (12.2.1, 12.2.5).
    enum Means: String, Choice {
        case phone, remote
        case onSite = "on-site"

        static let first = Means.phone
        var name: Text {
            switch self {
            case .phone: Text("电话", "Phone")
            case .remote: Text("远程", "Remote")
            case .onSite: Text("现场", "On site")
            }
        }
    }

    /// What came of calling the customer back.
    struct CallbackResult: Codable, Hashable {
        var attempts = 0
        var isReached = false
        var isSatisfied: Bool?
        /// When the customer was asked last.
        var at: Instant?
    }
}
