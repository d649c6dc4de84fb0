import HTML
import Handbook
import Operations

/// The links of a case: a new one is made here, shown once, and taken back as long as it is good for anything.
struct OfferPage: View {
    let links: OfferedLinks
    /// The form of the step that makes one; nil where the reader may make none.
    let form: ActivityForm?
    let formToken: String
    /// The link that was just made.
    var made: MadeLink?
    let section = Section.cases

    var title: Text { Text("给客户的链接 \(links.header.number)", "Links for the customer, \(links.header.number)") }

    func write(on page: Page) {
        page.p("no") {
            page.say(links.procedure.title)
            page.text("　")
            page.caseLink(links.header.number, links.header.number)
            page.text("　\(links.header.title)")
        }
        page.h1(say: Text("给客户的链接", "Link for the customer"))
        if let made {
            page.section("sheet pad mine") { made.write(on: page) }
        } else if let form, !links.purposes.isEmpty, !links.contacts.isEmpty {
            page.section("sheet pad mine") { form.write(on: page) }
        } else if let trouble = trouble {
            page.p("empty", say: trouble)
        }
        list(on: page)
    }

    /// Why none can be made.
    private var trouble: Text? {
        if form == nil { return nil }
        if links.contacts.isEmpty {
            return Text("名册里没有此客户的联系人，请先登记联系人。", "The register has no contact of this customer; enter one first.")
        }
        return Text("本单现在没有等客户办理的步骤。", "Nothing in this case waits for the customer now.")
    }

    private func list(on page: Page) {
        if links.links.isEmpty { return }
        page.heading(Text("已发出的链接", "Links that were made"), links.links.count)
        page.ul("sheet ruled") {
            for link in links.links {
                page.li("made-link") {
                    page.div {
                        page.b(say: link.purpose.name)
                        page.text("　\(name(of: link.contact))　")
                        page.tag(word(of: link), Self.state(of: link.state(at: links.now)))
                        page.p("no") {
                            page.text(links.people["\(Person.kind):\(link.person)"] ?? link.person)
                            page.text(" ")
                            page.shortInstant(link.created, seenAt: links.now)
                            page.say(link.used == nil ? Text("　有效至 ", "  until ") : Text("　用于 ", "  used "))
                            page.shortInstant(link.used ?? link.expires, seenAt: links.now)
                            if let number = link.ledTo, number != link.number {
                                page.text("　")
                                page.caseLink(number, number)
                            }
                        }
                    }
                    if form != nil, [.open, .used].contains(link.state(at: links.now)) { revoke(link, on: page) }
                }
            }
        }
    }

    private func revoke(_ link: CustomerLink, on page: Page) {
        page.post("inline", to: ActivityForm.path(to: Self.revoking, at: .at(number: links.header.number)), token: formToken) {
            page.hidden("hash", link.hash)
            page.send(Text("撤回", "Take back"), style: "btn q small")
        }
    }

    private func name(of contact: ID<Contact>) -> String {
        links.contacts.first { $0.code == contact.text }?.name ?? contact.text
    }

    private func word(of link: CustomerLink) -> Text {
        switch link.state(at: links.now) {
        case .open where link.purpose.isForReading: Text("可查看", "Can be looked at")
        case .open: Text("未用", "Open")
        case .used: Text("已用", "Used")
        case .revoked: Text("已撤回", "Taken back")
        case .expired: Text("已过期", "Too old")
        }
    }

    private static func state(of state: CustomerLink.State) -> TimeLeft.State? {
        switch state {
        case .open: .wait
        case .used: .done
        default: nil
        }
    }
}

extension OfferPage {
    /// The verb of the step that makes a link.
    static let verb = OfferLink<ServiceRequest>.verb

    /// Whether a step is taken on the page of links rather than by a form of its own.
    static func isWithin(_ verb: String) -> Bool { verb == revoking }

    private static let revoking = RevokeLink<ServiceRequest>.verb

    /// Where a step of a case is taken: links have a page of their own, since their keys are drawn and not typed.
    static func path(to verb: String, in number: String) -> String {
        verb == Self.verb
            ? "/cases/\(number.percentEncoded)/links" : ActivityForm.path(to: verb, at: .at(number: number))
    }
}
