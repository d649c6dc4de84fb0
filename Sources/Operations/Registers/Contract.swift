import Handbook
import Storage

/// What was agreed with a customer: which sites or devices, from when to when, and the level of each service (12.1).
package struct Contract: Register {
    package static let kind = "contract"
    package static let title = Text("合同", "Contract")
    package static let table = "contracts"
    package static let clause = "12.1.1"
    package static let keepers: [Role] = [.salesAssistant, .serviceManager, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input("客户", "Customer") package var customer: ID<Customer>
    @Input(region: "区域", "Region") package var region: String
    @Input("自", "From") package var from: Day
    @Input("至", "Until") package var to: Day
    @Input("响应级别", "Response level", clause: "12.2.1(1)") package var response: String
    @Input("恢复级别", "Restore level") package var restore: String?
    @Input("到场级别", "Arrival level", clause: "12.2.5/5") package var arrival: String
    @Input("含现场服务", "Covers on-site service") package var coversOnSite: Bool
    @Input("含备件先行", "Covers advance replacement", clause: "12.2.4") package var coversAdvanceReplacement: Bool
    @Input("含坏件保留", "Covers faulty-part retention", clause: "12.2.3(e)") package var coversRetention: Bool
    @Input("局点", "Sites", 0...500) package var sites: [ID<Site>]
    @Input("设备", "Devices", 0...2000) package var devices: [ID<Device>]

    package init() {}

    package static let conditions: [Condition<Contract>] = [
        Condition("12.1.1", "各级别可读", "Every level can be read", field: "response") { contract, _ in
            let unread = [contract.response, contract.restore, contract.arrival].compactMap { $0 }.first { ServiceLevel($0) == nil }
            return .met(
                if: unread == nil,
                else: Text("“\(unread ?? "")”不是服务级别，如 5x8/4H", "“\(unread ?? "")” is no service level such as 5x8/4H"))
        },
        Condition("12.2.7", "起止有序", "It ends after it begins", field: "to") { contract, _ in
            .met(if: contract.to >= contract.from, else: Text("止期不能早于起期", "The end can't lie before the beginning"))
        },
    ]

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        facets.customer = customer.text
        facets.level = response
        facets.isShownToCustomer = true
        return facets
    }

    /// Whether a device or a site is covered on a day.
    package func covers(_ device: ID<Device>?, at site: ID<Site>?, on day: Day) -> Bool {
        guard (from...to).contains(day) else { return false }
        if let device, devices.contains(device) { return true }
        if let site, sites.contains(site) { return true }
        return false
    }
}

extension Work {
    /// The customer's contract that covers a device or a site on the day of doing: the one that names the device first.
    package func contract(for customer: ID<Customer>, device: ID<Device>?, site: ID<Site>?) throws -> Contract? {
        let contracts = try active(Contract.self, where: "customer", is: customer.text)
            .filter { $0.covers(device, at: site, on: today) }
        return contracts.first { contract in device.map(contract.devices.contains) ?? false } ?? contracts.first
    }

    /// What a customer may ask for: by contract, by warranty, or neither.
    package func entitlement(for customer: ID<Customer>, device: Device?, site: ID<Site>?) throws -> Entitlement {
        if let contract = try contract(for: customer, device: device.map { ID($0.code) }, site: site) { return .contract(contract) }
        if let warranty = device?.warrantyUntil, warranty >= today { return .warranty(until: warranty) }
        return .none
    }
}

/// By what a customer may ask for service.
package enum Entitlement {
    case contract(Contract)
    case warranty(until: Day)
    /// Out of warranty and contract: quote first.
    case none
}
