import Handbook
import Hummingbird
import Operations
import Storage

extension Front {
    /// A case's page.
    func showCase(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let number = try visit.part("number")
        if Procedures.declared[CaseNumber.kind(of: number)]?.table != nil { return try await showEntry(of: number, request, visit) }
        if Procedures.library.contains(where: { $0.kind == CaseNumber.kind(of: number) }) {
            return .goOn(to: publicationPath(number, Asked(request)))
        }
        let before = Asked(request).whole("before").flatMap { Int(exactly: $0) }
        let opened = try await desk.open(number, for: guest.actor, before: before)
        let reading = opened.reading
        try await note(read: .page, of: reading, by: guest.person)
        var page = CasePage(reading: reading, form: try await mainForm(in: reading, from: opened.basis, guest), near: opened.near)
        if let verb = page.form?.activity.verb, let sheet = reading.procedure.sheets.first(where: { $0.name == verb }) {
            page.sheet = try await sheetForm(sheet, at: .at(number: number), reading.procedure, guest, reading)
        }
        page.done = Asked(request)["done"].flatMap { reading.procedure.activity($0)?.title }
        if guest.isStaff, number.hasPrefix(ServiceRequest.kind) || number.hasPrefix(DispatchOrder.kind) {
            page.isWrittenBy = reading.isTold(by: guest)
        }
        return show(page, to: visit)
    }

    /// The form of the step that leads on and is the reader's.
    func mainForm(in reading: CaseReading, from basis: FormBasis? = nil, _ guest: Guest) async throws -> ActivityForm? {
        guard let leading = reading.leading else { return nil }
        return try await form(for: leading, at: .at(number: reading.header.number), from: basis, guest, reading)
    }

    /// The form of an activity, on a page of its own.
    func showForm(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let (place, procedure, activity) = try asked(visit)
        let reading = try await reading(of: place, for: guest)
        var form = try await form(for: activity, at: place, guest, reading)
        try await begin(&form, from: Asked(request)["order"], guest)
        let choice = try await TemplateChoice(Asked(request)["template"], for: form, guest, desk)
        choice?.fill(&form)
        for (name, value) in request.uri.queryParameters where form.values[String(name)] == nil {
            if activity.fields.contains(where: { $0.name == name }) { form.values[String(name)] = .text(String(value)) }
        }
        return show(ActivityPage(form: form, subject: reading?.header.title, procedure: procedure, templates: choice), to: visit)
    }

    /// Takes a form that was sent: performs it, or shows it again with everything that was typed.
    func take(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let (place, procedure, activity) = try asked(visit)
        try await look(at: place, guest)
        let body = try await FormBody(request, visit)
        let sent = try await SubmittedForm(body, for: activity.fields, keepingFilesIn: desk)
        if body["_draft"] != nil {
            try await desk.keepDraft(
                of: Submission(by: guest.person, place, activity.verb, sent.values.filter { !$0.value.isEmptyRow }))
            return Response(status: .noContent)
        }
        do {
            if sent.more != nil { return try await again(sent, nil, place, procedure, activity, guest, visit) }
            let performed = try await desk.perform(
                try sent.submission(by: guest.person, place, activity.verb, time: edition.time))
            try await desk.dropDraft(by: guest.person, at: place, activity.verb)
            return .goOn(to: "/cases/\(performed.number.percentEncoded)?done=\(activity.verb)")
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            return try await again(sent, Answer(to: error, visit: visit), place, procedure, activity, guest, visit)
        }
    }

    /// Throws `Missing` for a case that the reader may not see, before anything of a form is looked at.
    func look(at place: Submission.Place, _ guest: Guest) async throws {
        guard case .at(let number) = place, try await !desk.isSeen(number, by: guest.actor) else { return }
        throw Missing("没有单据“\(number)”", "There is no case “\(number)”")
    }

    /// A file of a case, for whoever may see the case: never shown in the house's own name, always as a download.
    func giveFile(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let reading = try await desk.reading(of: try visit.part("number"), for: guest.actor)
        let hash = "sha256:\(try visit.part("hash"))"
        guard let file = reading.files.first(where: { $0.attachment.hash == hash }) else {
            throw Missing("没有这个文件", "There is no such file")
        }
        try await note(read: .file(file.attachment.name), of: reading, by: guest.person)
        guard let blob = try await desk.database.read({ session in try session.blob(hash) }) else {
            throw Missing("没有这个文件", "There is no such file")
        }
        return Response(
            blob.bytes, type: blob.reference.mediaType, to: visit, headers: .download(file.attachment.name))
    }

