import Handbook
import Storage

extension Desk {
    /// Goes the whole way of a submission but for the saving: throws what would refuse it, and notes nothing.
    package func rehearse(_ submission: Submission) async throws {
        _ = try await rehearse([submission]).first?.get()
    }

    /// Goes the whole way of several submissions, each by itself, in one reading: what would refuse each, or which foreseen entries it needs.
    ///
    /// - Parameter foreseen: what is not entered or amended yet and will be, by number.
    func rehearse(
        _ submissions: [Submission], foreseeing foreseen: [String: [String: Value]] = [:]
    ) async throws -> [Result<Set<String>, any Error>] {
        if submissions.isEmpty { return [] }
        let received = now()
        let doors = submissions.map { submission in Result { try door(toRehearse: submission, received) } }
        return try await database.read { session in
            var actors: [ID<Person>: Actor] = [:]
            return try doors.map { door in
                do {
                    let door = try door.get()
                    // By a link somebody acts for that one case; without one a person is the same in every row.
                    let person = door.submission.link == nil ? door.submission.by : nil
                    let actor = try person.flatMap { actors[$0] } ?? Actor.load(for: door.submission, at: received, in: session)
                    if let person { actors[person] = actor }
                    let performance = Performance(door: door, session: session, actor: actor)
                    performance.foreseen = foreseen
                    return .success(try performance.rehearse(door.submission.place, door.submission.verb, door.input))
                } catch let fault as StorageFault {
                    throw fault
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    private func door(toRehearse submission: Submission, _ received: Instant) throws -> Door {
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
        return Door(
            submission, input, received: received, done: try timeOfDoing(submission, received), secrets: [],
            found: scan.found(in: input, activity.fields), numbers: numbers, editions: editions, build: build)
    }
}
