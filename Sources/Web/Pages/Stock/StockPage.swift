import HTML
import Handbook
import Operations

/// The stock: what a store holds, the boards out with engineers and for how long, the parts owed and which are overdue.
struct StockPage: View {
    let stock: StockReading
    let guest: Guest
    let edition: Edition

    let title = Text("备件与库存", "Parts and stock")
    let section = Section.stock

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
        page.form("filters", .action("/parts"), Attribute("role", "search")) {
            page.label {
                page.span(say: Text("序列号或物料编码，可扫码", "Serial or part number; scan it"))
                page.input(nil, .type("search"), .name("q"), Attribute("autocapitalize", "characters"))
            }
            page.button("btn q", .type("submit"), say: Text("查流水", "Show its ledger"))
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
        page.h2(nil, .id("debts")) {
            page.say("欠件", "Parts owed")
            page.span("n", text: stock.debts.next == nil ? String(stock.debts.rows.count) : "\(stock.debts.rows.count)+")
        }
        if stock.debts.rows.isEmpty { return page.p("empty", say: Text("没有欠件。", "Nothing is owed.")) }
        table(
            [
                Text("应还", "Due"), Text("部件", "Part"), Text("序列号", "Serial"), Text("派工单", "Order"), Text("工程师", "Engineer"),
                Text("目录价（元）", "List price (yuan)"),
            ], on: page
        ) {
            for debt in stock.debts.rows {
                page.tr {
                    page.td("short") {
                        page.text(page.time.day(of: debt.due.adding(milliseconds: -1)).iso)
                        page.text(" ")
                        dueMark(debt.due, on: page)
                        page.p("no", say: debt.kind == "spare" ? Text("未交回备件", "spare not back") : Text("坏件留站", "faulty part left"))
                    }
                    page.td(nil, data(Text("部件", "Part"), page)) { part(debt.part, debt.name, on: page) }
                    page.td("code", data(Text("序列号", "Serial"), page)) { serial(debt.part, debt.serial, on: page) }
                    page.td(nil, data(Text("派工单", "Order"), page)) {
                        page.caseLink(debt.order.number, debt.order.number)
                        page.p("no", text: debt.reason)
                    }
                    page.td(nil, data(Text("工程师", "Engineer"), page), text: debt.engineer ?? "—")
                    page.td("num", data(Text("目录价（元）", "List price (yuan)"), page), text: debt.price.map(FieldValue.yuan) ?? "—")
                }
            }
        }
        more(stock.debts.next, "debts", on: page)
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
        page.h2(nil, .id("out")) {
            page.say("在工程师手中", "Out with engineers")
            page.span("n", text: stock.out.next == nil ? String(stock.out.rows.count) : "\(stock.out.rows.count)+")
        }
        if stock.out.rows.isEmpty { return page.p("empty", say: Text("没有领出未用的备件。", "Nothing is out.")) }
        table(
            [Text("工程师", "Engineer"), Text("部件", "Part"), Text("序列号", "Serial"), Text("派工单", "Order"), Text("领出", "Since")],
            on: page
        ) {
            for out in stock.out.rows {
                page.tr {
                    page.td(text: out.engineer ?? "—")
                    page.td(nil, data(Text("部件", "Part"), page)) {
                        part(out.part, out.name, on: page)
                        if out.quantity > 1 { page.text(" ×\(out.quantity)") }
                    }
                    page.td("code", data(Text("序列号", "Serial"), page)) { serial(out.part, out.serial, on: page) }
                    page.td(nil, data(Text("派工单", "Order"), page)) {
                        page.caseLink(out.order.number, out.order.number)
                        page.text(" ")
                        if let procedure = Procedures.declared[out.order.kind] {
                            page.tag(procedure.name(ofStage: out.order.stage), out.order.isOpen ? nil : .risk)
                        }
                    }
                    page.td("short", data(Text("领出", "Since"), page)) {
                        if let since = out.since {
                            let days = page.time.day(of: stock.now).number - page.time.day(of: since).number
                            page.say(days == 0 ? Text("今天", "today") : Text("\(days) 天", "\(days) d"))
                            page.text(" ")
                            page.span("no") { page.shortInstant(since, seenAt: stock.now) }
                        } else {
                            page.text("—")
                        }
                    }
                }
            }
        }
        more(stock.out.next, "out", on: page)
    }

    private func stores(on page: Page) {
        page.h2(nil, .id("stores"), say: Text("库房结存", "In the stores"))
        if stock.stores.isEmpty {
            return page.p("empty", say: Text("没有您可以看到的库房。", "There is no store that you may see."))
        }
        page.div("tabs") {
            for store in stock.stores {
                page.a(
                    nil, .href(address("/parts", ["store": store.code]) + "#stores"),
                    store.code == stock.store?.code ? Attribute("aria-current", "page") : nil, text: store.name)
            }
        }
        if stock.balances.rows.isEmpty { return page.p("empty", say: Text("库中无货。", "The store is empty.")) }
        table([Text("物料编码", "Part number"), Text("名称", "Name"), Text("数量", "Quantity"), Text("其中有序列号", "With a serial")], on: page)
        {
            for balance in stock.balances.rows {
                page.tr {
                    page.td("code") { page.a(nil, .href("/parts/\(balance.part.percentEncoded)"), text: balance.part) }
                    page.td(text: balance.name)
                    page.td("num", data(Text("数量", "Quantity"), page), text: String(balance.quantity))
                    page.td(
                        "num", data(Text("其中有序列号", "With a serial"), page), text: balance.pieces == 0 ? "—" : String(balance.pieces)
                    )
                }
            }
        }
        more(stock.balances.next, "after", on: page)
    }

    private func table(_ headings: [Text], on page: Page, rows: () -> Void) {
        page.div("sheet scroll") {
            page.table("list stack") {
                page.thead {
                    page.tr {
                        for heading in headings {
                            page.th(nil, .style(Self.numbers.contains(heading.en) ? "num" : ""), say: heading)
                        }
                    }
                }
                page.tbody { rows() }
            }
        }
    }

    private static let numbers = ["Quantity", "With a serial", "List price (yuan)"]

    private func data(_ label: Text, _ page: Page) -> Attribute { Attribute("data-label", label.text(in: page.language)) }

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
        page.p("pager") {
            page.a("btn q small", .href("\(path)#\(name == "after" ? "stores" : name)"), say: Text("下一页", "Next page"))
        }
    }
}
