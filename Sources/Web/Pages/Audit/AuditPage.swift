import HTML
import Handbook
import Operations

/// The journal as the auditor searches it, with how it stands sealed and what can be taken away.
struct AuditPage: View {
    let question: JournalQuestion
    let found: JournalPage
    let seal: SealState
    let today: Day
    let title = Text("审计", "Audit")
    let section = Section.audit

    func write(on page: Page) {
        AuditList.journal.head(on: page)
        state(on: page)
        ask(on: page)
        if found.lines.isEmpty {
            page.p(
                "empty",
                say: found.wasCut
                    ? Text("这一段里没有，请向前继续找", "None in this stretch; go on looking further back")
                    : Text("没有这样的条目，请放宽条件", "No such entries; ask for less"))
        } else {
            page.div("sheet scroll") { table(on: page) }
        }
        if let next = found.next { AuditList.more(path(before: next), on: page) }
        export(on: page)
    }

    private func state(on page: Page) {
        page.p("lead") {
            if let last = seal.last {
                page.tag(
                    last.isGenuine ? Text("✓ 封签与签名相符", "✓ The seal is genuine") : Text("✗ 封签与签名不符", "✗ The seal is not genuine"),
                    last.isGenuine ? .done : .late)
                page.say(" 最近一道封签：第 \(last.position) 道，", " Last seal: number \(last.position), ")
                page.instant(last.at)
                page.say("。", ". ")
            } else {
                page.tag(Text("尚无封签", "Nothing is sealed yet"), .risk)
                page.text(" ")
            }
            let more = seal.hasMore ? Text("以上", " or more") : Text("", "")
            page.say(
                "其后未封 \(seal.entries)\(more.zh) 条，涉及 \(seal.cases)\(more.zh) 件。",
                "Not sealed since: \(seal.entries)\(more.en) entries of \(seal.cases)\(more.en) cases.")
        }
    }

    private func ask(on page: Page) {
        let list = AuditList.journal
        page.form("ask", .action("/audit"), Attribute("role", "search")) {
            list.field("number", Text("单号", "Number"), question.number, on: page)
            list.field("person", Text("人员编号", "Person's code"), question.person, on: page)
            list.field("verb", Text("步骤（英文名）", "Step (verb)"), question.verb, on: page)
            page.label(nil) {
                page.span(say: Text("种类", "Kind"))
                page.select(nil, .name("kind")) {
                    page.option(nil, .value(""), say: Text("全部", "All"))
                    for procedure in (Procedures.all + Procedures.registers).compactMap({ Procedures.declared[$0.kind] }) {
                        page.option(
                            nil, .value(procedure.kind), .flag("selected", if: question.kind == procedure.kind),
                            say: procedure.title)
                    }
                }
            }
            list.field("from", Text("自", "From"), question.from?.iso, type: "date", on: page)
            list.field("to", Text("至", "To"), question.to?.iso, type: "date", on: page)
            page.button("btn", .type("submit"), say: Text("查找", "Find"))
        }
    }

    private func table(on page: Page) {
        page.table("numbers audit") {
            page.thead {
                page.tr {
                    for head in [
                        Text("收到", "Received"), Text("单据", "Case"), Text("步骤", "Step"), Text("何人", "Who"),
                        Text("偏离", "Departures"),
                    ] { page.th(nil, Attribute("scope", "col"), say: head) }
                }
            }
            page.tbody { for line in found.lines { page.tr { row(line, on: page) } } }
        }
    }

    private func row(_ line: JournalPage.Line, on page: Page) {
        page.td("when") {
            page.instant(line.received)
            if line.received.milliseconds - line.done.milliseconds > 60_000 {
                page.p("no") {
                    page.say("办于 ", "done ")
                    page.instant(line.done)
                }
            }
        }
        page.td {
            page.a(nil, .href("/audit/cases/\(line.number.percentEncoded)?after=\(line.position - 1)"), text: line.number)
            page.span("no", text: " #\(line.position)")
        }
        page.td {
            if line.code != "–" { page.span("no", text: "\(line.code) ") }
            page.say(line.title ?? Text("（内容已删除）\(line.verb)", "(erased) \(line.verb)"))
        }
        page.td {
            page.text(line.by ?? line.person)
            page.span("no", text: " \(line.person) · \(line.source)")
        }
        page.td { for clause in line.departures { page.clause(clause) } }
    }

    private func export(on page: Page) {
        page.h2(say: Text("导出核对", "Take it away and check it"))
        page.form("sheet pad ask", .action("/audit/export")) {
            AuditList.journal.field("from", Text("自", "From"), (question.from ?? today.adding(-30)).iso, type: "date", on: page)
            AuditList.journal.field("to", Text("至", "To"), (question.to ?? today).iso, type: "date", on: page)
            page.button("btn q", .type("submit"), say: Text("下载此期间的日志", "Download the journal of these days"))
            page.p("no") {
                page.say("核对： ", "Check it with: ")
                page.code("cmd", text: "paigong audit verify --export FILE")
            }
        }
    }

    private func path(before: Int64) -> String {
        address(
            "/audit",
            [
                "number": question.number, "person": question.person, "verb": question.verb, "kind": question.kind,
                "from": question.from?.iso, "to": question.to?.iso, "before": String(before),
            ])
    }
}
