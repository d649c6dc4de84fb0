import Handbook

/// A family of products, by which people are qualified and incidents graded (19.3).
package struct ProductFamily: Register {
    package static let kind = "family"
    package static let title = Text("产品族", "Product family")
    package static let table = "product_families"
    package static let clause = "19.3"
    package static let keepers: [Role] = [.networkEngineer, .technicalManager, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input("定级类别", "Kind for grading", clause: "19.3") package var grading: GradedFamily
    @Input("厂商", "Vendor") package var vendor: String

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.isCompanyWide = true
        facets.words = [vendor]
        return facets
    }
}

/// The four kinds of product that incidents are graded by (19.3).
package enum GradedFamily: String, Choice {
    case network, storage, server, management

    package static let first = GradedFamily.network
    package var name: Text {
        switch self {
        case .network: Text("网络", "Network")
        case .storage: Text("存储", "Storage")
        case .server: Text("服务器", "Server")
        case .management: Text("网管", "Network management")
        }
    }
}

/// A model of a family.
package struct ProductModel: Register {
    package static let kind = "model"
    package static let title = Text("型号", "Model")
    package static let table = "product_models"
    package static let clause = "19.3"
    package static let keepers: [Role] = [.networkEngineer, .technicalManager, .administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input("产品族", "Family") package var family: ID<ProductFamily>
    @Input("停产日期", "Out of production since", clause: "12.2.3(c)") package var endOfProduction: Day?

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.isCompanyWide = true
        return facets
    }
}

/// One device at a customer's, known by its serial: its record is refreshed after each visit that changed it (13/060).
package struct Device: Register {
    package static let kind = "device"
    package static let title = Text("设备", "Device")
    package static let table = "devices"
    package static let clause = "13/060"
    package static let keepers: [Role] = [.technicalManager, .networkEngineer, .projectManager, .administrator]
    package static let further: [any Activity<Device>.Type] = [RefreshDevice.self]

    @Input(code: "序列号", "Serial") package var code: String
    @Input("型号", "Model") package var model: ID<ProductModel>
    @Input("客户", "Customer") package var customer: ID<Customer>
    @Input("局点", "Site") package var site: ID<Site>
    @Input(region: "区域", "Region") package var region: String
    @Input("机房", "Room") package var room: String?
    @Input("位置", "Position") package var position: String?
    @Input("软件版本", "Software version") package var version: String?
    @Input("保修至", "Warranty until", clause: "12.2.3") package var warrantyUntil: Day?
    @Input("板卡", "Boards", 0...200) package var boards: [Board]

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = "\(model.text) \(code)"
        facets.region = region
        facets.customer = customer.text
        facets.site = site.text
        facets.isShownToCustomer = true
        facets.devices = [code]
        facets.words = boards.map(\.serial) + [room, position].compactMap { $0 }
        return facets
    }
}

/// A board in a device, with its own cover.
package struct Board: Form {
    @Input("部件", "Part") package var part: ID<Part>
    @Input(code: "序列号", "Serial") package var serial: String
    @Input("槽位", "Slot") package var slot: String?
    @Input("保修至", "Cover until", clause: "12.2.3(f)") package var coverUntil: Day?

    package init() {}
}

/// Refreshes the device's record from what a visit changed (13/060).
struct RefreshDevice: Activity {
    static let row = Row<Standing>(
        "060", "刷新设备档案", "Refresh device", by: .technicalManager, from: [.active], clauses: ["13/060"])

    @Input(code: "派工单", "Dispatch order") var order: String
    @Input("更换", "Swaps", 0...100) var swaps: [BoardChange]
    @Input("软件版本", "Software version") var version: String?

    func perform(on device: inout Device, in work: Work) {
        for swap in swaps {
            device.boards.removeAll { $0.serial == swap.oldSerial }
            var board = Board()
            board.part = swap.part
            board.serial = swap.newSerial
            board.slot = swap.slot
            board.coverUntil = swap.coverUntil
            device.boards.append(board)
        }
        if let version { device.version = version }
        work.link(to: order, as: "refreshed-by")
    }
}

/// One board that took another's place.
package struct BoardChange: Form {
    @Input("部件", "Part") package var part: ID<Part>
    @Input(code: "旧序列号", "Old serial") package var oldSerial: String
    @Input(code: "新序列号", "New serial") package var newSerial: String
    @Input("槽位", "Slot") package var slot: String?
    @Input("保修至", "Cover until", clause: "12.2.3(f)") package var coverUntil: Day?

    package init() {}
}
