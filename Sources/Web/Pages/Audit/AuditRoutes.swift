import Handbook
import Hummingbird
import NIOCore
import Operations

extension Front {
    /// Who may audit; for everybody else there is no such page.
    private func auditor(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.holds(.auditor, .administrator, .management) else {
            throw Missing("没有这一页", "There is no such page")
        }
        return guest
    }

    /// The journal, as it was asked for.
    func showAudit(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let (desk, edition) = (desk, edition)
        return try await show(request, visit) { asked in
            var question = JournalQuestion()
            question.number = asked["number"]
            question.person = asked["person"]
            question.verb = asked["verb"]
            question.kind = asked["kind"]
            question.from = asked["from"].flatMap { Day($0) }
            question.to = asked["to"].flatMap { Day($0) }
            question.before = asked.whole("before")
            return AuditPage(
                question: question, found: try await desk.journal(question, for: guest.person), seal: try await desk.sealState(),
                today: edition.time.day(of: desk.now()))
        }
    }

    /// A case's chain, checked anew.
    func showChain(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let after = Asked(request).whole("after").flatMap { Int(exactly: $0) } ?? 0
        return show(
            ChainPage(reading: try await desk.chain(of: try visit.part("number"), for: guest.person, after: after)), to: visit)
    }

    /// A case's journal as a file that can be checked anywhere.
    func giveChain(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let number = try visit.part("number")
        let lines = try await desk.auditExport(of: number, for: guest.person)
        // Who takes the whole journal away has read the case.
        try await note(read: .journal, of: try await desk.reading(of: number, for: guest.actor), by: guest.person)
        return Response(
            Array(lines.utf8), type: "application/x-ndjson", to: visit, headers: .download("journal-\(number).jsonl"))
    }

    /// The journal of a period as a file, written as it is read.
    func giveJournal(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let asked = Asked(request)
        let today = edition.time.day(of: desk.now())
        let to = min(asked["to"].flatMap { Day($0) } ?? today, today)
        let from = asked["from"].flatMap { Day($0) } ?? to.adding(-30)
        guard from <= to, to.number - from.number <= 366 else {
            throw Unreadable(.badRequest, "期间须先后有序，且不超过一年", "The days must be in order, and at most a year")
        }
        let portions = try await AuditPortions(of: desk, from: from, to: to, for: guest.person)
        return Response(
            status: .ok, headers: .download("journal-\(from.iso)-\(to.iso).jsonl", type: "application/x-ndjson"),
            body: ResponseBody { writer in
                var portions = portions
                while let lines = try await portions.next() {
                    if !lines.isEmpty { try await writer.write(ByteBuffer(string: lines)) }
                }
                try await writer.finish(nil)
            })
    }

    /// Everything that was refused.
    func showRefusals(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            let (lines, next) = try await desk.refusals(of: asked["person"], before: asked.whole("before"), for: guest.person)
            return RefusalsPage(person: asked["person"], lines: lines, next: next)
        }
    }

    /// Every deviation and breach.
    func showDepartures(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            let (lines, next) = try await desk.departures(before: asked.whole("before"), for: guest.person)
            return DeparturesPage(lines: lines, next: next)
        }
    }

    /// Who read customer secrets.
    func showReads(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            let (lines, next) = try await desk.secretReads(
                by: asked["person"], of: asked["number"], before: asked.whole("before"), for: guest.person)
            return ReadsPage(person: asked["person"], number: asked["number"], lines: lines, next: next)
        }
    }

    /// Who took secret papers out of the house.
    func showDownloads(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try auditor(visit)
        let desk = desk
        return try await show(request, visit) { asked in
            let (lines, next) = try await desk.downloads(
                by: asked["person"], of: asked["number"], before: asked.whole("before"), for: guest.person)
            return DownloadsPage(person: asked["person"], number: asked["number"], lines: lines, next: next)
        }
    }
}
