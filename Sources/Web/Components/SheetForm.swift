import HTML
import Handbook
import Operations

/// Several steps on one sheet with one button: each is journaled as the activity it is.
struct SheetForm {
    let sheet: Sheet
    let place: Submission.Place
    let formToken: String
    let key: String
    /// The forms of the steps that are still to be done.
    var steps: [ActivityForm]

    /// The path of a sheet.
    static func path(of sheet: Sheet, at place: Submission.Place) -> String {
        switch place {
        case .new(let kind): "/new/\(kind)/sheets/\(sheet.name)"
        case .at(let number): "/cases/\(number.percentEncoded)/sheets/\(sheet.name)"
        }
    }

    func write(on page: Page) {
        page.h2("form-head", say: sheet.title)
        page.p("help") {
            page.say("一次完成 ", "Done at once: ")
            page.text(
                page.joined(
                    steps.map { Text("\($0.activity.code) \($0.activity.title.zh)", "\($0.activity.code) \($0.activity.title.en)") }
                ))
            page.say("；各步分别记入日志。", "; each is journaled apart.")
        }
        page.form(
            "act", Attribute("method", "post"), .action(Self.path(of: sheet, at: place)),
            Attribute("enctype", "multipart/form-data"), Attribute("novalidate", "")
        ) {
            page.hidden("_token", formToken)
            page.hidden("_key", key)
            page.hidden("_steps", steps.map(\.activity.verb).joined(separator: ","))
            for step in steps {
                page.section("step") {
                    page.h3 {
                        page.say(step.activity.title)
                        if let clause = step.activity.clauses.first { page.clause(clause) }
                    }
                    step.writeInputs(on: page)
                }
            }
            page.div("buttons") { page.button("btn", .type("submit"), say: sheet.title) }
        }
    }
}
