import Handbook
import Storage

extension Desk {
    /// Goes the whole way of a submission but for the saving: throws what would refuse it, and notes nothing.
    package func rehearse(_ submission: Submission) async throws {
        let received = now()
        guard let procedure = Procedures.declared[submission.kind], let activity = procedure.activity(submission.verb) else {
            throw Missing("没有“\(submission.kind) \(submission.verb)”这一步", "There is no “\(submission.verb)” in \(submission.kind)")
        }
        let edition = editions.current
        let input = try check(submission, activity, edition)
        let scan = SecretScan(edition: edition, exempt: submission.notSecret)
        let secrets = scan.refused(submission)
        if !secrets.isEmpty { throw Refused(secrets) }
        // Numbers are drawn when it is done; a rehearsal only needs some.
        let year = edition.time.day(of: received).year
        let numbers = Dictionary(
            (activity.opens + [submission.kind]).map { ($0, CaseNumber.yearly($0, year, 0)) },
            uniquingKeysWith: { first, _ in first })
        let door = Door(
            submission, input, received: received, done: try timeOfDoing(submission, received), secrets: [],
            found: scan.found(in: input, activity.fields), numbers: numbers, editions: editions, build: build)
        try await database.read { session in
            let actor = try Actor.load(for: submission, at: received, in: session)
            try Performance(door: door, session: session, actor: actor).rehearse(submission.place, submission.verb, input)
        }
    }
}
