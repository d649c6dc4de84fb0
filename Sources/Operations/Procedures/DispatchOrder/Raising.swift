import Handbook

extension DispatchOrder {
    /// Raises on-site service, with the spares at once (13/010, 13.2): the arrival clock of a repair runs from here.
    struct Raise: Activity {
        static let row = Row<Stage>(
            "010", "提出现场服务", "Raise", by: .engineer, .technicalManager, .projectManager, from: .opening, to: .raised,
            clauses: ["13/010", "13.2", "12.2.5/1"])

        @Input("派工类型", "Type", clause: "13.3") var type: OrderType
        @Input("局点", "Site") var site: ID<Site>
        @Input("工作内容", "Work", 2...2000, clause: "13.3", lines: true) var work: String
        @Input("设备", "Devices", 0...200) var devices: [ID<Device>]
        @Input("备件", "Spares", 0...50, clause: "13.2") var spares: [PartLine]

        static let guards: [Guard<Self>] = [
            .given("3.2.6", "设备在此局点", "The devices are at this site", field: "devices") { raise, _, work in
                for code in raise.devices where try work.find(code).site != raise.site {
                    return .unmet(remedy: Text("设备 \(code) 不在此局点", "Device \(code) is not at this site"))
                }
                return .met
            }
        ]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let place = try work.find(site)
            order.type = type
            order.task = self.work
            order.site = site
            order.customer = place.customer
            order.region = place.region
            order.devices = devices
            order.family = try devices.first.map { try work.find(work.find($0).model).family }
            order.follows = try work.earlierOrder()
            order.raisedBy = work.person
            order.spares.requested = spares.map { SpareBook.Line(part: $0.part, quantity: $0.count) }
            order.measures["opened"] = work.now.milliseconds
            let contract = try work.contract(for: place.customer, device: devices.first, site: site)
            order.contract = contract.map { ID($0.code) }
            order.isCovered = contract?.coversOnSite ?? false
            let level = contract.flatMap { ServiceLevel($0.arrival) } ?? work.edition.levels.defaultLevel
            order.level = level.description
            // Only a repair is promised by a level; a project or an inspection comes at the time that is agreed.
            if type == .repair { work.start(.arrival, .level(level)) }
            work.tell(
                .role(.technicalManager),
                Text("\(work.number) 请派工：\(order.task)", "\(work.number) asks for an engineer: \(order.task)"))
            work.issue(try order.servicePlan(in: work))
        }
    }
}

extension DispatchOrder {
    /// The technical service request plan (技术服务请求方案).
    fileprivate func servicePlan(in work: Work) throws -> Paper {
        var paper = Paper(.servicePlan)
        paper.line("单号", "Number", work.number)
        paper.line("类型", "Type", type.name, clause: "13.3")
        paper.line("客户", "Customer", try work.find(customer)?.name)
        paper.line("局点", "Site", try work.find(site)?.name)
        paper.line("工作内容", "Work", task)
        paper.line("设备", "Devices", devices.map(\.text).joined(separator: ", "))
        paper.line("服务级别", "Service level", level, clause: "12.2.5/5")
        return paper
    }
}

extension Work {
    /// The order that was raised last from the same request before this one.
    fileprivate func earlierOrder() throws -> ID<DispatchOrder>? {
        guard let parent = header.parent else { return nil }
        return try session.first(
            "SELECT number FROM cases WHERE parent = ? AND kind = ? AND number < ? ORDER BY number DESC LIMIT 1", parent,
            DispatchOrder.kind, number
        ).map { ID(try $0.text("number")) }
    }
}
