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
        page.table("list") {
            page.thead {
                page.tr {
                    for heading in Self.headings { page.th(nil, .style(heading.en == "Quantity" ? "num" : ""), say: heading) }
                }
            }
            page.tbody {
                for (index, move) in slip.moves.enumerated() {
                    page.tr {
                        page.td("num", text: String(index + 1))
                        page.td("code", text: move.part)
                        page.td(text: slip.titles["\(Part.kind):\(move.part)"] ?? "")
                        page.td("code", text: move.serial.isEmpty ? "—" : move.serial)
                        page.td("num", text: String(move.quantity))
                        page.td { AccountName(move.from, slip.titles).write(on: page) }
                        page.td { AccountName(move.to, slip.titles).write(on: page) }
                    }
                }
            }
        }
    }

    private static let headings = [
        Text("行", "Line"), Text("物料编码", "Part number"), Text("名称", "Name"), Text("序列号", "Serial"), Text("数量", "Quantity"),
        Text("从", "From"), Text("到", "To"),
    ]
}

/// The proof that the whole ledger adds up.
struct StockProofPage: View {
    let proof: StockProof
    let title = Text("库存账平核对", "Proof of the stock ledger")
    let section = Section.stock

    func write(on page: Page) {
        page.h1(say: title)
        page.div("sheet proof") {
            page.table("list") {
                page.tbody {
                    for sum in proof.sums {
                        page.tr {
                            page.td(say: Self.names[sum.account] ?? Text(sum.account, sum.account))
                            page.td("num", text: String(sum.quantity))
                        }
                    }
                    page.tr("sum") {
                        page.td(say: Text("合计", "Together"))
                        page.td("num", text: String(proof.sum))
                    }
                }
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
