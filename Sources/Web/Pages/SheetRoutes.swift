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
        let steps = sheet.steps.filter { wanted.isEmpty || wanted.contains($0.verb) }
        var sent: [SentStep] = []
        for activity in steps.compactMap({ procedure.activity($0.verb) }) {
            let form = try await SubmittedForm(body.part(activity.verb), for: activity.fields, keepingFilesIn: desk)
            sent.append(SentStep(activity: activity, form: form))
        }
        let skippable = Set(steps.filter(\.isSkippable).map(\.verb))
        let outcome = try await send(sent, at: asked, by: guest, visit) { activity, place in
            guard skippable.contains(activity.verb) else { return false }
            let stands = try? await self.reading(of: place, for: guest)
            return stands?.readiness.first { $0.activity.verb == activity.verb }.map { !$0.isReady } ?? false
        }
        guard let stop = outcome.stop else {
            guard case .at(let number) = outcome.place else { throw Missing("没有这一步", "There is no such step") }
            return .goOn(to: "/cases/\(number.percentEncoded)?done=\(steps.last?.verb ?? "")")
        }
        let stands = try? await reading(of: outcome.place, for: guest)
        var form = try await sheetForm(sheet, at: outcome.place, procedure, guest, stands)
        let left = sent.drop { $0.activity.verb != stop.verb }
        form.steps = form.steps.filter { step in left.contains { $0.activity.verb == step.activity.verb } }
        for position in form.steps.indices {
            let verb = form.steps[position].activity.verb
            guard let typed = left.first(where: { $0.activity.verb == verb })?.form else { continue }
            form.steps[position].values = typed.values
            form.steps[position].reasons = typed.reasons
            if verb == stop.verb { form.steps[position].answer = stop.answer }
        }
        return show(
            SheetPage(form: form, procedure: procedure, subject: stands?.header.title, done: outcome.done.map(\.title)), to: visit,
            status: stop.status)
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
