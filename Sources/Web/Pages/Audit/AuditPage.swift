import HTML
import Handbook
import Operations

/// The journal as the auditor searches it, with how it stands sealed and what can be taken away.
struct AuditPage: ListView {
    let question: JournalQuestion
    let found: JournalPage
    let seal: SealState
    let today: Day
    let title = Text("审计", "Audit")
    let section = Section.audit
    let sheetName = "journal"
    var onward: String? { found.next.map { String($0) } }
    let cursor = "before"

    func list(on page: Page) { page.list(Self.columns, found.lines) { row($0, $1, on: page) } }

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
            page.p("further") { page.takeAway(path(before: nil)) }
            list(on: page)
        }
        if let next = found.next { page.further(path(before: next), Text("更早的", "Earlier")) }
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
        page.question("/audit") { ask in
            ask.find("number", Text("单号", "Number"), question.number)
            ask.find("person", Text("人员", "Person"), question.person, among: Person.kind) { $0 }
            ask.choose("verb", Text("步骤", "Step"), question.verb, steps)
            ask.choose(
                "kind", Text("种类", "Kind"), question.kind,
                Procedures.every.compactMap { Procedures.declared[$0.kind] }.map { ($0.kind, $0.title) })
            ask.find("from", Text("自", "From"), question.from?.iso, type: "date")
            ask.find("to", Text("至", "To"), question.to?.iso, type: "date")
        }
    }

    /// The steps of the kind that is asked for, or of all, by their verbs: those of one verb may be called differently.
    private var steps: [(id: String, name: Text)] {
        let kinds = question.kind.map { [$0] } ?? Procedures.every.map { $0.kind }
        let activities = kinds.compactMap { Procedures.declared[$0] }.flatMap(\.activities)
        var names: [String: [Text]] = [:]
        for activity in activities where !(names[activity.verb] ?? []).contains(activity.title) {
            names[activity.verb, default: []].append(activity.title)
        }
        return names.map { verb, titles in
            (verb, Text(titles.map(\.zh).joined(separator: "／"), titles.map(\.en).joined(separator: " / ")))
        }.sorted { ($0.name.en, $0.id) < ($1.name.en, $1.id) }
    }

    private static let columns = [
        Column("收到", "Received", .short), Column("单据", "Case"), Column("步骤", "Step"), Column("何人", "Who"),
        Column("偏离", "Departures"),
    ]

    private func row(_ line: JournalPage.Line, _ cell: Cells, on page: Page) {
        cell {
            page.instant(line.received)
            if line.received.milliseconds - line.done.milliseconds > 60_000 {
                page.p("no") {
                    page.say("办于 ", "done ")
                    page.instant(line.done)
                }
            }
        }
        cell {
            page.a(nil, .href("/audit/cases/\(line.number.percentEncoded)?after=\(line.position - 1)"), text: line.number)
            page.span("no", text: " #\(line.position)")
        }
        cell {
            if line.code != "–" { page.span("no", text: "\(line.code) ") }
            page.say(line.title ?? Text("（内容已删除）\(line.verb)", "(erased) \(line.verb)"))
        }
        cell {
            page.doer(line.person, line.by ?? line.person)
            page.span("no") {
                page.text(" \(line.person) · ")
                page.say(Submission.Source(rawValue: line.source)?.name ?? Text(line.source, line.source))
            }
        }
        cell(isEmpty: line.departures.isEmpty) { for clause in line.departures { page.clause(clause) } }
    }

    private func export(on page: Page) {
        page.h2(say: Text("导出核对", "Take it away and check it"))
        page.div("sheet pad") {
            page.question("/audit/export", send: Text("下载此期间的日志", "Download the journal of these days")) { ask in
                ask.find("from", Text("自", "From"), (question.from ?? today.adding(-30)).iso, type: "date")
                ask.find("to", Text("至", "To"), (question.to ?? today).iso, type: "date")
            }
            page.p("no") {
                page.say("核对： ", "Check it with: ")
                page.code("cmd", text: "paigong audit verify --export FILE")
            }
        }
    }

    private func path(before: Int64?) -> String {
        address(
            "/audit",
            [
                "number": question.number, "person": question.person, "verb": question.verb, "kind": question.kind,
                "from": question.from?.iso, "to": question.to?.iso, "before": before.map { String($0) },
            ])
    }
}

extension Submission.Source {
    /// The way by which something came in, in words.
    fileprivate var name: Text {
        switch self {
        case .web: Text("网页", "page")
        case .phone: Text("手机", "phone")
        case .link: Text("链接", "link")
        case .api: Text("接口", "API")
        case .console: Text("控制台", "console")
        case .scenario: Text("演练", "scenario")
        case .paper: Text("纸质补录", "paper")
        case .import: Text("导入", "import")
        case .clock: Text("时钟", "clock")
        }
    }
}