    /// Engineers by how well they suit an order, and the paper that is to be signed.
    private func propose(in form: inout ActivityForm, _ reading: CaseReading, _ guest: Guest) async throws {
        let activity = form.activity
        if reading.header.kind == DispatchOrder.kind, activity.fields.contains(where: { $0.name == "engineer" }) {
            form.choices["engineer"] = try await desk.candidates(for: reading.header.number, asked: guest.person).map { candidate in
                let (chinese, english) = (candidate.reasons.map(\.zh), candidate.reasons.map(\.en))
                return ChoiceEntry(
                    code: candidate.person.text, title: candidate.name,
                    remark: Text(chinese.joined(separator: "，"), english.joined(separator: ", ")))
            }
        }
        form.toSign = reading.toSign[activity.verb]
        guard let paper = form.toSign,
            let field = activity.fields.first(where: { if case .signature = $0.kind { true } else { false } })
        else { return }
        form.values[field.name] = ["paper": .text(paper.hash)]
    }

    /// The same form again, with what was typed and what was wrong.
    private func again(
        _ sent: SubmittedForm, _ answer: Answer?, _ place: Submission.Place, _ procedure: DeclaredProcedure,
        _ activity: DeclaredActivity, _ guest: Guest, _ visit: Visit
    ) async throws -> Response {
        // Somebody whose step it no longer is may not even see the case any more: then the answer alone is shown.
        let reading = try? await reading(of: place, for: guest)
        var form = try await form(for: activity, at: place, guest, reading)
        form.values = sent.values
        form.answer = answer
        form.reasons = sent.reasons
        form.done = sent.done
        form.takeOver = sent.takeOver
        form.isTakenOver = form.isTakenOver || sent.takeOver != nil
        return show(
            ActivityPage(form: form, subject: reading?.header.title, procedure: procedure), to: visit, status: answer?.status ?? .ok
        )
    }

    /// What a path asks for: a case or a new one, and one of its activities.
    private func asked(_ visit: Visit) throws -> (Submission.Place, DeclaredProcedure, DeclaredActivity) {
        let place: Submission.Place =
            if let kind = visit.parameters.get("kind") { .new(kind: kind) } else { .at(number: try visit.part("number")) }
        guard let procedure = Procedures.declared[place.kind], let activity = procedure.activity(try visit.part("verb")),
            activity.by != [.clock], activity.isOpening == (place == .new(kind: place.kind))
        else { throw Missing("没有这一步", "There is no such step") }
        return (place, procedure, activity)
    }

    func reading(of place: Submission.Place, for guest: Guest) async throws -> CaseReading? {
        guard case .at(let number) = place else { return nil }
        return try await desk.reading(of: number, for: guest.actor)
    }

    /// The form with what it starts from: a draft, or what the register holds now.
    func form(
        for activity: DeclaredActivity, at place: Submission.Place, from known: FormBasis? = nil, _ guest: Guest,
        _ reading: CaseReading?
    ) async throws -> ActivityForm {
        var form = ActivityForm(
            place: place, activity: activity, edition: reading?.edition ?? edition, formToken: guest.formToken,
            key: Secret.drawn().text)
        let basis = if let known { known } else { try await desk.basis(of: activity, at: place, for: guest.actor) }
        form.choices = basis.choices
        // An article is written of a closed order; those to choose from would be the open ones.
        if place == .new(kind: KnowledgeArticle.kind) { form.choices[DispatchOrder.kind] = nil }
        if let reading {
            try await propose(in: &form, reading, guest)
            if let ready = reading.readiness.first(where: { $0.activity.verb == activity.verb }) {
                form.obstacles = ready.obstacles
            } else {
                form.isTakenOver = reading.procedure.table == nil && guest.holds(.technicalManager)
            }
            if let standing = try reading.standing(of: activity) {
                let names = Set(activity.fields.map(\.name))
                form.values = standing.filter { names.contains($0.key) }
                form.seen = form.values
            }
        }
        if let draft = basis.draft { form.values.merge(draft) { $1 } }
        return form
    }
}

extension Visit {
    /// A part of the path, decoded; throws `Missing` where it can't be read.
    func part(_ name: String) throws -> String {
        guard let raw = parameters.get(name) else { throw Missing("没有这一页", "There is no such page") }
        // Nearly all are numbers and codes.
        if !raw.utf8.contains(UInt8(ascii: "%")) { return raw }
        guard let text = FormBody.decoded(raw.replacing("+", with: "%2B").utf8) else {
            throw Missing("没有这一页", "There is no such page")
        }
        return text
    }
}
