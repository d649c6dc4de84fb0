import HTML
import Handbook
import Operations

/// Every deviation and breach, with its reason.
struct DeparturesPage: View {
    let lines: [Departure]
    let next: Int64?
    let title = AuditList.departures.title
    let section = Section.audit

    func write(on page: Page) {
        AuditList.departures.head(on: page)
        if lines.isEmpty {
            page.p("empty", say: Text("没有偏离，也没有未守", "Nothing deviated and nothing was broken"))
        } else {
            DepartureList(departures: lines, showsClause: true).write(on: page)
        }
        if let next { page.further("/audit/departures?before=\(next)", Text("更早的", "Earlier")) }
    }
}

/// Everything that was refused, with the reasons that were given.
struct RefusalsPage: View {
    let person: String?
    let lines: [RefusalLine]
    let next: Int64?
    let title = AuditList.refusals.title
    let section = Section.audit

    func write(on page: Page) {
        let list = AuditList.refusals
        list.head(on: page)
        page.question(list.path) { $0.find("person", Text("人员编号", "Person's code"), person) }
        if lines.isEmpty { return page.p("empty", say: Text("没有被拒绝的办理", "Nothing was refused")) }
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
