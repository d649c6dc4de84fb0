import HTML
import Handbook
import Operations

/// Every deviation and breach, with its reason.
struct DeparturesPage: ListView {
    let lines: [Departure]
    let next: Int64?
    let title = AuditList.departures.title
    let section = Section.audit
    let sheetName = "departures"
    var onward: String? { next.map { String($0) } }
    let cursor = "before"

    func list(on page: Page) { DepartureList(departures: lines, showsClause: true).list(on: page) }

    func write(on page: Page) {
        AuditList.departures.head(on: page)
        if lines.isEmpty {
            page.p("empty", say: Text("没有偏离，也没有未守", "Nothing deviated and nothing was broken"))
        } else {
            page.p("further") { page.takeAway(AuditList.departures.path) }
            DepartureList(departures: lines, showsClause: true).write(on: page)
        }
        if let next { page.further("/audit/departures?before=\(next)", Text("更早的", "Earlier")) }
    }
}

/// Everything that was refused, with the reasons that were given.
struct RefusalsPage: ListView {
    let person: String?
    let lines: [RefusalLine]
    let next: Int64?
    let title = AuditList.refusals.title
    let section = Section.audit
    let sheetName = "refusals"
    var onward: String? { next.map { String($0) } }
    let cursor = "before"

    /// The same as the page tells, in columns.
    func list(on page: Page) {
        page.list(
            [
                Column("何时", "When", .short), Column("单据", "Case"), Column("步骤", "Step"), Column("何人", "Who"),
                Column("人员编号", "Person's code", .code), Column("理由", "Reasons"), Column("条款", "Clauses", .code),
            ], lines
        ) { line, cell in
            cell { page.instant(line.at) }
            cell(text: line.number ?? line.kind)
            cell(say: line.title)
            cell(text: line.name)
            cell(text: line.person)
            cell {
                for reason in line.reasons {
                    page.p(say: Text("\(reason.title.zh)：\(reason.remedy.zh)", "\(reason.title.en): \(reason.remedy.en)"))
                }
            }
            cell(text: line.reasons.map(\.clause).joined(separator: " "))
        }
    }

    func write(on page: Page) {
        let list = AuditList.refusals
        list.head(on: page)
        page.question(list.path) { $0.find("person", Text("人员", "Person"), person, among: Person.kind) { $0 } }
        if lines.isEmpty { return page.p("empty", say: Text("没有被拒绝的办理", "Nothing was refused")) }
        page.p("further") { page.takeAway(address(list.path, ["person": person])) }
        page.ol("sheet ruled departures") {
            for line in lines {
                page.li {
                    page.p {
                        page.instant(line.at)
                        page.text(" ")
                        if let number = line.number { page.caseLink(number, number) } else { page.text(line.kind) }
                        page.text(" ")
                        page.b(say: line.title)
                        page.text(" \(line.name) ")
                        page.span("no", text: line.person)
                    }
                    for reason in line.reasons { page.p("reason") { page.reason(reason) } }
                }
            }
        }
        if let next {
            page.further(address(list.path, ["person": person, "before": String(next)]), Text("更早的", "Earlier"))
        }
    }
}
