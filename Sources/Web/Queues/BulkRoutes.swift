import HTML
import Handbook
import Hummingbird
import Operations

extension Front {
    /// The most cases that are taken on together.
    static let mostTogether = 50

    /// The form of one step for several cases.
    func showBulk(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let activity = try bulkActivity(Asked(request)["do"], guest, visit)
        let numbers = request.uri.parameters.filter { $0.name == "n" }.map(\.value)
        guard !numbers.isEmpty else {
            throw Unreadable(.badRequest, "请先在列表中勾选事项", "Choose some cases in the list first")
        }
        return show(try await bulkPage(activity, numbers, guest, visit), to: visit)
    }

    /// Does one step in several cases, one after the other through the desk, and tells what came of each.
    func takeBulk(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let body = try await FormBody(request, visit)
        let activity = try bulkActivity(body["_do"], guest, visit)
        let sent = try await SubmittedForm(
            body, for: BulkPage.fields(of: activity), keepingFilesIn: desk)
        let numbers = body.fields.filter { $0.name == "_n" }.map(\.value)
        var page = try await bulkPage(activity, numbers, guest, visit)
        page.values = sent.values
        page.reasons = sent.reasons
        for number in page.numbers {
            var submission = try sent.submission(
                by: guest.person, .at(number: number), activity.verb, time: edition.time)
            submission.key = sent.key.map { "\($0):\(number)" }
            do {
                let performed = try await desk.perform(submission)
                let stage = Procedures.declared[CaseNumber.kind(of: number)]?.name(ofStage: performed.stage)
                page.outcomes.append(BulkPage.Outcome(number: number, stage: stage, answer: nil))
            } catch let error where error is Refused || error is Malformed || error is Missing || error is PolicyGap {
                page.outcomes.append(
                    BulkPage.Outcome(number: number, stage: nil, answer: Answer(to: error, visit: visit)))
            }
        }
        let isWhole = page.outcomes.allSatisfy { $0.answer == nil }
        return show(page, to: visit, status: isWhole ? .ok : .unprocessableContent)
    }

    private func bulkActivity(_ verb: String?, _ guest: Guest, _ visit: Visit) throws -> DeclaredActivity {
        guard let activity = Procedures.declared[try visit.part("kind")]?.activity(verb ?? ""), BulkChoice.isFor(guest, activity)
        else { throw Missing("没有这一步", "There is no such step") }
        return activity
    }

    private func bulkPage(
        _ activity: DeclaredActivity, _ numbers: [String], _ guest: Guest, _ visit: Visit
    ) async throws -> BulkPage {
        let kind = try visit.part("kind")
        let chosen = try await desk.lines(of: Array(Set(numbers)).filter { CaseNumber.kind(of: $0) == kind }, for: guest.actor)
        guard !chosen.isEmpty else { throw Missing("没有这些单据", "There are no such cases") }
        return BulkPage(
            kind: kind, activity: activity, lines: Array(chosen.prefix(Self.mostTogether)), edition: edition,
            token: guest.formToken, key: Secret.drawn().text,
            choices: try await desk.choices(
                among: Set(BulkPage.fields(of: activity).flatMap(\.references)), for: guest.actor))
    }
}
