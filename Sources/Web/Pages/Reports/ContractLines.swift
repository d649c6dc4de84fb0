import HTML
import Handbook
import Operations

/// What was agreed with a customer, contract by contract: the promises that the figures are read against (12.2.7).
struct ContractLines {
    let contracts: [Contract]
    let query: ReportQuery
    let today: Day

    func write(on page: Page) {
        page.h2 {
            page.say("合同", "Contracts")
            page.clause("12.2.7")
        }
        if contracts.isEmpty { return page.p("empty", say: Text("没有在用的合同。", "There is no contract in use.")) }
        let columns = [
            Column("合同", "Contract"), Column("自", "From", .short), Column("至", "Until", .short), Column("响应", "Response", .short),
            Column("恢复", "Restore", .short), Column("到场", "Arrival", .short), Column("设备", "Devices", .number),
        ]
        page.list(columns, contracts) { contract, cell in
            cell {
                page.a(
                    nil,
                    .href(
                        address(
                            "/reports", ["contract": contract.code, "region": query.region, "year": String(query.year)])),
                    text: contract.name)
            }
            cell(text: contract.from.iso)
            cell {
                page.text(contract.to.iso)
                if contract.to < today { page.tag(Text("已到期", "Ended"), .late) }
            }
            cell(text: contract.response)
            cell(text: contract.restore ?? "—")
            cell(text: contract.arrival)
            cell(text: String(contract.devices.count))
        }
    }
}
