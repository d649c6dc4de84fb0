import HTML
import Handbook
import Operations

/// What a contract promises and covers: the head of its annual report (12.2.7).
struct ContractCover {
    let contract: Contract
    let report: ServiceReport

    func write(on page: Page) {
        page.h2 {
            page.say("合同内容", "What was agreed")
            page.clause("12.2.7")
        }
        page.dl("record") {
            line(Text("合同", "Contract"), on: page) { page.caseLink("\(Contract.kind):\(contract.code)", contract.name) }
            line(Text("客户", "Customer"), on: page) {
                let customer = contract.customer.text
                page.caseLink("\(Customer.kind):\(customer)", report.title(of: Customer.kind, customer))
            }
            line(Text("期限", "Term"), on: page) {
                page.text("\(contract.from.iso) – \(contract.to.iso)")
                if contract.to < report.today { page.tag(Text("已到期", "Ended"), .late) }
            }
            line(Text("响应、恢复、到场", "Response, restore, arrival"), on: page) {
                page.text([contract.response, contract.restore ?? "—", contract.arrival].joined(separator: " · "))
            }
            line(Text("包含", "Includes"), on: page) { included(on: page) }
            covered(Text("局点", "Sites"), Site.kind, contract.sites.map(\.text), on: page)
            covered(Text("设备", "Devices"), Device.kind, contract.devices.map(\.text), on: page)
        }
    }

    private func line(_ name: Text, on page: Page, _ content: () -> Void) {
        page.dt(say: name)
        page.dd(content: content)
    }

    private func included(on page: Page) {
        let services = [
            (contract.coversOnSite, Text("现场服务", "On-site service")),
            (contract.coversAdvanceReplacement, Text("备件先行", "Advance replacement")),
            (contract.coversRetention, Text("坏件保留", "Faulty-part retention")),
        ].filter { $0.0 }.map { $0.1 }
        page.text(services.isEmpty ? "—" : page.joined(services))
    }

    /// Entries by name, as many as have room; the contract has all of them.
    private func covered(_ name: Text, _ kind: String, _ codes: [String], on page: Page) {
        if codes.isEmpty { return }
        let beyond = codes.count - ServiceReport.mostCovered
        line(Text("\(name.zh)（\(codes.count)）", "\(name.en) (\(codes.count))"), on: page) {
            for (place, code) in codes.prefix(ServiceReport.mostCovered).enumerated() {
                if place > 0 { page.say("、", ", ") }
                page.caseLink("\(kind):\(code)", report.title(of: kind, code))
            }
            if beyond > 0 {
                page.text(" ")
                page.a(
                    nil, .href("/cases/\("\(Contract.kind):\(contract.code)".percentEncoded)"),
                    say: Text("另有 \(beyond) 个", "and \(beyond) more"))
            }
        }
    }
}

/// The kinds of fault that a contract had, by product family.
struct FaultKinds {
    let report: ServiceReport
    let link: ReportLink

    private static let marks: [Mark] =
        [.opened(ServiceRequest.kind), .ended(ServiceRequest.kind), .repeated]
        + Mark.promises.filter { $0.kind == ServiceRequest.kind }.flatMap { [.kept($0.clock, $0.kind), .late($0.clock, $0.kind)] }

    func write(on page: Page) {
        page.h2(say: Text("故障按产品族", "Faults by product family"))
        let told = report.families.filter { !$0.figures.isEmpty }
        if told.isEmpty { return page.p("empty", say: Text("这段时间没有产品故障。", "No product had a fault in this time.")) }
        let columns = [Column("产品族", "Product family", .head)] + Self.marks.map { Column($0.title, .number) }
        page.list(columns, told, style: "figures") { part, cell in
            var link = link
            link.family = part.code
            cell(text: report.title(of: ProductFamily.kind, part.code))
            for mark in Self.marks { cell { link.count(part.figures[mark], mark, on: page) } }
        }
    }
}
