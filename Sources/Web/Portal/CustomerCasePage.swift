import HTML
import Handbook
import Operations

/// A case as its customer's people see it: what is told, what waits for them, and the rest behind a fold.
struct CustomerCasePage: View {
    let subject: CustomerCase
    /// The forms of the steps that are open to the reader, those for which the case waits first.
    let forms: [ActivityForm]
    let house: String
    /// The step that was just done.
    var done: Text?
    let section = Section.portal
    var isForCustomer: Bool { true }

    var title: Text { Text("\(subject.header.number) \(subject.header.title)", "\(subject.header.number) \(subject.header.title)") }

    func write(on page: Page) {
        let view = CustomerCaseView(subject: subject)
        page.p("cust-back") { page.a(nil, .href("/portal"), say: Text("‹ 返回", "‹ Back")) }
        if let done {
            page.p("flash", Attribute("role", "status")) {
                page.say("已办理：", "Done: ")
                page.say(done)
            }
        }
        page.section("cust-case") {
            view.head(on: page)
            view.facts(on: page)
            view.missing(on: page)
        }
        let leading = forms.filter { subject.awaited.contains($0.activity.verb) }
        if leading.contains(where: { $0.activity.takesSignature }) { view.paper(address: house, on: page) }
        for form in leading {
            page.section("cust-step") {
                page.h2(say: CustomerForms.title(of: form.activity))
                form.write(on: page)
            }
        }
        let others = forms.filter { !subject.awaited.contains($0.activity.verb) }
        // What decides comes before what only adds something.
        for form in others.filter({ $0.activity.isByway }) + others.filter({ !$0.activity.isByway }) {
            page.details("cust-other", .flag("open", if: form.answer != nil)) {
                page.summary(say: form.activity.title)
                form.write(on: page)
            }
        }
        view.papers(subject.papers, under: "/cases/\(subject.header.number.percentEncoded)/papers", on: page)
        page.p("more-steps") {
            if subject.isOwn, subject.header.kind != Complaint.kind {
                page.a(
                    nil, .href(address("/portal/new/\(Complaint.kind)/complain", ["about": subject.header.number])),
                    say: Text("对此不满意？投诉", "Not content? Complain"))
                page.br()
            }
            page.a(
                nil, .href("/cases/\(subject.header.number.percentEncoded)"),
                say: Text("全部经过", "The whole course"))
        }
    }
}

/// A form that opens a case, for somebody of a customer's.
struct CustomerOpeningPage: View {
    let form: ActivityForm
    let section = Section.portal
    var isForCustomer: Bool { true }

    var title: Text { CustomerForms.title(of: form.activity) }

    func write(on page: Page) {
        page.p("cust-back") { page.a(nil, .href("/portal"), say: Text("‹ 返回", "‹ Back")) }
        page.h1(say: title)
        page.section("cust-step") { form.write(on: page) }
    }
}
