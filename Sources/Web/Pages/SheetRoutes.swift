import HTML
import Handbook
import Hummingbird
import Operations

/// A sheet on a page of its own.
struct SheetPage: View {
    let form: SheetForm
    let procedure: DeclaredProcedure
    /// The case's title, and the steps of the sheet that were done before one was refused.
    var subject: String?
    var done: [Text] = []
    var title: Text { form.sheet.title }
    let section = Section.cases

    func write(on page: Page) {
        page.p("no") {
            page.say(procedure.title)
            if case .at(let number) = form.place {
                page.text("　")
                page.caseLink(number, number)
            }
        }
        page.h1(text: subject ?? title.text(in: page.language))
        if !done.isEmpty {
            page.p("flash", Attribute("role", "status")) {
                page.say("已办理：", "Done: ")
                page.text(page.joined(done))
            }
        }
        page.section("sheet pad mine") { form.write(on: page) }
    }
}

extension Front {
    /// A sheet that opens a case.
    func showSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let (place, procedure, sheet) = try askedSheet(visit)
        return show(
            SheetPage(form: try await sheetForm(sheet, at: place, procedure, guest, nil), procedure: procedure), to: visit)
    }

    /// Does the steps of a sheet one after the other; where one is refused, those before it are done and it is shown again.
    func takeSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let (asked, procedure, sheet) = try askedSheet(visit)
        try await look(at: asked, guest)
        let body = try await FormBody(request, visit)
        let wanted = Set((body["_steps"] ?? "").split(separator: ",").map(String.init))
        var place = asked
        var done: [Text] = []
        let steps = sheet.steps.filter { wanted.isEmpty || wanted.contains($0.verb) }
        for (index, step) in steps.enumerated() {
            guard let activity = procedure.activity(step.verb) else { continue }
            let sent = try await SubmittedForm(
                body.part(step.verb), for: activity.fields, keepingFilesIn: desk)
            let reading = try? await reading(of: place, for: guest)
            if step.isSkippable, let ready = reading?.readiness.first(where: { $0.activity.verb == step.verb }), !ready.isReady {
                continue
            }
            do {
                if sent.more != nil { throw Malformed(faults: []) }
                var submission = try sent.submission(by: guest.person, place, step.verb, time: edition.time)
                submission.key = sent.key.map { "\($0).\(step.verb)" }
                place = .at(number: try await desk.perform(submission).number)
                done.append(activity.title)
            } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
                var form = try await sheetForm(sheet, at: place, procedure, guest, reading)
                let left = Set(steps[index...].map(\.verb))
                form.steps = form.steps.filter { left.contains($0.activity.verb) }
                for position in form.steps.indices {
                    let verb = form.steps[position].activity.verb
                    let typed = try await SubmittedForm(
                        body.part(verb), for: form.steps[position].activity.fields, keepingFilesIn: desk
                    )
                    form.steps[position].values = typed.values
                    form.steps[position].reasons = typed.reasons
                    if verb == step.verb, sent.more == nil { form.steps[position].answer = Answer(to: error, visit: visit) }
                }
                let status = sent.more == nil ? Answer(to: error, visit: visit).status : .ok
                return show(
                    SheetPage(form: form, procedure: procedure, subject: reading?.header.title, done: done), to: visit,
                    status: status)
            }
        }
        guard case .at(let number) = place else { throw Missing("没有这一步", "There is no such step") }
        return .goOn(to: "/cases/\(number.percentEncoded)?done=\(steps.last?.verb ?? "")")
    }

    /// The forms of a sheet's steps; those that can be skipped and have nothing to do are left out.
    func sheetForm(
        _ sheet: Sheet, at place: Submission.Place, _ procedure: DeclaredProcedure, _ guest: Guest, _ reading: CaseReading?
    ) async throws -> SheetForm {
        var steps: [ActivityForm] = []
        for (index, step) in sheet.steps.enumerated() {
            guard let activity = procedure.activity(step.verb) else { continue }
            // Only of the first step is it known now what stands in its way.
            var form = try await form(for: activity, at: place, guest, index == 0 ? reading : nil)
            form.prefix = "\(step.verb)."
            form.isTakenOver = false
            steps.append(form)
        }
        return SheetForm(sheet: sheet, place: place, formToken: guest.formToken, key: Secret.drawn().text, steps: steps)
    }

    private func askedSheet(_ visit: Visit) throws -> (Submission.Place, DeclaredProcedure, Sheet) {
        let place: Submission.Place =
            if let kind = visit.parameters.get("kind") { .new(kind: kind) } else { .at(number: try visit.part("number")) }
        let name = try visit.part("name")
        guard let procedure = Procedures.declared[place.kind], let sheet = procedure.sheets.first(where: { $0.name == name }) else {
            throw Missing("没有这张表", "There is no such sheet")
        }
        return (place, procedure, sheet)
    }
}

extension Submission.Place {
    /// The letters of the procedure that it belongs to.
    var kind: String {
        switch self {
        case .new(let kind): kind
        case .at(let number): CaseNumber.kind(of: number)
        }
    }
}
