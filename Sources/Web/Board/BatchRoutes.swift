import Handbook
import Hummingbird
import Operations

extension Front {
    /// The empty sheet.
    func showBatch(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try planner(visit)
        return show(try await batchPage(guest), to: visit)
    }

    /// Looks at every row of a pasted sheet; where that is asked for and none is wrong, raises each through the desk.
    func takeBatch(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try planner(visit)
        let body = try await FormBody(request, visit)
        var page = try await batchPage(guest, key: body["_key"])
        page.text = body["sheet"] ?? ""
        let sheet = PastedSheet(page.text)
        guard sheet.rows.count <= PastedSheet.mostRows else {
            throw Unreadable(.contentTooLarge, "一次最多 \(PastedSheet.mostRows) 行", "At most \(PastedSheet.mostRows) rows at once")
        }
        let columns = sheet.columns(of: page.activity.fields)
        page.unknown = zip(sheet.head, columns).filter { $0.1 == nil && !PastedSheet.isTemplate($0.0) }.map(\.0)
        page.rows = try await outcomes(of: sheet, columns, page, guest, visit) { submission in
            try await desk.rehearse(submission)
            return nil
        }
        let isWhole = page.unknown.isEmpty && page.rows.allSatisfy { $0.answer == nil }
        if body["_do"] == "raise", isWhole {
            page.rows = try await outcomes(of: sheet, columns, page, guest, visit) { try await desk.perform($0).number }
            page.isDone = true
            let failed = Set(page.rows.filter { $0.answer != nil }.map(\.line))
            if failed.isEmpty { page.text = "" }
        }
        return show(page, to: visit, status: isWhole ? .ok : .unprocessableContent)
    }

    /// Does something with every row, one after the other, and tells what came of each.
    private func outcomes(
        of sheet: PastedSheet, _ columns: [Field?], _ page: BatchPage, _ guest: Guest, _ visit: Visit,
        doing: (Submission) async throws -> String?
    ) async throws -> [BatchPage.Outcome] {
        var outcomes: [BatchPage.Outcome] = []
        for row in sheet.rows {
            var submission = Submission(
                by: guest.person, .new(kind: DispatchOrder.kind), page.activity.verb, sheet.input(row, columns, page.templates))
            submission.key = "\(page.key):\(row.line)"
            var outcome = BatchPage.Outcome(line: row.line, words: row.cells.joined(separator: " · "))
            do {
                outcome.number = try await doing(submission)
            } catch let error where error is Refused || error is Malformed || error is Missing || error is PolicyGap {
                outcome.answer = Answer(to: error, visit: visit)
            }
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func batchPage(_ guest: Guest, key: String? = nil) async throws -> BatchPage {
        guard let activity = Procedures.declared[DispatchOrder.kind]?.openings.first else {
            throw Missing("没有这一步", "There is no such step")
        }
        var page = BatchPage(activity: activity, token: guest.formToken, key: key ?? Secret.drawn().text)
        page.templates = try await desk.templates(for: guest.person)
        return page
    }

    private func planner(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.plans else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
