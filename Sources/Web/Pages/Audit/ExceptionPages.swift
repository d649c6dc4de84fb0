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
        if let next { AuditList.more("/audit/departures?before=\(next)", on: page) }
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
        page.form("ask", .action(list.path), Attribute("role", "search")) {
            list.field("person", Text("人员编号", "Person's code"), person, on: page)
            page.button("btn", .type("submit"), say: Text("查找", "Find"))
        }
        if lines.isEmpty { page.p("empty", say: Text("没有被拒绝的办理", "Nothing was refused")) }
        page.ol("sheet pad departures") {
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
                    for reason in line.reasons {
                        page.p("reason") {
                            page.say(reason.title)
                            page.text(" — ")
                            page.say(reason.remedy)
                            page.clause(reason.clause)
                        }
                    }
                }
            }
        }
        if let next { AuditList.more(address(list.path, ["person": person, "before": String(next)]), on: page) }
    }
}

/// Who read what is customer secret, and when.
struct ReadsPage: View {
    let person: String?
    let number: String?
    let lines: [SecretRead]
    let next: Int64?
    let title = AuditList.reads.title
    let section = Section.audit

    func write(on page: Page) {
        let list = AuditList.reads
        list.head(on: page)
        page.p("lead", say: Text("每人每单每小时记一次，记的是那一小时里第一次。", "Noted once a person, case and hour: the first time in it."))
        page.form("ask", .action(list.path), Attribute("role", "search")) {
            list.field("person", Text("人员编号", "Person's code"), person, on: page)
            list.field("number", Text("单号", "Number"), number, on: page)
            page.button("btn", .type("submit"), say: Text("查找", "Find"))
        }
        if lines.isEmpty {
            page.p("empty", say: Text("没有查看记录", "Nobody read any"))
            return
        }
        page.div("sheet scroll") {
            page.table("numbers audit") {
                page.thead {
                    page.tr {
                        for head in [Text("何时", "When"), Text("何人", "Who"), Text("单据", "Case"), Text("看了什么", "What")] {
                            page.th(nil, Attribute("scope", "col"), say: head)
                        }
                    }
                }
                page.tbody {
                    for line in lines {
                        page.tr {
                            page.td("when") { page.instant(line.at) }
                            page.td {
                                page.text("\(line.name) ")
                                page.span("no", text: line.person)
                            }
                            page.td { page.caseLink(line.number, line.number) }
                            page.td(say: Self.words(for: line.what))
                        }
                    }
                }
            }
        }
        if let next {
            AuditList.more(address(list.path, ["person": person, "number": number, "before": String(next)]), on: page)
        }
    }

    private static func words(for what: String) -> Text {
        if what == "case" { return Text("单据页面", "The case's page") }
        if what == "journal" { return Text("日志", "The journal") }
        if what.hasPrefix("paper ") { return Text("单据 \(what.dropFirst(6))", "Paper \(what.dropFirst(6))") }
        if what.hasPrefix("file ") { return Text("附件 \(what.dropFirst(5))", "File \(what.dropFirst(5))") }
        return Text(what, what)
    }
}
