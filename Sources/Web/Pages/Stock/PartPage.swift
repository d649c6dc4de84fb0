import HTML
import Handbook
import Operations

/// A part, or one piece of it: where it is now, every movement with its case, purpose and person, and whether its accounts cancel out.
struct PartPage: ListView {
    let reading: PartReading

    var title: Text { Text(reading.part.name, reading.part.name) }
    let section = Section.stock
    var sheetName: String { "ledger-\(reading.part.code)" }
    var onward: String? { reading.next.map { String($0) } }
    let cursor = "before"

    private var path: String { "/parts/\(reading.part.code.percentEncoded)" }

    func write(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") {
                    page.a(nil, .href("/parts"), say: Text("备件与库存", "Parts and stock"))
                    page.text("　")
                    page.caseLink("\(Part.kind):\(reading.part.code)", reading.part.code)
                }
                page.h1 {
                    page.text(reading.part.name)
                    if let serial = reading.serial { page.text("　\(serial)") }
                }
            }
            page.div("page-acts") { proof(on: page) }
        }
        if reading.serial != nil {
            page.p { page.a(nil, .href(path), say: Text("该部件的全部流水", "The whole ledger of this part")) }
        }
        places(on: page)
        ledger(on: page)
    }

    /// Whether the part's accounts, the outside among them, cancel out.
    private func proof(on page: Page) {
        let price = reading.part.listPrice.map {
            Text("目录价 \(FieldValue.yuan(Int64($0.fen))) 元", "list price ¥\(FieldValue.yuan(Int64($0.fen)))")
        }
        if let price { page.span("no", say: price) }
        page.tag(
            reading.sum == 0
                ? Text("账平：各账合计 0", "Balanced: all accounts add up to 0")
                : Text("账不平：合计 \(reading.sum)", "Not balanced: \(reading.sum)"),
            reading.sum == 0 ? .done : .late)
    }

    /// The labels of the pieces that the page tells of, or of the part where none has a serial.
    private var labels: String {
        let serials = reading.places.map(\.serial).filter { !$0.isEmpty }.prefix(LabelsPage.most)
        return "/labels/\(Part.kind)?n=\(reading.part.code.percentEncoded)"
            + serials.map { "&serial=\($0.percentEncoded)" }.joined()
    }

    private func places(on page: Page) {
        page.h2 {
            page.say("现在何处", "Where it is")
            page.a("add", .href(labels), say: Text("打印标签", "Print labels"))
        }
        if reading.places.isEmpty {
            return page.p("empty", say: Text("不在您可以看到的任何账上。", "It is in no account that you may see."))
        }
        page.ul("sheet ruled refs") {
            for place in reading.places {
                page.li {
                    AccountName(place.account, reading.titles).write(on: page)
                    if place.serial.isEmpty {
                        page.b(text: "×\(place.quantity)")
                    } else {
                        page.a(nil, .href(address(path, ["serial": place.serial])), text: place.serial)
                    }
                }
            }
        }
    }

    private func ledger(on page: Page) {
        page.h2(nil, .id("ledger")) {
            page.say("流水", "Ledger")
            page.span("add") { page.takeAway(address(path, ["serial": reading.serial])) }
        }
        if reading.moves.isEmpty { return page.p("empty", say: Text("没有流水。", "There are no movements.")) }
        list(on: page)
        if let next = reading.next {
            page.further(
                address(path, ["serial": reading.serial, "before": String(next)]) + "#ledger", Text("更早的流水", "Earlier movements"))
        }
    }

    func list(on page: Page) {
        page.list(Self.columns, reading.moves) { move, cell in
            cell { page.shortInstant(move.at, seenAt: reading.now) }
            cell { AccountName(move.from, reading.titles).write(on: page) }
            cell { AccountName(move.to, reading.titles).write(on: page) }
            cell(isEmpty: move.serial.isEmpty) {
                if move.serial.isEmpty { return page.text("—") }
                page.a(nil, .href(address(path, ["serial": move.serial])), text: move.serial)
            }
            cell(text: String(move.quantity))
            cell { purpose(of: move, on: page) }
        }
    }

    private func purpose(of move: PartReading.Move, on page: Page) {
        if move.isReversal {
            page.tag(Text("冲销", "reversal"), .wait)
            page.text(" ")
        }
        page.say(move.purpose)
        page.p("no") {
            page.caseLink(move.number, AccountName.name(of: move.number, reading.titles))
            page.text(" \(reading.titles["\(Person.kind):\(move.person)"] ?? move.person) ")
            page.a(nil, .href("/stock/slips/\(move.number.percentEncoded)/\(move.position)"), say: Text("单据", "slip"))
        }
    }

    private static let columns = [
        Column("时间", "When", .short), Column("从", "From"), Column("到", "To"), Column("序列号", "Serial", .code),
        Column("数量", "Quantity", .number), Column("用途、单据、经手", "Purpose, case, by"),
    ]
}

/// An account of the ledger as people call it: a store, an order, a customer's site, or the outside.
struct AccountName {
    private let account: String
    private let titles: [String: String]

    init(_ account: String, _ titles: [String: String]) {
        self.account = account
        self.titles = titles
    }

    func write(on page: Page) {
        if account == StockAccount.outside.text { return page.say("账外", "outside") }
        let number = account.hasPrefix("order:") ? String(account.dropFirst(6)) : account
        page.caseLink(number, Self.name(of: number, titles))
    }

    /// What a number is called: an entry by its title, a case by its number.
    static func name(of number: String, _ titles: [String: String]) -> String {
        number.contains(":") ? titles[number] ?? CaseNumber.code(of: number) : number
    }
}
