import Handbook

/// Who may do something: a role that a person holds for a region, or a part that a person plays in one case.
package struct Role: Hashable, Sendable, Codable {
    package let id: String
    /// The part in the case that the person must play besides holding the role, such as the lead of an order.
    package let part: String?

    private init(_ id: String, part: String? = nil) {
        self.id = id
        self.part = part
    }

    package static let customer = Role("customer")
    package static let serviceDesk = Role("service-desk")
    package static let engineer = Role("engineer")
    package static let networkEngineer = Role("network-engineer")
    package static let technicalManager = Role("technical-manager")
    package static let serviceManager = Role("service-manager")
    package static let projectManager = Role("project-manager")
    package static let salesAssistant = Role("sales-assistant")
    package static let procurement = Role("procurement")
    package static let storekeeper = Role("storekeeper")
    package static let reviewer = Role("reviewer")
    package static let authorizationTeam = Role("authorization-team")
    package static let departmentHead = Role("department-head")
    package static let humanResources = Role("human-resources")
    package static let presidentOffice = Role("president-office")
    package static let management = Role("management")
    package static let administrator = Role("administrator")
    package static let auditor = Role("auditor")
    /// What falls due by itself, performed through the desk like any other activity.
    package static let clock = Role("clock")

    /// The one engineer who takes an order's steps; helpers only log.
    package static let leadEngineer = Role("engineer", part: "lead")
    /// Any engineer of the order, lead or helper.
    package static let orderEngineer = Role("engineer", part: "crew")

    /// Every role that a person can hold.
    package static let all: [Role] = [
        customer, serviceDesk, engineer, networkEngineer, technicalManager, serviceManager, projectManager, salesAssistant,
        procurement,
        storekeeper, reviewer, authorizationTeam, departmentHead, humanResources, presidentOffice, management, administrator,
        auditor, clock,
    ]

    /// The role of that id, of those that a person can hold.
    package static func named(_ id: String) -> Role? { all.first { $0.id == id } }
}

/// A role that a person holds for a region; nil stands for the whole company.
package struct Grant: Form, Hashable {
    @Input(code: "角色", "Role") package var role: String
    @Input("区域", "Region", help: Text("空着表示全公司", "Empty means the whole company")) package var region: String?

    package init() {}
    package init(_ role: Role, region: String? = nil) {
        self.role = role.id
        self.region = region
    }

    package static func == (one: Grant, other: Grant) -> Bool { one.role == other.role && one.region == other.region }
    package func hash(into hasher: inout Hasher) {
        hasher.combine(role)
        hasher.combine(region)
    }
}
