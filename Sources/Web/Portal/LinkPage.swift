import HTML
import Handbook
import Operations

/// What somebody sees who follows a one-time link: one case, and the one thing that they are asked to do.
struct LinkPage: View {
    let reading: LinkReading
    /// The forms of what the link opens, the one that is hoped for first.
    let forms: [ActivityForm]
    /// The address under which people reach the house.
    let address: String
    /// The step that was just done.
    var done: Text?
    let section = Section.none
    var isForCustomer: Bool { true }

    var title: Text { reading.link.purpose.name }

    func write(on page: Page) {
        page.h1(say: reading.state == .used ? Text("已收到，谢谢", "Received, thank you") : title)
        page.p("cust-who") {
            page.text(page.language == .zh ? "\(reading.actor.name)，您好" : "Hello \(reading.actor.name)")
            page.span("no", text: "　\(reading.customer)")
        }
        if reading.state == .used, let done {
            page.p("flash", Attribute("role", "status")) {
                page.say("已办理：", "Done: ")
                page.say(done)
            }
        }
        if let subject = reading.subject {
            let view = CustomerCaseView(subject: subject)
            page.section("cust-case") {
                view.head(on: page)
                view.facts(on: page)
                view.missing(on: page)
            }
            if reading.state == .open, forms.contains(where: { $0.activity.takesSignature }) {
                view.paper(address: address, on: page)
            }
        }
        if reading.state == .open { steps(on: page) }
        page.p("no cust-until") {
            page.say("此链接只给您一人，只能用一次，", "This link is for you alone and works once, until ")
            page.instant(reading.link.expires)
            page.say(" 前有效，请勿转发。", "; don't pass it on.")
        }
    }

    private func steps(on page: Page) {
        guard let first = forms.first else {
            page.p("cust-missing", say: Text("现在没有等您办理的，谢谢。", "Nothing waits for you here now, thank you."))
            return
        }
        page.section("cust-step") { first.write(on: page) }
        for other in forms.dropFirst() {
            page.details("cust-other", .flag("open", if: other.answer != nil)) {
                page.summary(say: other.activity.title)
                other.write(on: page)
            }
        }
    }
}

/// What is said of a link that is used, taken back, too old or none: it tells nothing of what it was.
struct LinkOverPage: View {
    let title = Text("此链接不能再用", "This link is no good any more")
    let section = Section.none
    var isForCustomer: Bool { true }

    func write(on page: Page) {
        page.h1(say: title)
        page.p("cust-who", say: CustomerLink.isOver.text)
        page.p("cust-missing", say: Text("可打下面的电话，我们马上再发一条。", "Call one of the numbers below: we send another one at once."))
    }
}
