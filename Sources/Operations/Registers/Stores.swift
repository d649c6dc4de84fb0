import Handbook

/// A part of which there is stock: by serial, or as a consumable without.
package struct Part: Register {
    package static let kind = "part"
    package static let title = Text("部件", "Part")
    package static let table = "parts"
    package static let clause = "15.6"
    package static let keepers: [Role] = [.storekeeper, .procurement, .administrator]

    @Input(code: "物料编码", "Part number") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input("产品族", "Family") package var family: ID<ProductFamily>?
    @Input("按序列号管理", "Tracked by serial") package var isSerialised: Bool
    @Input("目录价（元）", "List price (yuan)", clause: "12.2.4(c)") package var listPrice: Money?

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.isCompanyWide = true
        return facets
    }
}

/// A store, with what is booked into it outside of any order (15).
package struct Warehouse: Register {
    package static let kind = "warehouse"
    package static let title = Text("库房", "Warehouse")
    package static let table = "warehouses"
    package static let clause = "15.6"
    package static let keepers: [Role] = [.storekeeper, .administrator]
    package static let further: [any Activity<Warehouse>.Type] = [OpenBalance.self, ReceiveReturn.self]

    @Input(code: "编号", "Code") package var code: String
    @Input("名称", "Name", 1...120) package var name: String
    @Input(region: "区域", "Region") package var region: String

    package init() {}

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = name
        facets.region = region
        return facets
    }
}

/// Parts of one number, with a serial where they have one.
package struct PartLine: Form {
    @Input("部件", "Part") package var part: ID<Part>
    @Input(code: "序列号", "Serial") package var serial: String?
    @Input("数量", "Quantity", 1...100_000) package var quantity: Int?

    package init() {}

    /// How many: one where nothing is said.
    package var count: Int { quantity ?? 1 }
}

extension Work {
    /// Whether a line of parts is told as the part is kept: by serial, one at a time, or by quantity.
    package func fault(in line: PartLine) throws -> Text? {
        let part = try find(line.part)
        switch (part.isSerialised, line.serial) {
        case (true, nil): return Text("\(part.name)按序列号管理，请填序列号", "\(part.name) is tracked by serial: give it")
        case (false, .some): return Text("\(part.name)没有序列号", "\(part.name) has no serials")
        case (true, .some) where line.count != 1: return Text("有序列号的部件一行一件", "One serial a line")
        default: return nil
        }
    }
}

/// Books the parts that a store holds when the ledger begins, or that come in from a supplier (15.1(b)).
struct OpenBalance: Activity {
    static let row = Row<Standing>("–", "入库", "Open balance", by: .storekeeper, from: [.active], clauses: ["15.1(b)"])
    static let guards: [Guard<Self>] = [
        .given("15.1(b)", "按件或按数登记", "Each line is told as the part is kept", field: "lines") { act, _, work in
            for line in act.lines { if let fault = try work.fault(in: line) { return .unmet(remedy: fault) } }
            return .met
        }
    ]

    @Input("部件", "Parts", 1...500) var lines: [PartLine]
    @Input("用途", "Purpose", clause: "15.1(b)") var purpose: String

    func perform(on warehouse: inout Warehouse, in work: Work) {
        for line in lines {
            work.move(
                line.part, serial: line.serial, quantity: line.count, from: .outside, to: .warehouse(ID(warehouse.code)),
                purpose: Text(purpose, purpose))
        }
    }
}

/// Books a part that comes back for an order: an unused spare, or a faulty part that was owed (12.2.5(c), 15.1(a)).
struct ReceiveReturn: Activity {
    static let row = Row<Standing>("–", "收回", "Receive return", by: .storekeeper, from: [.active], clauses: ["15.1(a)"])
    static let guards: [Guard<Self>] = [
        .given("15.1(a)", "该件在此单名下或为欠件", "The order holds the part, or it is owed", field: "serial") { act, _, work in
            let isHeld = try act.isHeld(in: work)
            let isOwed = try act.debt(in: work) != nil
            return .met(
                if: isHeld || isOwed,
                else: Text(
                    "\(act.order) 名下没有 \(act.part) \(act.serial ?? "")，也不欠它",
                    "\(act.order) neither holds nor owes \(act.part) \(act.serial ?? "")"))
        }
    ]

    @Input(code: "派工单", "Dispatch order") var order: String
    @Input("部件", "Part") var part: ID<Part>
    @Input(code: "序列号", "Serial") var serial: String?
    @Input("数量", "Quantity", 1...100_000) var quantity: Int?

    func perform(on warehouse: inout Warehouse, in work: Work) throws {
        let store = StockAccount.warehouse(ID(warehouse.code))
        let purpose = Text("\(order) 退回", "Back from \(order)")
        if try isHeld(in: work) {
            work.move(part, serial: serial, quantity: quantity ?? 1, from: .order(order), to: store, purpose: purpose)
        }
        if let debt = try debt(in: work) {
            if debt.kind == Debt.Kind.faultyPart.rawValue {
                work.move(part, serial: serial, quantity: 1, from: try origin(in: work), to: store, purpose: purpose)
            }
            work.settle(debt.id)
        }
        work.link(to: order, as: "returned")
    }

    private func isHeld(in work: Work) throws -> Bool {
        try StockBook.holdings(of: .order(order), in: work.session).contains {
            $0.part == part.text && $0.serial == serial ?? "" && $0.quantity >= quantity ?? 1
        }
    }

    /// Where a faulty part left behind is in the books: at the site, where we had fitted it, or outside of them.
    private func origin(in work: Work) throws -> StockAccount {
        guard let site = try CaseHeader.find(order, in: work.session)?.site, let serial else { return .outside }
        return try work.isHeld(part, serial, by: .site(site)) ? .site(site) : .outside
    }

    private func debt(in work: Work) throws -> (id: Int64, kind: String)? {
        guard let serial else { return nil }
        return try work.session.first(
            "SELECT id, kind FROM debts WHERE number = ? AND part = ? AND serial = ? AND settled IS NULL", order, part.text, serial
        ).map { (try $0.integer("id"), try $0.text("kind")) }
    }
}
