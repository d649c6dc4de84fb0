import Handbook
import Hummingbird
import Operations

extension Front {
    /// The clause index, or those of it that were asked for.
    func showHandbook(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let asked = Asked(request)
        var question = ClauseList.Question()
        question.part = asked.whole("part").flatMap { Int(exactly: $0) }
        question.words = asked["q"]
        question.mechanism = asked["mechanism"].flatMap(Mechanism.init)
        question.sort = asked["standing"].flatMap(ClauseStanding.Sort.init)
        question.after = asked["after"]
        return show(HandbookPage(list: try await desk.clauses(question, for: guest.person)), to: visit)
    }

    /// A clause's page.
    func showClause(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let reading = try await desk.clause(
            try visit.part("clause"), for: guest.person, before: Asked(request).whole("before"))
        return show(ClausePage(reading: reading), to: visit)
    }
}
