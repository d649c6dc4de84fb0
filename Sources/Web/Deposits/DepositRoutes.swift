import HTTPTypes
import Handbook
import Hummingbird
import Operations
import Storage

extension Front {
    /// Takes a step from the phone of somebody who acts here no more; without a step it tells whether one would be taken.
    ///
    /// Nobody is signed in: the key that came with the pack says whose phone it is, and nothing is shown for it.
    func takeDeposit(_ request: Request, _ visit: Visit) async throws -> Response {
        do {
            let shown = request.headers[.authorization].flatMap { $0.hasPrefix("Deposit ") ? String($0.dropFirst(8)) : nil }
            let person = try await accounts.depositor(showing: shown, from: visit.caller)
            var refusal: Refused?
            do { try await desk.checkDepositor(person) } catch let refused as Refused { refusal = refused }
            let body = try await FormBody(unsigned: request)
            if body["_key"] != nil {
                if let refusal { throw refusal }
                try await keep(body, of: person)
            }
            return Response(JSON.object([("takes", .flag(refusal == nil))]).bytes, type: "application/json", to: visit)
        } catch {
            return Answer(to: error, visit: visit).problem(to: visit)
        }
    }

    /// Takes a step that a manager brings in the file which somebody's phone saved; their browser has decrypted it.
    func bringDeposit(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        do {
            let body = try await FormBody(request, visit)
            try await keep(body, of: ID(body["_person"] ?? ""), broughtBy: guest.actor)
            return Response(JSON.object([("takes", .flag(true))]).bytes, type: "application/json", to: visit)
        } catch {
            return Answer(to: error, visit: visit).problem(to: visit)
        }
    }

    /// What waits to be entered, or what came of it.
    func showDeposits(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        let asked = Asked(request)
        let isSettled = asked["settled"] != nil
        let found = try await desk.deposits(
            isSettled: isSettled, from: asked.whole("from"), atMost: DepositsPage.portion + 1, for: guest.actor)
        return show(
            DepositsPage(
                deposits: Array(found.prefix(DepositsPage.portion)), hasMore: found.count > DepositsPage.portion,
                isSettled: isSettled, done: asked["done"], formToken: guest.formToken, now: desk.now()), to: visit)
    }

    /// One step: the form of what it is, filled with what was typed, or what came of it.
    func showDeposit(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        let deposit = try await deposit(visit, guest)
        return show(try await page(of: deposit, guest, visit.language), to: visit)
    }

    /// Enters a step through the desk, at the time at which it was done.
    func enterDeposit(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        let deposit = try await deposit(visit, guest)
        guard let activity = deposit.activity else { throw Missing("没有这一步", "There is no such step") }
        let body = try await FormBody(request, visit)
        let sent = try await SubmittedForm(body, for: activity.fields, keepingFilesIn: desk)
        var answer: Answer?
        do {
            if sent.more == nil {
                var submission = try sent.submission(
                    by: guest.person, .at(number: deposit.number), deposit.verb, time: edition.time)
                submission.done = deposit.done
                submission.source = deposit.source
                submission.settles = Submission.Settling(deposit.id, isSetAside: false)
                submission.key = "deposit:\(deposit.id)"
                try await desk.perform(submission)
                return .goOn(to: "/deposits?done=entered")
            }
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            answer = Answer(to: error, visit: visit)
        }
        // Somebody may have settled it meanwhile: then the page shows what came of it.
        var page = try await page(of: try await self.deposit(visit, guest), guest, visit.language)
        page.form?.values = sent.values
        page.form?.reasons = sent.reasons
        page.form?.takeOver = sent.takeOver
        page.form?.answer = answer
        return show(page, to: visit, status: answer?.status ?? .ok)
    }

