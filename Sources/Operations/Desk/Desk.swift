import Handbook
import Storage
import Synchronization

/// The one door: whatever changes anything comes in here, is checked, performed and kept in one transaction.
package struct Desk: Sendable {
    package let database: any Database
    package let editions: EditionShelf
    let numbers: NumberPool
    package let now: @Sendable () -> Instant
    /// What the journal stamps as the program that performed it.
    package let build: String
    /// Is told what has changed once it is committed; it must not wait.
    package var onCommit: @Sendable ([Change]) -> Void = { _ in }

    /// A desk on a database that has been migrated and has an edition.
    ///
    /// - Parameter now: tells the time; the only clock that the house reads.
    package init(_ database: any Database, editions: EditionShelf, build: String, now: @escaping @Sendable () -> Instant) {
        self.database = database
        self.editions = editions
        self.build = build
        self.now = now
        numbers = NumberPool(database)
    }

    /// Performs an activity, or throws `Refused`, `Malformed`, `Missing` or `Stale` with nothing changed but the refusal noted.
    ///
    /// It answers only when what it says is on disk.
    @discardableResult
    package func perform(_ submission: Submission) async throws -> Performed {
        let received = now()
        guard submission.place.isReadable else { throw Missing("没有这个单据", "There is no such case") }
        guard let procedure = Procedures.declared[submission.kind], let activity = procedure.activity(submission.verb) else {
            throw Missing("没有“\(submission.kind) \(submission.verb)”这一步", "There is no “\(submission.verb)” in \(submission.kind)")
        }
        let edition = editions.current
        let input = try check(submission, activity, edition)
        let scan = SecretScan(edition: edition, exempt: submission.notSecret)
        let done = try timeOfDoing(submission, received)
        let supply = try await drawNumbers(submission, procedure, activity, edition.time.day(of: received).year)
        let door = Door(
            submission, input, received: received, done: done, secrets: scan.refused(submission),
            found: scan.found(in: input, activity.fields), numbers: supply, editions: editions, build: build)
        let outcome: Outcome
        do {
            outcome = try await database.write { session in try door.pass(through: session) }
        } catch let error where !(error is StorageFault) {
            numbers.giveBack(supply, used: [])
            throw error
        }
        // After a fault of the database nobody knows what was committed: its numbers are left out for good.
        switch outcome {
        case .performed(let performed, let changes):
            numbers.giveBack(supply, used: Set([performed.number] + performed.opened))
            if !changes.isEmpty { onCommit(changes) }
            return performed
        case .refused(let error):
            numbers.giveBack(supply, used: [])
            throw error
        }
    }

    /// Checks every input at once.
    func check(_ submission: Submission, _ activity: DeclaredActivity, _ edition: Edition) throws -> [String: Value] {
        var fields = FieldCheck(edition)
        let input = fields.check(submission.input, against: activity.fields)
        fields.check(wordsOf: submission)
        if !fields.faults.isEmpty { throw Malformed(faults: fields.faults) }
        return input
    }

    /// The time of doing: not ahead of the time at which we hear of it.
    func timeOfDoing(_ submission: Submission, _ received: Instant) throws -> Instant {
        guard let done = submission.done else { return received }
        // A phone's clock may run ahead a little; more than that is a mistake worth saying.
        guard done <= received.adding(minutes: 5) else {
            throw Malformed(faults: [
                FieldFault(field: "done", text: Text("办理时间不能晚于现在", "The time of doing can't lie ahead of now"), clause: nil)
            ])
        }
        return min(done, received)
    }

    /// The numbers that this activity may need, drawn ahead because the transaction may run again.
    private func drawNumbers(
        _ submission: Submission, _ procedure: DeclaredProcedure, _ activity: DeclaredActivity, _ year: Int
    ) async throws -> [String: String] {
        var kinds = activity.opens
        if case .new = submission.place, procedure.numbering == .yearly { kinds.append(procedure.kind) }
        var supply: [String: String] = [:]
        for kind in kinds { supply[kind] = try await numbers.draw(kind, year) }
        return supply
    }

    /// What a transaction ends in: done, or refused with the refusal noted.
    enum Outcome: Sendable {
        case performed(Performed, [Change])
        case refused(any Error)
    }
}
