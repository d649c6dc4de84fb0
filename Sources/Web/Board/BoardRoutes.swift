import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Guest {
    /// Whether the person gives orders to people, themselves or as somebody's deputy.
    var plans: Bool { Procedures.declared[DispatchOrder.kind]?.activity("assign").map { takes($0) } ?? false }
}

extension Front {
    /// The board, for those who plan and those above them.
    func showBoard(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try boardGuest(visit)
        let (desk, edition) = (desk, edition)
        return try await show(request, visit) { asked in
            let query = BoardQuery(asked, today: edition.time.day(of: desk.now()))
            let board = try await desk.board(query.query, for: guest.person)
            var page = BoardPage(board: board, query: query, edition: edition, guest: guest, isPlanner: guest.plans)
            if let done = asked["done"], try await desk.isSeen(done, by: guest.actor) {
                page.done = done
                page.undoing = try await desk.undoing(of: done, for: guest.person)
            }
            return page
        }
    }

    /// Everybody who could take an order, with every rule, at a time and in the rest of that day.
    func showPlan(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try boardGuest(visit)
        let asked = Asked(request)
        let page = try await planPage(
            PlanWish(asked, time: edition.time), BoardQuery(asked, today: edition.time.day(of: desk.now())), guest, visit)
        return show(page, to: visit)
    }

    /// What every rule says of an order for these people in the half-hours that the board shows, or at one time and in one journey with another.
    func tellOutlook(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try boardGuest(visit)
        let asked = Asked(request)
        // Codes of people are long; they are given one by one.
        let people = request.uri.parameters.filter { $0.name == "p" }.map { ID<Person>($0.value) }
        let one = asked["at"].flatMap { Int64($0) }.map { [Instant(milliseconds: $0)] }
        let (foresight, _) = try await desk.foresight(
            of: try visit.part("number"), among: people, at: try one ?? halfHours(asked),
            minutes: asked.whole("minutes").map { Int(clamping: $0) }, trip: asked["trip"].map { ID($0) }, for: guest.person)
        return Response(
            OutlookAnswer(foresight: foresight, language: visit.language).json.bytes, type: "application/json; charset=utf-8",
            to: visit)
    }

    /// The half-hours that the board shows.
    private func halfHours(_ asked: Asked) throws -> [Instant] {
        guard let day = asked["day"].flatMap({ Day($0) }) else { throw Unreadable(.badRequest, "请给出日期", "Give the day") }
        let days = min(max(asked.whole("days").map { Int(clamping: $0) } ?? 1, 1), 7)
        let first = min(max(asked.whole("first").map { Int(clamping: $0) } ?? 14, 0), 47)
        let count = min(max(asked.whole("count").map { Int(clamping: $0) } ?? 28, 1), 48 - first)
        return (0..<days).flatMap { offset in
            (first..<(first + count)).map { edition.time.instant(day.adding(offset), minute: $0 * 30) }
        }
    }

    /// Gives the order to somebody, or another time: from the form, or from the board's script.
    func takePlan(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try boardGuest(visit)
        let number = try visit.part("number")
        let body = try await FormBody(request, visit)
        guard CaseNumber.kind(of: number) == DispatchOrder.kind, let verb = visit.parameters.get("verb"),
            DispatchOrder.plannings.contains(verb),
            let activity = Procedures.declared[DispatchOrder.kind]?.activity(verb)
        else { throw Missing("没有这一步", "There is no such step") }
        try await look(at: .at(number: number), guest)
        let query = BoardQuery(Asked(request), today: edition.time.day(of: desk.now()))
        let isScript = request.headers[.accept]?.contains("application/json") ?? false
        let sent = try await SubmittedForm(body, for: activity.fields, keepingFilesIn: desk)
        do {
            if sent.more == nil {
                try await desk.perform(try sent.submission(by: guest.person, .at(number: number), verb, time: edition.time))
                try await desk.dropDraft(by: guest.person, at: .at(number: number), verb)
                return isScript
                    ? json(PlanAnswer(language: visit.language).done(activity.title), visit)
                    : .goOn(to: query.path + "&done=\(number.percentEncoded)")
            }
            return show(try await again(sent, nil, number, query, guest, visit), to: visit)
        } catch let error where error is Refused || error is Malformed || error is PolicyGap {
            let answer = Answer(to: error, visit: visit)
            if isScript { return json(PlanAnswer(language: visit.language).refused(answer), visit, status: answer.status) }
            return show(try await again(sent, answer, number, query, guest, visit), to: visit, status: answer.status)
        }
    }

    /// Takes the last planning back, by the declared step that does.
    func undoPlan(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try boardGuest(visit)
        let number = try visit.part("number")
        _ = try await FormBody(request, visit)
        let query = BoardQuery(Asked(request), today: edition.time.day(of: desk.now()))
        let isScript = request.headers[.accept]?.contains("application/json") ?? false
        guard let undoing = try await desk.undoing(of: number, for: guest.person) else {
            throw Missing("此单之后又有变化，不能撤销", "Something has happened since: it can't be undone")
        }
        do {
            try await desk.perform(undoing.step)
        } catch let error where error is Refused && isScript {
            let answer = Answer(to: error, visit: visit)
            return json(PlanAnswer(language: visit.language).refused(answer), visit, status: answer.status)
        }
        return isScript
            ? json(PlanAnswer(language: visit.language).done(Text("已撤销", "Undone")), visit)
            : .goOn(to: query.path + "&done=\(number.percentEncoded)")
    }

    private func boardGuest(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.plans || guest.holds(.serviceManager, .management) else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }

    private func json(_ json: JSON, _ visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        Response(json.bytes, type: "application/json; charset=utf-8", to: visit, status: status)
    }
}
