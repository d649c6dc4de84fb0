import HTML
import Handbook
import Operations

/// What somebody sees who follows a link: one case, and the one thing that they are asked to do, or how it stands.
struct LinkPage: View {
    let reading: LinkReading
    /// The link's own path.
    let path: String
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
                view.missing(on: page, byPhone: reading.isFollowing || reading.link.purpose != .facts)
                if reading.isFollowing { view.waiting(on: page) }
            }
            if reading.state == .open, forms.contains(where: { $0.activity.takesSignature }) {
                view.paper(address: address, on: page)
            }
        }
        if !reading.isFollowing { steps(on: page) }
        if let subject = reading.subject {
            CustomerCaseView(subject: subject).papers(reading.papers, under: "\(path)/papers", on: page)
        }
        page.p("no cust-until") { until(on: page) }
    }

    /// For whom the link is, and how long it works.
    private func until(on page: Page) {
        if reading.state == .used {
            page.say(
                "您已办理。以后打开此链接，可看办得怎样，请勿转发。",
                "It is done. Open this link again to see how it stands; don't pass it on.")
            return
        }
        if reading.link.purpose.isForReading {
            page.say("此链接只给您一人看，可反复打开，", "This link is for you alone; open it as often as you like, until ")
        } else {
            page.say("此链接只给您一人，只能用一次，", "This link is for you alone and works once, until ")
        }
        page.instant(reading.link.expires)
        page.say(" 前有效，请勿转发。", "; don't pass it on.")
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
