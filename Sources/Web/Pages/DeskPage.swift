import HTML
import Handbook
import Operations

/// What I must do next, in order of deadline: one line a case, and nothing else.
struct DeskPage: View {
    let steps: [NextStep]
    /// Whether there is more to do beyond these.
    let hasMore: Bool
    /// Whether it begins with the most urgent.
    let isFirst: Bool
    static let portion = 40

    let now: Instant
    /// How many notices are new.
    let newNotices: Int
    /// How many steps wait that were left on the phones of those who act no more, where the reader keeps them.
    let deposits: Int
    /// What the reader may open.
    let openings: [Opening]

    /// A kind of case that one may open.
    struct Opening {
        let title: Text
        let path: String
    }

    let title = Text("工作台", "Desk")
    let section = Section.desk

    func write(on page: Page) {
        page.div("page-head", Attribute("data-live", "desk")) {
            let count = "\(steps.count)\(hasMore ? "+" : "")"
            page.h1(
                say: isFirst
                    ? Text("要您做的 \(count) 件事", count == "1" ? "One thing for you to do" : "\(count) things for you to do")
                    : Text("其后要您做的 \(count) 件事", "\(count) more for you to do"))
            page.div("page-acts") {
                page.a(
                    newNotices > 0 ? "btn q small" : "btn q small held", .href("/notices"),
                    say: newNotices > 0 ? Text("通知 \(newNotices)", "\(newNotices) notices") : Text("通知", "Notices"))
                if deposits > 0 {
                    let told = "\(min(deposits, Tally.most - 1))\(deposits < Tally.most ? "" : "+")"
                    page.a("btn q small", .href("/deposits"), say: Text("待补录 \(told)", "Left steps \(told)"))
                }
                for opening in openings { page.a("btn q small", .href(opening.path), say: opening.title) }
            }
        }
        if steps.isEmpty {
            page.p(
                "empty",
                say: openings.isEmpty
                    ? Text("现在没有等您办理的事。可以查看全部事项。", "Nothing waits for you. Look at all cases.")
                    : Text("现在没有等您办理的事。可以查看全部事项，或从上面开一张新单。", "Nothing waits for you. Look at all cases, or open one above."))
        }
        var rest = steps[...]
        for band in Band.allCases {
            let own = rest.prefix { band.holds($0, at: now) }
            rest = rest.dropFirst(own.count)
            if own.isEmpty { continue }
            page.heading(band.title, own.count)
            page.div("sheet ruled") { for step in own { line(step, on: page) } }
        }
        if hasMore, let last = steps.last {
            page.further(address("/", ["after": last.cursor.text]), Text("其后的", "What comes after"))
        }
    }

    private func line(_ step: NextStep, on page: Page) {
        let header = step.header
        let left = TimeLeft(due: header.due, since: header.opened, at: now)
        page.a("todo", .href("/cases/\(header.number.percentEncoded)")) {
            page.span("no") {
                page.text(header.number)
                if let level = header.level, !level.isEmpty { page.tag(Text(level, level), left?.state) }
            }
            page.span("what") {
                page.b {
                    page.say(step.activities.first ?? step.stage)
                    page.say("：", ": ")
                    page.text(header.title)
                }
                page.span(text: [step.customer, step.site].compactMap { $0 }.joined(separator: " · "))
            }
            page.span("who") {
                page.say("等您：", "You: ")
                page.text(
                    step.activities.prefix(2).map { $0.text(in: page.language) }.joined(
                        separator: page.language == .zh ? "或" : " or "))
            }
            if let left { left.write(on: page) } else { page.span("left", say: Text("无时限", "No limit")) }
        }
    }

    /// The bands of the desk, in order.
    private enum Band: CaseIterable {
        case late, soon, later

        var title: Text {
            switch self {
            case .late: Text("已超时", "Late")
            case .soon: Text("两小时内到期", "Due within two hours")
            case .later: Text("其后", "Later")
            }
        }

        func holds(_ step: NextStep, at now: Instant) -> Bool {
            guard let due = step.header.due else { return self == .later }
            switch self {
            case .late: return due < now
            case .soon: return due < now.adding(hours: 2)
            case .later: return true
            }
        }
    }
}
