import HTML
import Handbook
import Operations

/// The service report of a year or a month: what came in and went out, which promises were kept, what is left, and of whom.
struct ReportPage: ListView {
    let report: ServiceReport
    let view: ReportView
    let edition: Edition

    var title: Text {
        !report.query.isOfOne
            ? Text("服务报表", "Service report")
            : report.query.month == nil ? Text("年度服务报告", "Annual service report") : Text("月度服务报告", "Monthly service report")
    }
    let section = Section.reports

    var sheetName: String {
        "report-\(report.query.month.map { ReportQuery.label(report.query.year, $0) } ?? String(report.query.year))"
    }
    /// Its parts are on one page.
    var onward: String? { nil }

    /// The figures by region, product family and customer; those of one customer or contract stand in the list of its cases.
    func list(on page: Page) {
        if !report.query.isOfOne { ReportParts(report: report, edition: edition).write(on: page) }
    }

    func write(on page: Page) {
        let query = report.query
        let region = ReportQuery.scope(query.region, edition)
        let scope = name.map { Text($0, $0) } ?? region
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", say: Text("　\(scope.zh) · \(query.name.zh)", "  \(scope.en) · \(query.name.en)"))
            }
            if view == .parts { page.div("page-acts") { page.takeAway(view.path(query)) } }
        }
        if query.isOfOne { back(region, on: page) }
        if !query.isOfOne { view.tabs(query, on: page) }
        let tabs = PeriodTabs(path: "/reports", query: query, today: report.today, view: view)
        if !query.isOfOne { tabs.scopes(report.reader.regions, withCompany: report.reader.seesCompany, edition, on: page) }
        tabs.write(on: page)
        if view == .parts {
            let isEmpty = (report.regions + report.families + report.customers).allSatisfy(\.figures.isEmpty)
            return isEmpty ? page.p("empty", say: Text("这段时间没有单据。", "There were no cases in this time.")) : list(on: page)
        }
        Chart.patterns(on: page)
        let link = ReportLink(query)
        if let contract = report.contract { ContractCover(contract: contract, report: report).write(on: page) }
        ReportSummary(report: report, link: link).write(on: page)
        if query.customer != nil { ContractLines(contracts: report.contracts, query: query, today: report.today).write(on: page) }
        ReportMonths(report: report, link: link).write(on: page)
        if report.contract != nil { FaultKinds(report: report, link: link).write(on: page) }
        if let spares = report.spares { write(spares, on: page) }
        if !query.isOfOne { return }
        page.div("to-fill") {
            for name in [Text("客户", "Customer"), Text("服务经理", "Service manager")] {
                page.p {
                    page.say(name)
                    page.span {}
                }
            }
        }
    }

    /// Whose report it is, where it is one customer's or one contract's.
    private var name: String? {
        report.contract.map { "\($0.name) · \(report.title(of: Customer.kind, $0.customer.text))" }
            ?? report.query.customer.map { report.title(of: Customer.kind, $0) }
    }

    /// The way back: from a contract to its customer, from a customer to all.
    private func back(_ region: Text, on page: Page) {
        let query = report.query
        let customer = report.contract?.customer.text
        let path = address("/reports", ["customer": customer, "region": query.region, "year": String(query.year)])
        let name = customer.map { report.title(of: Customer.kind, $0) }
        page.p("no") {
            page.a(
                nil, .href(path),
                say: name.map { Text("‹ \($0)", "‹ \($0)") } ?? Text("‹ \(region.zh)服务报表", "‹ Service report: \(region.en)"))
        }
    }

    /// The parts that were changed by a contract in the year.
    private func write(_ spares: SpareTable, on page: Page) {
        page.heading(Text("换件", "Parts changed"), beside: Text("\(spares.query.year) 年", String(spares.query.year)))
        if spares.parts.isEmpty { return page.p("empty", say: Text("这一年没有换过部件。", "No part was changed in this year.")) }
        SpareLines(table: spares).write(on: page)
        if let next = spares.next { page.further(ReportView.spares.path(spares.query, after: next)) }
    }
}
