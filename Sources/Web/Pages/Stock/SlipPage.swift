import HTML
import Handbook
import Operations

/// The slip of one booking, as it goes with the parts: what, from where to where, what for, and who signs.
struct SlipPage: View {
    let slip: StockSlip
    let edition: Edition
    /// Whether it is shown as it goes on three-part paper.
    let isThreePart: Bool

    var title: Text { Text("\(direction.title.zh) \(number)", "\(direction.title.en) \(number)") }
    let section = Section.stock

    private var number: String { "\(slip.header.number)-\(slip.position)" }
    private var path: String { "/stock/slips/\(slip.header.number.percentEncoded)/\(slip.position)" }
    private var direction: StockDirection { StockDirection(slip.moves) }

    func write(on page: Page) {
        page.div("paper-bar slip-bar") {
            page.caseLink(slip.header.number, "← \(slip.header.number)")
            page.p("others") {
                page.a(
                    "btn small", .href("\(path)?paper=three&as=pdf"), Attribute("download", ""),
                    say: Text("三联 PDF", "Three-part PDF"))
                page.button("btn q small", .type("button"), .flag("hidden"), .flag("data-print"), say: Text("打印", "Print"))
                PrintPaper.links(path, isThreePart: isThreePart, on: page)
            }
        }
        if isThreePart { page.div("scroll") { three(in: page.language).write(on: page) } } else { sheet(on: page) }
    }

    /// The slip as it goes on three-part paper.
    func three(in language: Language) -> ThreePartSheet {
        func name(_ account: String) -> String {
            if account == StockAccount.outside.text { return Text("账外", "outside").text(in: language) }
            return AccountName.name(of: account.hasPrefix("order:") ? String(account.dropFirst(6)) : account, slip.titles)
        }
        var facts = [(label: Text("编号", "Number"), value: number)]
        if let first = slip.moves.first {
            facts += [
                (label: Text("时间", "When"), value: edition.time.label(first.at, language)),
                (label: Text("经手", "Booked by"), value: slip.titles["\(Person.kind):\(first.person)"] ?? first.person),
                (label: Text("用途", "Purpose"), value: first.purpose.text(in: language)),
            ]
        }
        return ThreePartSheet(
            house: edition.organization.letterhead, title: direction.title, facts: facts,
            heads: Self.columns.map { ThreePartSheet.Head(name: $0.name, isNumber: $0.sort == .number, isCode: $0.sort == .code) },
            lines: slip.moves.enumerated().map { index, move in
                [
                    String(index + 1), move.part, slip.titles["\(Part.kind):\(move.part)"] ?? "",
                    move.serial.isEmpty ? "—" : move.serial, String(move.quantity), name(move.from), name(move.to),
                ]
            }, signs: direction.signs, recipient: direction.counterpart)
    }

    private func sheet(on page: Page) {
        page.article("slip sheet pad") {
            page.p("letterhead", say: edition.organization.letterhead)
            page.h1(say: direction.title)
            page.dl {
                page.dt(say: Text("编号", "Number"))
                page.dd(text: number)
                if let first = slip.moves.first {
                    page.dt(say: Text("时间", "When"))
                    page.dd { page.instant(first.at) }
                    page.dt(say: Text("经手", "Booked by"))
                    page.dd(text: slip.titles["\(Person.kind):\(first.person)"] ?? first.person)
                    page.dt {
                        page.say("用途", "Purpose")
                        page.clause("15.1(b)")
                    }
                    page.dd(say: first.purpose)
                }
            }
            page.div("scroll") { table(on: page) }
            page.div("signs") {
                for sign in direction.signs { page.p(say: sign) }
            }
        }
    }

    private func table(on page: Page) {
        page.listing(Self.columns, slip.moves.enumerated()) { line, cell in
            let (index, move) = line
            cell(text: String(index + 1))
            cell(text: move.part)
            cell(text: slip.titles["\(Part.kind):\(move.part)"] ?? "")
            cell(text: move.serial.isEmpty ? "—" : move.serial)
            cell(text: String(move.quantity))
            cell { AccountName(move.from, slip.titles).write(on: page) }
            cell { AccountName(move.to, slip.titles).write(on: page) }
        }
    }

    private static let columns = [
        Column("行", "Line", .number), Column("物料编码", "Part number", .code), Column("名称", "Name"),
        Column("序列号", "Serial", .code), Column("数量", "Quantity", .number), Column("从", "From"), Column("到", "To"),
    ]
}

/// The proof that the whole ledger adds up.
struct StockProofPage: View {
    let proof: StockProof
    let title = Text("库存账平核对", "Proof of the stock ledger")
    let section = Section.stock

    func write(on page: Page) {
        page.h1(say: title)
        page.div("sheet sums") {
            let sums = proof.sums.map { (Self.names[$0.account] ?? Text($0.account, $0.account), $0.quantity, isTotal: false) }
            page.listing(
                [Column("账", "Account"), Column("数量", "Quantity", .number)],
                sums + [(Text("合计", "Together"), proof.sum, isTotal: true)], mark: { $0.isTotal ? .style("total") : nil }
            ) { sum, cell in
                cell(say: sum.0)
                cell(text: String(sum.1))
            }
        }
        page.p("proof-word") {
            page.tag(
                proof.sum == 0 && proof.faults.isEmpty ? Text("账平", "Balanced") : Text("账不平", "Not balanced"),
                proof.sum == 0 && proof.faults.isEmpty ? .done : .late)
            page.text(" ")
            page.say("每笔借贷相抵，各账与流水一致", "Every movement cancels out, and every account is what its movements give")
        }
        if !proof.faults.isEmpty { page.ul("trouble") { for fault in proof.faults { page.li(text: fault) } } }
    }

    private static let names = [
        "warehouse": Text("各库房", "Stores"), "order": Text("各派工单名下", "With orders"), "site": Text("客户现场", "At customers' sites"),
        "outside": Text("账外（供应商、期初、核销）", "Outside (suppliers, opening, written off)"),
    ]
}
