import HTML
import Handbook
import Operations

/// The slip of one booking, as it goes with the parts: what, from where to where, what for, and who signs.
struct SlipPage: View {
    let slip: StockSlip
    let edition: Edition

    var title: Text { Text("出入库单 \(slip.header.number)-\(slip.position)", "Stock slip \(slip.header.number)-\(slip.position)") }
    let section = Section.stock

    func write(on page: Page) {
        page.article("slip sheet pad") {
            page.p("letterhead", say: edition.organization.letterhead)
            page.h1(say: Text("出入库单", "Stock slip"))
            page.dl {
                page.dt(say: Text("编号", "Number"))
                page.dd(text: "\(slip.header.number)-\(slip.position)")
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
                for sign in [Text("发料人", "Given by"), Text("领料人", "Taken by"), Text("日期", "Date")] { page.p(say: sign) }
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
