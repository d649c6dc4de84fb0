import HTML
import Handbook

/// What stands around a page for customers: whose house it is, its phones, and who is signed in.
struct CustomerFrame {
    let front: Front
    let visit: Visit

    func write(_ view: some View, on page: Page) {
        let organization = front.edition.organization
        page.header("phone-top") {
            if visit.guest == nil {
                page.b(say: organization.letterhead)
            } else {
                page.a(nil, .href("/portal"), say: organization.letterhead)
            }
            if let guest = visit.guest {
                page.post("inline", to: "/sign-out", token: guest.formToken) {
                    page.send(Text("退出 \(guest.actor.name)", "Sign out \(guest.actor.name)"), style: "link")
                }
            } else {
                let other = page.language == .zh ? Language.en : .zh
                page.a(
                    nil, .href("/language/\(other.rawValue)?then=\(visit.path.percentEncoded)"),
                    Attribute("lang", other == .zh ? "zh-CN" : "en"), text: other == .zh ? "中文" : "English")
            }
        }
        page.main(nil, .id("main")) { view.write(on: page) }
        page.footer("cust-foot") {
            for phone in organization.phones {
                page.p {
                    page.say(phone.name)
                    page.text(" ")
                    page.a(nil, .href("tel:\(phone.address)"), text: phone.address)
                }
            }
        }
    }
}
