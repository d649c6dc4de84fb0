import Handbook

/// What is raised again and again, so that nobody types it anew: a quarter's inspection, a filter to clean (13/010, 13.2).
package struct OrderTemplate: Register {
    package static let kind = "template"
    package static let title = Text("派工模板", "Order template")
    package static let table = "order_templates"
    package static let clause = "13/010"
    package static let keepers: [Role] = [.technicalManager, .serviceManager, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...60) package var name: String
    @Input("派工类型", "Type", clause: "13.3") package var type: OrderType
    @Input("工作内容", "Work", 2...2000, clause: "13.3", lines: true) package var work: String
    @Input("备件", "Spares", 0...50, clause: "13.2") package var spares: [PartLine]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.isCompanyWide = true
        return facets
    }

    /// What an order that is raised by it says already.
    package var input: [String: Value] {
        [
            "type": .text(type.rawValue), "work": .text(work),
            "spares": .list(
                spares.map { line in
                    var members: [String: Value] = ["part": .text(line.part.text), "quantity": .integer(Int64(line.count))]
                    if let serial = line.serial { members["serial"] = .text(serial) }
                    return .object(members)
                }),
        ]
    }
}
