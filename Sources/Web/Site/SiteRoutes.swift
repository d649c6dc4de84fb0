import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// The visits of whoever is signed in.
    func showVisits(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        return show(
            SitePage(
                visits: try await desk.visits(of: guest.person), now: desk.now(),
                handedIn: request.uri.queryParameters["handed-in"].map(String.init)), to: visit)
    }

    /// One visit with the forms of all its steps, those too that come later: they are filled in where there is no network.
    func showVisit(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        if let library = try await phoneLibrary(try visit.part("number"), guest, visit) { return library }
        let seen = try await askedVisit(visit, guest)
        let done = (request.uri.queryParameters["done"].map(String.init) ?? "").split(separator: ",")
        return try await show(seen, guest, visit) { page in
            page.done = done.compactMap { SiteVisit.procedure?.activity(String($0))?.title }
        }
    }

    /// Takes a sheet that was sent without a script: does its steps in order; where one is refused, those before it are done.
    func takeVisitSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let seen = try await askedVisit(visit, guest)
        let name = try visit.part("sheet")
        guard let sheet = DispatchOrder.visit.first(where: { $0.name == name }) else {
            throw Missing("没有这张表", "There is no such sheet")
        }
        let body = try await FormBody(request, visit)
        let open = Set(seen.steps(of: sheet, from: seen.header.stage).map(\.verb))
        var filled = try await forms(of: seen, guest).forms.filled(sheet)
        var meant: [SentStep] = []
        var untouched: [SentStep] = []
        // What was typed into steps that are open no more: where nothing else is sent, the desk says why.
        var late: [SentStep] = []
        for index in filled.steps.indices {
            let step = filled.steps[index]
            let form = try await SubmittedForm(body.part(step.verb), for: step.form.activity.fields, keepingFilesIn: desk)
            filled.steps[index].form.values = form.values
            filled.steps[index].form.reasons = form.reasons
            let sent = SentStep(activity: step.form.activity, form: form)
            guard open.contains(step.verb) else {
                if !step.isUntouched(by: form.values) { late.append(sent) }
                continue
            }
            if step.isSkippable, step.isUntouched(by: form.values) { untouched.append(sent) } else { meant.append(sent) }
        }
        // One of either is needed as long as neither was done before.
        let either = sheet.either.isSubset(of: open) ? untouched.filter { sheet.either.contains($0.activity.verb) } : []
        if !either.isEmpty, !meant.contains(where: { sheet.either.contains($0.activity.verb) }) { meant.insert(either[0], at: 0) }
        if meant.isEmpty { meant = untouched.first.map { [$0] } ?? late }
        let number = seen.header.number
        let outcome = try await send(
            meant, at: .at(number: number), by: guest, visit,
            change: { submission, form in submission.source = form.done == nil ? .phone : .paper })
        if let stop = outcome.stop {
            for index in filled.steps.indices where filled.steps[index].verb == stop.verb {
                filled.steps[index].form.answer = stop.answer
            }
            let now = try await askedVisit(visit, guest)
            // What is done already and could be done again isn't sent twice with the rest.
            let done = Set(outcome.done.map(\.verb)).intersection(now.steps(of: sheet, from: now.header.stage).map(\.verb))
            for index in filled.steps.indices where done.contains(filled.steps[index].verb) {
                filled.steps[index].form.values = filled.steps[index].given
                filled.steps[index].form.reasons = [:]
            }
            let again = filled
            return try await show(now, guest, visit, status: stop.status) { page in
                page.done = outcome.done.map(\.title)
                page.troubled = name
                if let place = page.sheets.firstIndex(where: { $0.sheet.name == name }) { page.sheets[place] = again }
            }
        }
        if outcome.done.last?.to == "handed-in" { return .goOn(to: "/site?handed-in=\(number.percentEncoded)") }
        if outcome.done.last?.to == "assigned" { return .goOn(to: "/site") }
        return .goOn(to: "/site/\(number.percentEncoded)?done=\(outcome.done.map(\.verb).joined(separator: ","))")
    }

    private func show(
        _ seen: SiteVisit, _ guest: Guest, _ visit: Visit, status: HTTPResponse.Status = .ok, _ change: (inout VisitPage) -> Void
    ) async throws -> Response {
        let (forms, library) = try await self.forms(of: seen, guest)
        var page = VisitPage(
            visit: seen, sheets: forms.sheets(), formToken: guest.formToken, key: Secret.drawn().text, now: desk.now())
        page.library = library
        change(&page)
        return show(page, to: visit, status: status)
    }

    /// The forms of a visit, with who can be named in them and what was written about its devices and parts.
    private func forms(of seen: SiteVisit, _ guest: Guest) async throws -> (forms: VisitForms, library: [LibraryEntry]) {
        let library = try await desk.library(for: [seen], of: guest.actor).entries
        let people = try await desk.choices(among: [Person.kind], for: guest.actor)[Person.kind]
        let guides = library.filter { $0.header.kind == OperatingGuide.kind }
        return (VisitForms(visit: seen, formToken: guest.formToken, people: people, guides: guides), library)
    }

    /// The visit that a path names; throws `Missing` where it is none of the reader's.
    private func askedVisit(_ visit: Visit, _ guest: Guest) async throws -> SiteVisit {
        let number = try visit.part("number")
        guard let seen = try await desk.visits(of: guest.person, only: number).first else {
            throw Missing("没有派给您的现场“\(number)”，或已交回", "“\(number)” is no visit of yours, or it is handed in")
        }
        return seen
    }
}
