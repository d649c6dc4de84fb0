import Handbook

/// Sends an engineer to a customer's site and brings the signed work record back (13, 3.1–3.3, 4).
package struct DispatchOrder: Procedure {
    package static let kind = "DO"
    package static let title = Text("派工单", "Dispatch order")
    package static let activities: [any Activity<DispatchOrder>.Type] = [
        Raise.self, Assign.self, Reassign.self, Reschedule.self, Withdraw.self, Accept.self, Decline.self, RequestSpares.self,
        ConfirmSpares.self,
        IssueSpares.self, ReportDelay.self, AskConsent.self, GiveConsent.self, RefuseConsent.self, Arrive.self, LogWork.self,
        SwapPart.self, UseParts.self, ExtraOperation.self,
        AddPhoto.self,
        DailyReport.self, Interrupt.self, Leave.self, Sign.self, SignatureOwed.self, OwePart.self, LeaveOpen.self,
        SubmitReceipt.self,
        AcceptReceipt.self, ReturnReceipt.self, ReleaseReport.self, RefreshDeviceRecord.self, Close.self, Cancel.self,
        ChaseSignature.self, ChaseDebts.self, Rate.self, OfferLink<DispatchOrder>.self, RevokeLink<DispatchOrder>.self,
    ]

    package static let sheets = [
        Sheet("提出并派工", "Raise and assign", [Raise.self, Assign.self]),
        Sheet(
            "审核并关闭", "Review and close", [AcceptReceipt.self, RefreshDeviceRecord.self, Close.self],
            skipping: [RefreshDeviceRecord.self]),
    ]

    package enum Stage: String, StageName {
        case raised, assigned, accepted
        case onSite = "on-site"
        case left
        case handedIn = "handed-in"
        case reviewed, refreshed, closed, cancelled

        package var name: Text {
            switch self {
            case .raised: Text("已提出", "Raised")
            case .assigned: Text("已派工", "Assigned")
            case .accepted: Text("已接单", "Accepted")
            case .onSite: Text("在现场", "On site")
            case .left: Text("已离场", "Left")
            case .handedIn: Text("已交回", "Handed in")
            case .reviewed: Text("已审核", "Reviewed")
            case .refreshed: Text("档案已刷新", "Refreshed")
            case .closed: Text("已关闭", "Closed")
            case .cancelled: Text("已取消", "Cancelled")
            }
        }
    }
    package typealias Step = Stage

    var type = OrderType.repair
    var task = ""
    var customer: ID<Customer>?
    var site: ID<Site>?
    var region: String?
    var devices: [ID<Device>] = []
    /// The product family of the first device, as it was when the order was raised.
    var family: ID<ProductFamily>?
    /// The earlier order of the same request, which so was not settled by one visit.
    var follows: ID<DispatchOrder>?
    var raisedBy: ID<Person>?
    var level = ""
    /// The contract that covered its first device or its site when it was raised.
    var contract: ID<Contract>?
    var isCovered = false

    var engineer: ID<Person>?
    var helpers: [ID<Person>] = []
    var appointment: Instant?
    var minutes = 0
    /// What the assignment asked for; a later engineer is measured by it too.
    var difficulty: SkillRank?
    var workTicket: WorkTicket?
    /// The first order of the journey in which this one is done too; nil where it leads one or stands alone.
    var trip: ID<DispatchOrder>?
    var assignedBy: ID<Person>?

    var spares = SpareBook()
    var visits: [Visit] = []
    /// Operations that wait for the customer's consent, and the consent that was given last.
    var consentAsked: ConsentRequest?
    var consent: Evidence?
    var approvedOperations: [String] = []
    var log: [LogEntry] = []
    var swaps: [Swap] = []
    var signature: SignedRecord?
    var isSignatureOwed = false
    var receipt: Receipt?
    var rating: Rating?
    var measures: [String: Int64] = [:]

    package init() {}

    /// The visit that is agreed or going on, or else the last one that was made; nil where none is agreed.
    var currentVisit: (at: Instant, isOver: Bool)? {
        guard let last = visits.last else { return appointment.map { ($0, false) } }
        guard let left = last.left else { return (last.arrived, false) }
        if let appointment, left < appointment { return (appointment, false) }
        return (last.arrived, true)
    }

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = task
        facets.region = region
        facets.customer = customer?.text
        facets.site = site?.text
        facets.owner = (engineer ?? assignedBy ?? raisedBy)?.text
        facets.level = level
        facets.devices = Set(devices.map(\.text) + swaps.flatMap { [$0.oldSerial, $0.newSerial] })
        facets.take(engineer, as: "lead")
        for helper in helpers { facets.take(helper, as: "helper") }
        facets.take(raisedBy, as: "requester")
        facets.take(assignedBy, as: "manager")
        // A visit that is over takes nobody's time; the next one is agreed for later than that.
        if let appointment, engineer != nil, visits.last?.left.map({ $0 < appointment }) ?? true {
            let end = appointment.adding(minutes: minutes)
            for person in [engineer].compactMap({ $0 }) + helpers {
                facets.appointments.insert(Facets.Appointment(person: person.text, from: appointment, to: end, trip: trip?.text))
            }
        }
        facets.measures = measures
        facets.family = family?.text
        facets.contract = contract?.text
        if let arrived = visits.first?.arrived { facets.marks[.visited] = arrived }
        if type == .inspection, let receipt { facets.marks[.inspected] = receipt.at }
        if let first = swaps.map(\.at).min() { facets.marks[.partsChanged] = first }
        for (part, swaps) in Dictionary(grouping: swaps, by: \.part.text) {
            facets.changed[part] = swaps.map(\.at).min().map { Facets.Changed(first: $0, pieces: swaps.count) }
        }
        if let rating { facets.marks[rating.isGood ? .visitSatisfied : .visitUnsatisfied] = rating.at }
        if type == .repair, let receipt {
            let isFixed = receipt.result == .done && visits.count == 1 && follows == nil
            facets.marks[isFixed ? .fixedAtOnce : .notFixedAtOnce] = receipt.at
        }
        for day in receipt?.days ?? [] {
            func add(_ person: ID<Person>, _ hours: DayHours, isLead: Bool) {
                facets.hours.insert(Facets.Hours(person: person.text, isLead: isLead, journey: trip?.text, hours: hours))
            }
            if let engineer { add(engineer, day, isLead: true) }
            for helper in Set(helpers) where helper != engineer { add(helper, day.ofHelper, isLead: false) }
        }
        facets.isShownToCustomer = true
        return facets
    }

    /// Whether a visit changed a device, so that its record must be refreshed before the order closes (13/060).
    var changedDevices: Bool { !swaps.isEmpty || log.contains { $0.newVersion != nil } }
}

/// The three kinds of order (13.3).
package enum OrderType: String, Choice {
    case project, repair, inspection

    package static let first = OrderType.repair
    package var name: Text {
        switch self {
        case .project: Text("工程派工", "Project")
        case .repair: Text("维修派工", "Repair")
        case .inspection: Text("巡检派工", "Inspection")
        }
    }
}

/// A work ticket (工作票), where the site asks for one.
struct WorkTicket: Form, Hashable {
    @Input(code: "票号", "Number") var number: String
    @Input("签发人", "Issuer") var issuer: String
    @Input("工作负责人", "Leader") var leader: String
    @Input("许可人", "Permitter") var permitter: String
    @Input("有效自", "Valid from") var from: Instant
    @Input("有效至", "Valid until") var to: Instant

    init() {}
    static func == (one: WorkTicket, other: WorkTicket) -> Bool {
        one.number == other.number && one.from == other.from && one.to == other.to
    }
    func hash(into hasher: inout Hasher) { hasher.combine(number) }
}
