import Handbook

/// Offers a contact of the customer's a link to one step of this case, or to look at it: only the digest of its key is told here.
package struct OfferLink<Subject: Procedure>: Activity {
    package static var row: Row<Subject.Step> {
        Row(
            "–", "给客户的链接", "Link for the customer", by: .serviceDesk, .engineer, .technicalManager, .projectManager,
            .serviceManager, .salesAssistant, from: .any, clauses: ["2.8.4"])
    }

    package static var guards: [Guard<Self>] {
        [
            .given("12.2(1)", "联系人属于本单客户", "The contact is the customer's own", field: "contact") { offer, _, work in
                let isOwn = try work.find(offer.contact).customer.text == work.header.customer
                return .met(
                    if: isOwn && (work.header.kind != Contact.kind || offer.contact.text == work.header.code),
                    else: Text("请选择本单客户的联系人", "Choose a contact of this case's customer"))
            },
            .given("2.8.4", "这一步现在可由客户办理", "The customer can do that step now", field: "purpose") { offer, subject, work in
                .met(
                    if: try offer.purpose.isPossible(for: subject, in: work),
                    else: Text("本单现在没有“\(offer.purpose.name.zh)”可办", "There is nothing to do here as “\(offer.purpose.name.en)”"))
            },
        ]
    }

    @Input("联系人", "Contact", clause: "12.2(1)") var contact: ID<Contact>
    @Input("用于", "For") var purpose: LinkPurpose
    @Input("有效天数", "Days for which it works", 1...CustomerLink.mostDays) var days: Int
    @Input("链接校验值", "Digest of the link", 71...71) var hash: String

    package init() {}
    package func perform(on subject: inout Subject, in work: Work) {
        work.offer(
            Effects.OfferedLink(hash: hash, contact: contact, purpose: purpose, expires: work.received.adding(hours: 24 * days)))
    }
}

/// Takes a link back: it went to the wrong phone, the step was done in another way, or whoever used it shall follow the case no more.
package struct RevokeLink<Subject: Procedure>: Activity {
    package static var row: Row<Subject.Step> {
        Row(
            "–", "撤回链接", "Revoke link", by: .serviceDesk, .engineer, .technicalManager, .projectManager, .serviceManager,
            .salesAssistant, from: .any, clauses: ["2.8.4"])
    }

    package static var guards: [Guard<Self>] {
        [
            .given("2.8.4", "是本单仍可用的链接", "It is a link of this case that is still good", field: "hash") { revoke, _, work in
                let link = try CustomerLink.find(revoke.hash, in: work.session)
                return .met(
                    if: link.map { $0.number == work.number && [.open, .used].contains($0.state(at: work.received)) } ?? false,
                    else: Text("没有这样的链接，或已撤回、已过期", "There is no such link, or it was taken back or is too old"))
            }
        ]
    }

    @Input("链接校验值", "Digest of the link", 71...71) var hash: String

    package init() {}
    package func perform(on subject: inout Subject, in work: Work) { work.revoke(linkHash: hash) }
}
