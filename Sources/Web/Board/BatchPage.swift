import HTML
import Handbook
import Operations

/// Raises many orders from a pasted sheet: every row is looked at first, then each is raised by itself.
struct BatchPage: View {
    let activity: DeclaredActivity
    let token: String
    let key: String
    /// What rows may be raised by, in a column of its own.
    var templates: [OrderTemplate] = []
    var text = ""
    var unknown: [String] = []
    var rows: [Outcome] = []
    /// Whether the rows were raised, or only looked at.
    var isDone = false

    /// What came of a row: the order's number, or what stands against it; neither where it could be raised.
    struct Outcome {
        let line: Int
        let words: String
        var number: String?
        var answer: Answer?
    }

    let title = Text("批量提出派工单", "Raise many orders")
    let section = Section.board

    private var failed: Int { rows.count { $0.answer != nil } }

    func write(on page: Page) {
        page.p("no") { page.a(nil, .href("/board"), say: Text("← 回到看板", "← Back to the board")) }
        page.h1 {
            page.say(title)
            for clause in activity.clauses.prefix(2) { page.clause(clause) }
        }
        if !unknown.isEmpty {
            page.div("trouble", Attribute("role", "alert")) {
                page.p(
                    say: Text(
                        "认不出的列：\(unknown.joined(separator: "、"))", "Columns that are none: \(unknown.joined(separator: ", "))"))
            }
        }
        if !rows.isEmpty { outcomes(on: page) }
        form(on: page)
    }

    private func outcomes(on page: Page) {
        page.h2(
            nil, Attribute("role", "status"),
            say: isDone
                ? Text("已提出 \(rows.count - failed) 张，\(failed) 行未成", "\(rows.count - failed) raised, \(failed) rows failed")
                : Text(
                    "可提出 \(rows.count - failed) 行，\(failed) 行有误", "\(rows.count - failed) rows can be raised, \(failed) are wrong"))
        page.ul("sheet ruled outcome") {
            for row in rows {
                page.li {
                    page.span("no", say: Text("第 \(row.line) 行", "line \(row.line)"))
                    if let answer = row.answer {
                        page.tag(Text("✗ 有误", "✗ wrong"), .late)
                        page.text(row.words)
                        for reason in answer.reasons { page.p { page.reason(reason) } }
                        for fault in answer.faults { page.p(say: fault.text) }
                        if answer.reasons.isEmpty, answer.faults.isEmpty { page.p(say: answer.text) }
                    } else {
                        page.tag(isDone ? Text("✓ 已提出", "✓ raised") : Text("✓ 可提出", "✓ can be raised"), .done)
                        if let number = row.number {
                            page.caseLink(number, number)
                            page.text("　")
                        }
                        page.text(row.words)
                    }
                }
            }
        }
    }

    private func form(on page: Page) {
        page.section("sheet pad mine") {
            page.post("act", to: "/board/batch", token: token, Attribute("novalidate", "")) {
                page.hidden("_key", key)
                page.div("field") {
                    page.label(
                        nil, .for("f-sheet"), say: Text("从表格粘贴，首行为列名", "Paste from a spreadsheet; the first row names the columns"))
                    page.textarea(
                        "batch-sheet", .name("sheet"), .id("f-sheet"), Attribute("rows", "12"), Attribute("spellcheck", "false"),
                        text: text)
                    page.p("help") {
                        page.say("列：", "Columns: ")
                        page.text(
                            activity.fields.map { $0.label.text(in: page.language) }.joined(
                                separator: page.language == .zh ? "、" : ", "))
                        page.say(
                            "。局点、设备填编号，多个设备用顿号隔开，备件写作 brd-10g*2；最多 \(PastedSheet.mostRows) 行。",
                            ". Sites and devices by their codes, several devices parted by commas, spares as brd-10g*2; at most \(PastedSheet.mostRows) rows."
                        )
                    }
                }
                if !templates.isEmpty {
                    page.p("help") {
                        page.say("“模板”列填编号，空的列由模板补上：", "A column “template” takes a code, which fills what is left empty: ")
                        page.text(page.joined(templates.map { Text("\($0.code) \($0.name)", "\($0.code) \($0.name)") }))
                    }
                }
                page.div("buttons") {
                    page.button("btn", .type("submit"), .name("_do"), .value("look"), say: Text("先试，不提出", "Try it, raise nothing"))
                    if !rows.isEmpty, failed == 0, !isDone, unknown.isEmpty {
                        page.button(
                            "btn q", .type("submit"), .name("_do"), .value("raise"),
                            say: Text("提出这 \(rows.count) 张", "Raise these \(rows.count)"))
                    }
                }
            }
        }
    }
}
