import Handbook
import Hummingbird
import Operations

extension Front {
    /// Where a customer's people come in.
    func showPortal(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        let openings = Self.openings
        return show(
            PortalPage(
                reading: try await desk.portal(for: guest.person), openings: openings.map(\.activity), paths: openings.map(\.path)),
            to: visit)
    }

    /// What is open at theirs, page by page.
    func showOwnCases(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        let after = Asked(request)["after"].flatMap { CaseFilter.Cursor($0, isBackward: false) }
        return show(OpenCasesPage(cases: try await desk.openCases(for: guest.person, after: after)), to: visit)
    }

    /// Their devices with what covers them.
    func showOwnDevices(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        let asked = Asked(request)
        var query = DeviceQuery()
        query.words = asked["q"] ?? ""
        query.after = asked["after"]
        return show(
            OwnDevicesPage(
                list: try await desk.devices(query, for: guest.person), words: query.words,
                reporting: Self.openings.first?.path ?? "/portal"), to: visit)
    }

    /// The form by which a customer's people open a case; what the address says is filled in.
    func showOwnOpening(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        var form = try await ownOpening(guest, visit)
        if form.activity.fields.contains(where: { $0.name == "contact" }) {
            // Who reports is known; they can name somebody else.
            form.values["contact"] = .text(guest.actor.name)
            form.values["phone"] = try await desk.phone(of: guest.person).map { .text($0) }
        }
        for name in ["serial", "about"] {
            if let given = Asked(request)[name] { form.values[name] = .text(given) }
        }
        return show(CustomerOpeningPage(form: form), to: visit)
    }

    /// Opens a case, or shows the form again.
    func takeOwnOpening(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        var form = try await ownOpening(guest, visit)
        let (answer, done) = try await take(&form, customerForms(guest), request, visit)
        if let done { return done }
        return show(CustomerOpeningPage(form: form), to: visit, status: answer?.status ?? .ok)
    }

    /// One of their cases, with what waits for them.
    func showOwnCase(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        let subject = try await desk.customerCase(try visit.part("number"), for: guest.person)
        var page = CustomerCasePage(subject: subject, forms: try await forms(of: subject, guest), house: address)
        try await noteSigning(of: subject, by: guest.person)
        page.done = Asked(request)["done"].flatMap(subject.procedure.activity).map(CustomerForms.title)
        return show(page, to: visit)
    }

    /// Does a step of one of their cases, or shows it again with what was typed.
    func takeOwnStep(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try customerGuest(visit)
        let subject = try await desk.customerCase(try visit.part("number"), for: guest.person)
        let verb = try visit.part("verb")
        guard let activity = subject.procedure.activity(verb), !activity.isOpening, activity.by.contains(.customer) else {
            throw Missing("没有这一步", "There is no such step")
        }
        var form = customerForms(guest, subject).form(
            activity, at: .at(number: subject.header.number), sentTo: Self.path(to: verb, subject))
        let (answer, done) = try await take(&form, customerForms(guest, subject), request, visit)
        if let done { return done }
        // Shown as it stands now, with what was typed, though the step may be open no more.
        let now = try await desk.customerCase(subject.header.number, for: guest.person)
        form.asOf = form.asOf == nil ? nil : now.header.headPosition
        let others = try await forms(of: now, guest)
        form.choices = others.first { $0.activity.verb == verb }?.choices ?? form.choices
        return show(
            CustomerCasePage(subject: now, forms: [form] + others.filter { $0.activity.verb != verb }, house: address), to: visit,
            status: answer?.status ?? .ok)
    }

    /// Does what a form asks: where it leads then, or what is to be said with the form that is shown again.
    private func take(
        _ form: inout ActivityForm, _ maker: CustomerForms, _ request: Request, _ visit: Visit
    ) async throws -> (answer: Answer?, done: Response?) {
        let body = try await FormBody(request, visit)
        let sent = try await SubmittedForm(body, for: maker.fields(of: form.activity), keepingFilesIn: desk)
        var answer: Answer?
        do {
            if sent.more == nil {
                let performed = try await desk.perform(try maker.submission(sent, at: form.place, form.activity))
                return (nil, .goOn(to: "/portal/cases/\(performed.number.percentEncoded)?done=\(form.activity.verb)"))
            }
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            answer = Answer(to: error, visit: visit)
        }
        form.take(sent, answer)
        return (answer, nil)
    }

    /// Notes that somebody of a customer's reads the paper that they are to sign, where it holds customer secrets.
    func noteSigning(of subject: CustomerCase?, by person: ID<Person>) async throws {
        guard let subject, let paper = subject.toSign else { return }
        try await note(
            read: .paper("\(paper.snapshot.kind)/\(paper.snapshot.version)"), of: subject.header.number, by: person,
            if: paper.classification == .customerSecret)
    }

    private func forms(of subject: CustomerCase, _ guest: Guest) async throws -> [ActivityForm] {
        let maker = customerForms(guest, subject)
        let number = subject.header.number
        let steps = subject.steps.filter { ready in
            // What they sign must be there to be read.
            ready.activity.by.contains(.customer) && (ready.isReady || subject.awaited.contains(ready.activity.verb))
                && (!ready.activity.takesSignature || subject.toSign != nil)
        }
        let choices = try await desk.choices(
            among: Set(steps.flatMap { maker.fields(of: $0.activity).flatMap(\.references) }), for: guest.actor)
        return steps.map { ready in
            var form = maker.form(
                ready.activity, ready.obstacles, at: .at(number: number), sentTo: Self.path(to: ready.activity.verb, subject))
            form.choices = choices
            return form
        }
    }

    private func ownOpening(_ guest: Guest, _ visit: Visit) async throws -> ActivityForm {
        let (kind, verb) = (try visit.part("kind"), try visit.part("verb"))
        guard let opening = Self.openings.first(where: { $0.kind == kind && $0.activity.verb == verb }) else {
            throw Missing("没有这一步", "There is no such step")
        }
        let maker = customerForms(guest)
        var form = maker.form(
            opening.activity, at: .new(kind: kind), sentTo: opening.path)
        form.choices = try await desk.choices(
            among: Set(maker.fields(of: opening.activity).flatMap(\.references)), for: guest.actor)
        return form
    }

    private func customerForms(_ guest: Guest, _ subject: CustomerCase? = nil) -> CustomerForms {
        CustomerForms(
            edition: subject?.edition ?? edition, formToken: guest.formToken, actor: guest.actor, toSign: subject?.toSign,
            shown: subject?.header)
    }

    private static func path(to verb: String, _ subject: CustomerCase) -> String {
        "/portal/cases/\(subject.header.number.percentEncoded)/\(verb)"
    }

    /// What customers open, in the order of the procedures.
    private static let openings: [(kind: String, activity: DeclaredActivity, path: String)] = Procedures.all.flatMap { procedure in
        (Procedures.declared[procedure.kind]?.openings ?? []).filter { $0.by.contains(.customer) }.map {
            (procedure.kind, $0, "/portal/new/\(procedure.kind)/\($0.verb)")
        }
    }

    /// Somebody of a customer's who is signed in; for everybody else the portal isn't there.
    private func customerGuest(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        if guest.isStaff { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
