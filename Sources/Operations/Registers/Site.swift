import Handbook

/// A place of a customer's with rooms, access rules, windows and sensitive periods (1.4.3, 1.4.4, 12.2.5).
package struct Site: Register {
    package static let kind = "site"
    package static let title = Text("局点", "Site")
    package static let table = "sites"
    package static let clause = "1.4.7"
    package static let keepers: [Role] = [.technicalManager, .networkEngineer, .engineer, .salesAssistant, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input("客户", "Customer") package var customer: ID<Customer>
    @Input(region: "区域", "Region") package var region: String
    @Input("城市", "City") package var city: String?
    @Input("地址", "Address") package var address: String?
    @Input("机房", "Rooms", 0...100) package var rooms: [String]
    @Input("进出规定", "Access rules", clause: "3.2.2", lines: true) package var accessRules: String?
    @Input("须工作票", "Asks for a work ticket") package var asksWorkTicket: Bool
    @Input("要求的安全资格", "Safety credentials asked for", 0...20, clause: "3.2.3") package var credentials: [String]
    @Input("无人值守", "Unattended", clause: "12.2.5/note-4") package var isUnattended: Bool
    @Input("操作时段起（分钟）", "Window from (minute of the day)", 0...1440, clause: "1.4.3") package var windowFrom: Int?
    @Input("操作时段止（分钟）", "Window to (minute of the day)", 0...1440, clause: "1.4.3") package var windowTo: Int?
    @Input("敏感时段", "Sensitive periods", 0...200, clause: "1.4.4") package var sensitivePeriods: [SensitivePeriod]

    package init() {}

    package static let conditions: [Condition<Site>] = [
        Condition("1.4.4", "敏感时段起止有序", "Each sensitive period ends after it begins", field: "sensitivePeriods") { site, _ in
            let wrong = site.sensitivePeriods.first { $0.to <= $0.from }
            return .met(
                if: wrong == nil, else: Text("“\(wrong?.name ?? "")”的止期须在起期之后", "“\(wrong?.name ?? "")” must end after it begins"))
        }
    ]

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        facets.customer = customer.text
        facets.site = code
        facets.isShownToCustomer = true
        facets.words = [city, address].compactMap { $0 } + rooms
        return facets
    }

    /// The sensitive period that lies over an instant.
    package func sensitivePeriod(at instant: Instant) -> SensitivePeriod? {
        sensitivePeriods.first { $0.from <= instant && instant < $0.to }
    }

    /// The first sensitive period that a stretch of time runs into.
    package func sensitivePeriod(from: Instant, to: Instant) -> SensitivePeriod? {
        sensitivePeriods.filter { $0.from < to && from < $0.to }.min { $0.from < $1.from }
    }
}

/// A time in which equipment is left alone: a holiday, a meeting, a supply guarantee (1.4.4).
package struct SensitivePeriod: Form {
    @Input("名称", "Name") package var name: String
    @Input("自", "From") package var from: Instant
    @Input("至", "Until") package var to: Instant

    package init() {}
}