    /// Sets a step aside, with a reason that stands on its case.
    func setDepositAside(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        let deposit = try await deposit(visit, guest)
        let body = try await FormBody(request, visit)
        let reason = (body["reason"] ?? "").trimmed
        do {
            guard reason.count >= 2 else {
                throw Malformed(faults: [FieldFault(field: "reason", text: Text("请写明搁置的原因", "Say why it is set aside"))])
            }
            let title = (deposit.activity?.title ?? Text(deposit.verb, deposit.verb)).text(in: visit.language)
            let time = edition.time.label(deposit.done, visit.language)
            let words = Text(
                "搁置\(deposit.name)留在手机上的“\(title)”（\(time) 办理）：\(reason)",
                "Set aside “\(title)”, done \(time), left on \(deposit.name)’s phone: \(reason)")
            var submission = Submission(
                by: guest.person, .at(number: deposit.number), Deposit.settingAside, ["text": .text(words.text(in: visit.language))]
            )
            submission.settles = Submission.Settling(deposit.id, isSetAside: true)
            submission.key = "deposit:\(deposit.id)"
            try await desk.perform(submission)
            return .goOn(to: "/deposits?done=aside")
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            let answer = Answer(to: error, visit: visit)
            var page = try await page(of: try await self.deposit(visit, guest), guest, visit.language)
            page.reason = reason
            page.trouble = answer.reasons.first?.remedy ?? answer.faults.first?.text ?? answer.text
            return show(page, to: visit, status: answer.status)
        }
    }

    /// A file that came with a step: never shown in the house's own name.
    func giveDepositedFile(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try keeper(visit)
        let deposit = try await deposit(visit, guest)
        let hash = "sha256:\(try visit.part("hash"))"
        guard let file = deposit.files.first(where: { $0.hash == hash }),
            let blob = try await desk.database.read({ session in try session.blob(hash) })
        else { throw Missing("没有这个文件", "There is no such file") }
        if let reading = try await reading(of: .at(number: deposit.number), for: guest) {
            try await note(read: .file(file.name), of: reading, by: guest.person)
        }
        return Response(blob.bytes, type: blob.reference.mediaType, to: visit, headers: .download(file.name))
    }

    /// Keeps one step as it was queued: the names of the phone's form, and the time with the skew that was measured.
    private func keep(_ body: FormBody, of person: ID<Person>, broughtBy bringer: Actor? = nil) async throws {
        let number = body["_number"] ?? ""
        guard let activity = Procedures.declared[CaseNumber.kind(of: number)]?.activity(body["_verb"] ?? "") else {
            throw Missing("没有这一步", "There is no such step")
        }
        let size = body.files.reduce(0) { $0 + $1.bytes.count }
        try await desk.checkDeposit(in: number, of: person, key: body["_key"] ?? "", size: size, broughtBy: bringer)
        let sent = try await SubmittedForm(body, for: activity.fields, keepingFilesIn: desk)
        var step = try sent.submission(by: person, .at(number: number), activity.verb, time: edition.time)
        step.source = body["_way"] == "paper" ? .paper : .phone
        try await desk.deposit(
            step, skew: body["_skew"].flatMap { Int64($0) }, size: size, broughtBy: bringer)
    }

    private func page(of deposit: Deposit, _ guest: Guest, _ language: Language) async throws -> DepositPage {
        let place = Submission.Place.at(number: deposit.number)
        let reading = try await reading(of: place, for: guest)
        if let reading { try await note(read: .page, of: reading, by: guest.person) }
        var page = DepositPage(
            deposit: deposit, edition: reading?.edition ?? edition,
            stage: reading.map { $0.procedure.name(ofStage: $0.header.stage) },
            formToken: guest.formToken, now: desk.now())
        guard deposit.settlement == nil, let activity = deposit.activity else { return page }
        var form = try await form(for: activity, at: place, guest, reading)
        form.values = deposit.values
        form.reasons = deposit.reasons
        form.toSign = nil
        form.seen = nil
        form.isOnlyNow = true
        form.isDraftKept = false
        form.target = "/deposits/\(deposit.id)"
        form.sending = Text("补录：\(activity.title.zh)", "Enter: \(activity.title.en)")
        form.takeOver = Text("补录\(deposit.name)留在手机上的步骤", "A step left on \(deposit.name)’s phone")
            .text(in: language)
        page.form = form
        return page
    }

    private func deposit(_ visit: Visit, _ guest: Guest) async throws -> Deposit {
        guard let id = Int64(try visit.part("id")) else { throw Missing("没有这一步", "There is no such step") }
        return try await desk.deposit(id, for: guest.actor)
    }

    /// Who enters what was left on phones: to others there is no such page.
    private func keeper(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.actor.keepsDeposits else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
