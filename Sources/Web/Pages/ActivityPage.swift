import HTML
import Handbook
import Operations

/// One activity's form on a page of its own: what it is for, the case it belongs to, and the inputs.
struct ActivityPage: View {
    let form: ActivityForm
    /// The case's title; nil where the activity opens one.
    let subject: String?
    let procedure: DeclaredProcedure
    /// The templates from which it can be filled; nil where there are none.
    var templates: TemplateChoice?

    var title: Text { form.activity.title }
    var section: Section { procedure.table == nil ? .cases : .registers }

    func write(on page: Page) {
        page.p("no") {
            page.say(procedure.title)
            if case .at(let number) = form.place {
                page.text("　")
                page.caseLink(number, number)
                page.text("　\(subject ?? "")")
            }
        }
        page.h1 {
            page.say(form.activity.title)
            for clause in form.activity.clauses.prefix(3) { page.clause(clause) }
        }
        templates?.write(on: page)
        page.section("sheet pad mine") { form.write(on: page) }
    }
}
