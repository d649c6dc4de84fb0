import HTTPTypes
import Handbook
import Hummingbird
import Operations
import Storage

extension Front {
    private var answers: CaseAnswers { CaseAnswers(time: edition.time) }

    /// Who a token stands for, and what it may do.
    func tellWhoAsks(_ call: Call) async throws -> Response {
        let bearer = try call.known()
        return call.answer(
            .object([
                ("person", .text(bearer.person.text)), ("name", .text(bearer.actor.name)),
                ("customer", JSON(bearer.actor.customer?.text)),
                (
                    "roles",
                    .list(bearer.actor.grants.map { .object([("role", .text($0.role)), ("region", JSON($0.region))]) })
                ),
                ("scopes", .list(bearer.scopes.map(\.rawValue).sorted().map { .text($0) })),
            ]))
    }

    /// The cases that somebody may see, by their limit, page by page.
    func listCases(_ call: Call) async throws -> Response {
        var query = try QueryParameters(
            call, "kind", "stage", "region", "owner", "customer", "level", "due", "state", "after", "limit")
        var filter = CaseFilter()
        filter.kind = query.choice("kind", (Procedures.all + Procedures.library).map { $0.kind })
        filter.stage = query.code("stage")
        filter.region = query.code("region")
        filter.owner = query.code("owner")
        filter.customer = query.code("customer")
        filter.level = query.code("level")
        filter.due = query.choice("due", CaseFilter.DueWindow.allCases.map(\.rawValue)).flatMap(CaseFilter.DueWindow.init)
        filter.isOpen = query.choice("state", ["open", "closed"]) != "closed"
        filter.cursor = query.cursor()
        let limit = query.number("limit", 1...200) ?? 50
        try query.check()
        let list = try await desk.list(filter, for: try call.known().actor, limit: limit)
        let cases = try await desk.headers(of: list).map { header in
            JSON.object(answers.header(header) { list.knownTitle(of: $0, $1) })
        }
        return page(call, "cases", cases, next: list.next?.text, by: "after")
    }

    /// Opens a case.
    func openCase(_ call: Call) async throws -> Response {
        let kind = try call.visit.part("case")
        guard let procedure = Procedures.declared[kind], procedure.table == nil else {
            throw Missing("没有“\(kind.prefix(20))”这种单据", "There is no procedure “\(kind.prefix(20))”")
        }
        let wish = try await Wish(call, takesVerb: true, time: edition.time)
        let openings = procedure.activities.filter { $0.isOpening && $0.by != [.clock] }.map(\.verb)
        guard let verb = wish.verb ?? (openings.count == 1 ? openings.first : nil), openings.contains(verb) else {
            throw Malformed(faults: [
                FieldFault(
                    field: "verb",
                    text: Text(
                        "“verb”只能是：\(openings.joined(separator: "、"))", "“verb” must be one of: \(openings.joined(separator: ", "))"
                    ))
            ])
        }
        let performed = try await desk.perform(wish.submission(by: try call.person(), .new(kind: kind), verb))
        return created(performed, call, at: "/api/v1/cases/\(performed.number.percentEncoded)")
    }

    /// What performing something that made a new thing is answered with.
    func created(_ performed: Performed, _ call: Call, at path: String) -> Response {
        call.answer(JSON(performed), status: .created, headers: [.location: path, .eTag: "\"\(performed.hash)\""])
    }

    /// A case as it stands.
    func tellCase(_ call: Call) async throws -> Response {
        let bearer = try call.known()
        let number = try call.visit.part("case")
        if (Procedures.all + Procedures.library).contains(where: { $0.kind == number }) { throw unknown(call.request) }
        try QueryParameters(call).check()
        let reading = try await desk.reading(of: number, for: bearer.actor)
        try await note(read: .page, of: reading, by: bearer.person)
        return call.answer(
            try answers.whole(reading, isForStaff: bearer.isStaff), headers: [.eTag: "\"\(reading.header.headHash)\""])
    }

    /// The steps that are open to whoever asks, with the schemas of their forms.
    func listActivities(_ call: Call) async throws -> Response {
        let number = try call.visit.part("case")
        let steps = try await desk.readiness(of: number, for: try call.person())
        return call.answer(
            .object([("activities", .list(steps.map { answers.step($0, of: number, edition: edition) }))]))
    }

    /// Performs an activity on a case.
    func performActivity(_ call: Call) async throws -> Response {
        let number = try call.visit.part("case")
        let wish = try await Wish(call, time: edition.time)
        let performed = try await desk.perform(
            wish.submission(by: try call.person(), .at(number: number), try call.visit.part("verb")))
        return call.answer(JSON(performed), headers: [.eTag: "\"\(performed.hash)\""])
    }

    /// A case's journal, the latest first.
    func listJournal(_ call: Call) async throws -> Response {
        try await journal(of: try call.visit.part("case"), call)
    }

    /// A page of the journal of a case or register entry.
    func journal(of number: String, _ call: Call) async throws -> Response {
        var query = try QueryParameters(call, "before")
        let before = query.number("before", 1...1_000_000_000)
        try query.check()
        let actor = try call.known().actor
        let (reading, entries) = try await desk.journal(of: number, for: actor, before: before)
        try await note(read: .journal, of: reading, by: actor.person)
        let last = entries.last.flatMap { $0.position > 1 ? String($0.position) : nil }
        return page(call, "entries", try entries.map { try answers.entry($0) }, next: last, by: "before")
    }

    /// The papers that a case put out.
    func listDocuments(_ call: Call) async throws -> Response {
        let reading = try await desk.reading(of: try call.visit.part("case"), for: try call.known().actor)
        let papers = reading.papers.map { paper -> JSON in
            .object([
                ("reference", .text(paper.put.reference)), ("kind", .text(paper.put.kind)),
                ("version", .whole(Int64(paper.put.version))), ("hash", .text(paper.put.hash)),
                ("class", .text(paper.classification)), ("at", JSON(paper.at, in: edition.time)),
            ])
        }
        return call.answer(.object([("documents", .list(papers))]))
    }

    /// A paper as it was put out; of a secret one it is noted who took it.
    func giveDocument(_ call: Call) async throws -> Response {
        guard let version = Int(try call.visit.part("version")) else { throw Self.noPaper }
        let person = try call.person()
        let reading = try await read(try call.visit.part("kind"), version, of: try call.visit.part("case"), by: person)
        try await noteTaken(reading, by: person, call.visit)
        return Response(reading.bytes, type: "application/json", to: call.visit, headers: [.eTag: "\"\(reading.hash)\""])
    }

    /// A page of a list, with a link to the next one where there is more.
    func page(_ call: Call, _ name: String, _ rows: [JSON], next: String?, by parameter: String) -> Response {
        var headers: HTTPFields = [:]
        if let next {
            let kept = (call.request.uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("\(parameter)=") }
            let query = (kept.map(String.init) + ["\(parameter)=\(next.percentEncoded)"]).joined(separator: "&")
            headers[.link] = "<\(call.request.uri.path)?\(query)>; rel=\"next\""
        }
        return call.answer(.object([(name, .list(rows)), ("next", JSON(next))]), headers: headers)
    }
}
