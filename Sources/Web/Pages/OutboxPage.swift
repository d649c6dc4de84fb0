import Delivery
import HTML
import Handbook
import Operations

/// What waits to leave the house, what could not, and what went; for administrators.
struct OutboxPage: ListView {
    let state: Outbox.State
    let lines: [Outbox.Line]
    /// Where the list goes on; nil at its end.
    let next: Int64?
    /// Whether a mail server is named, so that letters go at all.
    let isSending: Bool
    let formToken: String

    let title = Text("发件箱", "Outbox")
    let section = Section.outbox
    var sheetName: String { "outbox-\(state.rawValue)" }
    var onward: String? { next.map { String($0) } }
    let cursor = "from"

    /// The same as the page tells, in columns.
    func list(on page: Page) {
        page.list(
            [
                Column("写于", "Written", .short), Column("收件人", "To"), Column("内容", "What"), Column("单据", "Case"),
                Column("次数", "Tries", .number), Column("未成的原因", "Trouble"), Column("发出", "Sent", .short),
            ], lines
        ) { line, cell in
            cell { page.instant(line.created) }
            cell(say: line.addressee)
            cell(say: line.words)
            cell(text: line.number)
            cell(text: String(line.attempts))
            cell(text: line.isDeclined ? "" : line.trouble ?? "")
            cell { if let sent = line.sent { page.instant(sent) } }
        }
    }

    func write(on page: Page) {
        page.h1(say: title)
        if !isSending {
            page.p(
                "trouble",
                say: Text(
                    "未配置邮件服务器：邮件在此等候，不会丢失。请设环境变量 PAIGONG_SMTP_URL（及 PAIGONG_SMTP_USER、PAIGONG_SMTP_PASSWORD）后重新启动。",
                    "No mail server is named: letters wait here and are not lost. Set PAIGONG_SMTP_URL (and PAIGONG_SMTP_USER, PAIGONG_SMTP_PASSWORD) in the environment and start again."
                ))
        }
        Tabs(
            label: Text("状态", "State"),
            tabs: Outbox.State.allCases.map {
                Tabs.Tab(path: "/outbox?state=\($0.rawValue)", name: $0.name, isCurrent: $0 == state)
            }
        ).write(on: page)
        if lines.isEmpty {
            page.p("empty", say: state.empty)
        } else {
            page.p("further") { page.takeAway("/outbox?state=\(state.rawValue)") }
            page.ul("sheet ruled outbox") { for line in lines { page.li { write(line, on: page) } } }
        }
        if let next { page.further("/outbox?state=\(state.rawValue)&from=\(next)") }
    }

    private func write(_ line: Outbox.Line, on page: Page) {
        page.div("to") {
            page.b(say: line.addressee)
            page.p("no") {
                page.instant(line.created)
            }
        }
        page.div {
            page.p(say: line.words)
            if !line.number.isEmpty { page.p("no") { page.caseLink(line.number, line.number) } }
            if let trouble = line.trouble, !line.isDeclined {
                page.p("err") {
                    page.say("第 \(line.attempts) 次未成：", "Try \(line.attempts) failed: ")
                    page.text(trouble)
                }
            }
        }
        page.div("when") {
            if let sent = line.sent {
                if line.isDeclined {
                    page.tag(Text("未发：收件人不收邮件通知", "Not sent: takes no notices by mail"))
                } else {
                    page.tag(Text("已发", "Sent"), .done)
                }
                page.text(" ")
                page.instant(sent)
            } else if state == .dead {
                page.tag(Text("已放弃", "Given up"), .late)
                retry(line, on: page)
            } else {
                page.tag(Text("等候", "Waiting"), .wait)
                if line.attempts > 0 {
                    page.p("no") {
                        page.say("再试 ", "next try ")
                        page.instant(line.due)
                    }
                    retry(line, on: page)
                }
            }
        }
    }

    private func retry(_ line: Outbox.Line, on page: Page) {
        page.post("inline", to: "/outbox/\(line.id)/retry", token: formToken) {
            page.hidden("state", state.rawValue)
            page.send(Text("现在重发", "Send again now"), style: "btn q small")
        }
    }
}

extension Outbox.Line {
    /// What may be shown of it: of a letter the subject alone, for its link opens somebody's account.
    fileprivate var words: Text {
        switch content {
        case .notice(let text): text
        case .letter(let subject, _, _): Text(subject, subject)
        case nil: Text("内容无法读取", "Its content can't be read")
        }
    }

    /// Whom it is for, in words.
    fileprivate var addressee: Text {
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return Text(target, target) }
        switch parts[0] {
        case "customer": return Text("客户 \(parts[1])", "Customer \(parts[1])")
        case "person": return Text("人员 \(parts[1])", "Person \(parts[1])")
        case "mail": return Text(parts[1], parts[1])
        default: return Text(target, target)
        }
    }
}

extension Outbox.State {
    fileprivate var name: Text {
        switch self {
        case .waiting: Text("等候", "Waiting")
        case .dead: Text("已放弃", "Given up")
        case .sent: Text("已发", "Sent")
        }
    }

    fileprivate var empty: Text {
        switch self {
        case .waiting: Text("没有等候的邮件。", "No letter waits.")
        case .dead: Text("没有放弃的邮件。", "No letter was given up.")
        case .sent: Text("还没有发出过邮件。", "No letter has gone yet.")
        }
    }
}
