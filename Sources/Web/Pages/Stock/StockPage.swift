import HTML
import Handbook
import Operations

/// The stock: what a store holds, the boards out with engineers and for how long, the parts owed and which are overdue.
struct StockPage: ListView {
    let stock: StockReading
    let guest: Guest
    let edition: Edition
    /// The list that is taken away, where one is.
    var list = List.balances

    /// The lists of the page, by the names under which the address goes on with them.
    enum List: String {
        case debts, out
        case balances = "after"
    }

    let title = Text("备件与库存", "Parts and stock")
    let section = Section.stock
    var sheetName: String { list == .balances ? "stock-\(stock.store?.code ?? "none")" : "stock-\(list.rawValue)" }
    var cursor: String { list.rawValue }
    var onward: String? { [.debts: stock.debts.next, .out: stock.out.next, .balances: stock.balances.next][list] ?? nil }

    func list(on page: Page) {
        switch list {
        case .debts: debtList(on: page)
        case .out: outList(on: page)
        case .balances: balanceList(on: page)
        }
    }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1(say: title)
            page.div("page-acts") {
                for activity in activities {
                    if let store = stock.store {
                        page.a(
                            "btn q",
                            .href(ActivityForm.path(to: activity.verb, at: .at(number: "\(Warehouse.kind):\(store.code)"))),
                            say: activity.title)
                    }
                }
                if guest.holds(.storekeeper, .procurement, .management, .auditor, .administrator) {
                    page.a("btn q", .href("/stock/proof"), say: Text("核对账平", "Prove the books"))
                }
            }
        }
        page.question("/parts", send: Text("查流水", "Show its ledger")) { ask in
            ask.find(
                "q", Text("序列号或物料编码，可扫码", "Serial or part number; scan it"), nil, type: "search",
                hint: Attribute("autocapitalize", "characters"))
        }
        debts(on: page)
        out(on: page)
        stores(on: page)
    }

    /// What the reader may book in the store.
    private var activities: [DeclaredActivity] {
        guard let store = stock.store, let procedure = Procedures.declared[Warehouse.kind] else { return [] }
        return ["open-balance", "receive-return"].compactMap(procedure.activity).filter { guest.takes($0, in: store.region) }
    }

    private func debts(on page: Page) {
        page.heading(Text("欠件", "Parts owed"), stock.debts.rows.count, isMore: stock.debts.next != nil, id: "debts") {
            takeAway(.debts, on: page)
        }
        if stock.debts.rows.isEmpty { return page.p("empty", say: Text("没有欠件。", "Nothing is owed.")) }
        debtList(on: page)
        more(stock.debts.next, "debts", on: page)
    }

    private func debtList(on page: Page) {
        page.list(Self.debtColumns, stock.debts.rows) { debt, cell in
            cell {
                page.text(page.time.day(of: debt.due.adding(milliseconds: -1)).iso)
                page.text(" ")
                dueMark(debt.due, on: page)
                page.p("no", say: debt.kind == "spare" ? Text("未交回备件", "spare not back") : Text("坏件留站", "faulty part left"))
            }
            cell { part(debt.part, debt.name, on: page) }
            cell { serial(debt.part, debt.serial, on: page) }
            cell {
                page.caseLink(debt.order.number, debt.order.number)
                page.p("no", text: debt.reason)
            }
            cell(text: debt.engineer ?? "—")
            cell(text: debt.price.map(FieldValue.yuan) ?? "—")
        }
    }

    private func dueMark(_ due: Instant, on page: Page) {
        let days = (page.time.day(of: due.adding(milliseconds: -1)).number - page.time.day(of: stock.now).number)
        if due <= stock.now {
            page.tag(Text("逾期 \(max(1, -days)) 天", "\(max(1, -days)) d overdue"), .late)
            page.clause("12.2.5(c)")
        } else {
            page.tag(Text("剩 \(days) 天", "\(days) d left"), days <= 3 ? .risk : nil)
        }
    }

    private func out(on page: Page) {
        page.heading(Text("在工程师手中", "Out with engineers"), stock.out.rows.count, isMore: stock.out.next != nil, id: "out") {
            takeAway(.out, on: page)
        }
        if stock.out.rows.isEmpty { return page.p("empty", say: Text("没有领出未用的备件。", "Nothing is out.")) }
        outList(on: page)
        more(stock.out.next, "out", on: page)
    }

    private func outList(on page: Page) {
        page.list(Self.outColumns, stock.out.rows) { out, cell in
            cell(text: out.engineer ?? "—")
            cell {
                part(out.part, out.name, on: page)
                if out.quantity > 1 { page.text(" ×\(out.quantity)") }
            }
            cell { serial(out.part, out.serial, on: page) }
            cell {
                page.caseLink(out.order.number, out.order.number)
                page.text(" ")
                if let procedure = Procedures.declared[out.order.kind] {
                    page.tag(procedure.name(ofStage: out.order.stage), out.order.isOpen ? nil : .risk)
                }
            }
            cell {
                guard let since = out.since else { return page.text("—") }
                let days = page.time.day(of: stock.now).number - page.time.day(of: since).number
                page.say(days == 0 ? Text("今天", "today") : Text("\(days) 天", "\(days) d"))
                page.text(" ")
                page.span("no") { page.shortInstant(since, seenAt: stock.now) }
            }
        }
    }

    private func stores(on page: Page) {
        page.h2(nil, .id("stores")) {
            page.say("库房结存", "In the stores")
            takeAway(.balances, on: page)
        }
        if stock.stores.isEmpty {
            return page.p("empty", say: Text("没有您可以看到的库房。", "There is no store that you may see."))
        }
        Tabs(
            label: Text("库房", "Stores"),
            tabs: stock.stores.map { store in
                Tabs.Tab(
                    path: address("/parts", ["store": store.code]) + "#stores", name: Text(store.name, store.name),
                    isCurrent: store.code == stock.store?.code)
            }
        ).write(on: page)
        if stock.balances.rows.isEmpty { return page.p("empty", say: Text("库中无货。", "The store is empty.")) }
        balanceList(on: page)
        more(stock.balances.next, "after", on: page)
    }

    private func balanceList(on page: Page) {
        page.list(Self.balanceColumns, stock.balances.rows) { balance, cell in
            cell { page.a(nil, .href("/parts/\(balance.part.percentEncoded)"), text: balance.part) }
            cell(text: balance.name)
            cell(text: String(balance.quantity))
            cell(isEmpty: balance.pieces == 0) { page.text(balance.pieces == 0 ? "—" : String(balance.pieces)) }
        }
    }

    private func takeAway(_ list: List, on page: Page) {
        page.span("add") { page.takeAway(address("/parts", ["list": list.rawValue, "store": stock.store?.code])) }
    }

    private static let debtColumns = [
        Column("应还", "Due", .short), Column("部件", "Part"), Column("序列号", "Serial", .code), Column("派工单", "Order"),
        Column("工程师", "Engineer"), Column("目录价（元）", "List price (yuan)", .number),
    ]
    private static let outColumns = [
        Column("工程师", "Engineer"), Column("部件", "Part"), Column("序列号", "Serial", .code), Column("派工单", "Order"),
        Column("领出", "Since", .short),
    ]
    private static let balanceColumns = [
        Column("物料编码", "Part number", .code), Column("名称", "Name"), Column("数量", "Quantity", .number),
        Column("其中有序列号", "With a serial", .number),
    ]

    private func part(_ code: String, _ name: String, on page: Page) {
        page.a(nil, .href("/parts/\(code.percentEncoded)"), text: name.isEmpty ? code : name)
    }

    private func serial(_ part: String, _ serial: String, on page: Page) {
        if serial.isEmpty { return page.text("—") }
        page.a(nil, .href(address("/parts/\(part.percentEncoded)", ["serial": serial])), text: serial)
    }

    private func more(_ next: String?, _ name: String, on page: Page) {
        guard let next else { return }
        let path = "/parts?\(name)=\(next.percentEncoded)" + (stock.store.map { "&store=\($0.code.percentEncoded)" } ?? "")
        page.further("\(path)#\(name == "after" ? "stores" : name)")
    }
}
