import HTML
import Handbook
import Operations

/// One step for several cases: its form once, and what came of it for each.
struct BulkPage: View {
    let kind: String
    let activity: DeclaredActivity
    let lines: [CaseLine]
    let edition: Edition
    let token: String
    let key: String
    let choices: [String: [ChoiceEntry]]
    var values: [String: Value] = [:]
    var reasons: [String: String] = [:]
    var outcomes: [Outcome] = []

    /// What came of it for one case.
    struct Outcome {
        let number: String
        /// Where it stands now; nil where it was refused.
        let stage: Text?
        let answer: Answer?
    }

    var title: Text { Text("\(activity.title.zh)：\(lines.count) 项", "\(activity.title.en): \(lines.count) cases") }
    let section = Section.cases

    /// The inputs that are the same for all; those of one case alone are left to its own form.
    static func fields(of activity: DeclaredActivity) -> [Field] { activity.fields.filter { BulkChoice.isPlain($0.kind) } }

    /// The chosen cases' numbers, in order.
    var numbers: [String] { lines.map(\.number) }

    /// The cases for which it is still to be done.
    private var left: [CaseLine] {
        let done = Set(outcomes.filter { $0.answer == nil }.map(\.number))
        return lines.filter { !done.contains($0.number) }
    }

    func write(on page: Page) {
        page.p("no") { page.a(nil, .href("/cases?kind=\(kind)"), say: Text("← 回到列表", "← Back to the list")) }
        page.h1 {
            page.say(title)
            for clause in activity.clauses.prefix(3) { page.clause(clause) }
        }
        if !outcomes.isEmpty { told(on: page) }
        if !left.isEmpty { form(on: page) }
    }

    private func told(on page: Page) {
        let done = outcomes.count { $0.answer == nil }
        page.h2(say: Text("办成 \(done) 项，未成 \(outcomes.count - done) 项", "\(done) done, \(outcomes.count - done) refused"))
        page.ul("sheet ruled outcome") {
            for outcome in outcomes {
                page.li {
                    if let answer = outcome.answer {
                        page.tag(Text("✗ 未办", "✗ Refused"), .late)
                        page.caseLink(outcome.number, outcome.number)
                        for reason in answer.reasons { page.p { page.reason(reason) } }
                        for fault in answer.faults { page.p(say: fault.text) }
                        if answer.reasons.isEmpty, answer.faults.isEmpty { page.p(say: answer.text) }
                    } else {
                        page.tag(Text("✓ 已办", "✓ Done"), .done)
                        page.caseLink(outcome.number, outcome.number)
                        if let stage = outcome.stage {
                            page.text("　")
                            page.say(stage)
                        }
                    }
                }
            }
        }
    }

    private func form(on page: Page) {
        if !outcomes.isEmpty { page.h2(say: Text("未成的改后再办", "Mend it for the others")) }
        page.section("sheet pad mine") {
            page.post("act", to: "/bulk/\(kind)", token: token, Attribute("novalidate", "")) {
                page.hidden("_key", key)
                page.hidden("_do", activity.verb)
                page.ul("chosen") {
                    for line in left {
                        page.li {
                            page.label("tickbox") {
                                page.input(nil, .type("checkbox"), .name("_n"), .value(line.number), .flag("checked"))
                                page.span("no", text: line.number)
                                page.span(text: line.title)
                            }
                        }
                    }
                }
                let fields = FormFields(page: page, edition: edition, choices: choices, troubles: troubles)
                for field in Self.fields(of: activity) { fields.write(field, values[field.name] ?? .null) }
                page.deviations(from: outcomes.flatMap { $0.answer?.reasons ?? [] }, typed: reasons)
                page.div("buttons") {
                    page.button(
                        "btn", .type("submit"), say: Text("逐项\(activity.title.zh)", "\(activity.title.en), one by one"))
                }
            }
        }
    }

    /// What could not be read is the same for all: it stands at its field.
    private var troubles: [String: [FormFields.Trouble]] {
        let faults = outcomes.lazy.compactMap(\.answer).first { !$0.faults.isEmpty }?.faults ?? []
        return Dictionary(grouping: faults, by: \.field).mapValues { faults in
            faults.map { FormFields.Trouble(text: $0.text, clause: $0.clause) }
        }
    }
}
