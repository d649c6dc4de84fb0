import Handbook
import Hummingbird
import Operations

extension Front {
    /// The links of a case, with the form that makes another.
    func showLinks(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let links = try await desk.links(of: try visit.part("number"), for: guest.person)
        return show(OfferPage(links: links, form: form(in: links, guest), formToken: guest.formToken), to: visit)
    }

    /// Draws a key, has the desk keep its digest, and shows the link this once.
    func offerLink(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let number = try visit.part("number")
        var links = try await desk.links(of: number, for: guest.person)
        let body = try await FormBody(request, visit)
        let sent = try await SubmittedForm(body, for: links.activity.fields.filter { $0.name != "hash" }, keepingFilesIn: desk)
        let key = Secret.short()
        do {
            var submission = try sent.submission(by: guest.person, .at(number: number), links.activity.verb, time: edition.time)
            // Sent twice it makes two links, each of which can be taken back: a key is never shown again.
            submission.key = nil
            submission.input["hash"] = .text(key.digest)
            try await desk.perform(submission)
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            let answer = Answer(to: error, visit: visit)
            var form = form(in: links, guest)
            form?.values = sent.values
            form?.answer = answer
            return show(OfferPage(links: links, form: form, formToken: guest.formToken), to: visit, status: answer.status)
        }
        links = try await desk.links(of: number, for: guest.person)
        return try show(links, with: key, isSent: false, guest, visit)
    }

    /// Has the letter with a link go to its contact; only whoever was just shown the key can ask for it.
    func sendLink(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let links = try await desk.links(of: try visit.part("number"), for: guest.person)
        let key = Secret(try await FormBody(request, visit)["key"] ?? "")
        guard links.mayOffer, let link = links.links.first(where: { $0.hash == key.digest }), link.state(at: links.now) == .open
        else { throw CustomerLink.isOver }
        let made = try made(links, key, isSent: false, guest)
        guard let mail = made.contact.mail else { throw Missing("联系人没有邮箱", "The contact has no mail address") }
        try await accounts.send(made, to: mail)
        return try show(links, with: key, isSent: true, guest, visit)
    }

    private func show(
        _ links: OfferedLinks, with key: Secret, isSent: Bool, _ guest: Guest, _ visit: Visit
    ) throws -> Response {
        var page = OfferPage(links: links, form: form(in: links, guest), formToken: guest.formToken)
        page.made = try made(links, key, isSent: isSent, guest)
        return show(page, to: visit)
    }

    private func made(_ links: OfferedLinks, _ key: Secret, isSent: Bool, _ guest: Guest) throws -> MadeLink {
        guard let link = links.links.first(where: { $0.hash == key.digest }),
            let contact = links.contacts.first(where: { $0.code == link.contact.text })
        else { throw CustomerLink.isOver }
        return MadeLink(link: link, contact: contact, key: key, house: address, formToken: guest.formToken, isSent: isSent)
    }

    /// The step's form, with what can be chosen in this case.
    private func form(in links: OfferedLinks, _ guest: Guest) -> ActivityForm? {
        guard links.mayOffer else { return nil }
        var form = ActivityForm(
            place: .at(number: links.header.number), activity: links.activity, edition: links.edition,
            formToken: guest.formToken, key: Secret.drawn().text)
        form.omitted = ["hash"]
        form.target = "/cases/\(links.header.number.percentEncoded)/links"
        form.isOnlyNow = true
        form.sending = Text("生成链接", "Make the link")
        form.choices["contact"] = links.contacts.map { contact in
            ChoiceEntry(code: contact.code, title: [contact.name, contact.post].compactMap { $0 }.joined(separator: " "))
        }
        form.values = ["days": 3]
        if links.contacts.count == 1 { form.values["contact"] = .text(links.contacts[0].code) }
        let asked = links.purposes.filter { !$0.isUnasked }
        if let purpose = asked.first ?? links.purposes.first, asked.count < 2 { form.values["purpose"] = .text(purpose.rawValue) }
        form.choices["purpose"] = links.purposes.map { ChoiceEntry(code: $0.rawValue, title: $0.rawValue) }
        return form
    }
}

extension Accounts {
    /// Has the letter with a link go to a contact's address.
    func send(_ made: MadeLink, to mail: String) async throws {
        let now = now()
        let subject = made.subject
        let payload = CanonicalJSON.bytes(
            of: [
                "subject": .text("\(subject.zh) / \(subject.en)"), "path": .text(made.path),
                "body": .text(
                    "\(made.contact.name)，您好：\n\n\(subject.zh)。\(made.letter.zh)\n\n\(subject.en): \(made.letter.en)"
                ),
            ])
        try await database.write { session in
            try session.execute(
                "INSERT INTO outbox (target, number, payload, created, due) VALUES (?, ?, ?, ?, ?)", "mail:\(mail)",
                made.link.number, String(decoding: payload, as: UTF8.self), now.milliseconds, now.milliseconds)
        }
    }
}
