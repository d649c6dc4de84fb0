import Handbook
import Storage

/// One submission on its way through a transaction: repeats answered, refusals noted, everything else performed.
final class Door: Sendable {
    let received: Instant
    let done: Instant
    let submission: Submission
    let input: [String: Value]
    /// What the secret scan found: nothing of the submission is kept then, but that it was refused.
    let secrets: [Reason]
    /// What the word lists in force find in the input: looked for outside the transaction.
    let found: SecretScan.Found
    let numbers: [String: String]
    let editions: EditionShelf
    let build: String

    init(
        _ submission: Submission, _ input: [String: Value], received: Instant, done: Instant, secrets: [Reason],
        found: SecretScan.Found, numbers: [String: String], editions: EditionShelf, build: String
    ) {
        self.received = received
        self.done = done
        self.submission = submission
        self.input = input
        self.secrets = secrets
        self.found = found
        self.numbers = numbers
        self.editions = editions
        self.build = build
    }

    /// Runs the whole way; may run again from the start when the database asks for it.
    func pass(through session: any Session) throws -> Desk.Outcome {
        if let earlier = try Repeat.answer(to: submission, in: session) { return .performed(earlier, []) }
        do {
            if !secrets.isEmpty { throw Refused(secrets) }
            let (performed, changes) = try session.savepoint {
                let actor = try Actor.load(for: submission, at: received, in: session)
                let performance = Performance(door: self, session: session, actor: actor)
                performance.deposit = try Deposit.waiting(for: submission, by: actor, in: session)
                let performed = try performance.run(submission.place, submission.verb, input)
                try performance.deposit?.settle(submission.settles, by: actor, performed, at: received, in: session)
                // The link is used up by what was done with it, in the same transaction: a refusal leaves it as it was.
                try actor.link?.use(ledTo: performed.number, at: received, in: session)
                return (performed, performance.changes)
            }
            try Repeat.keep(performed, for: submission, at: received, in: session)
            return .performed(performed, changes)
        } catch let error as StorageFault {
            throw error
        } catch let refusal as Refused {
            try note(refusal, in: session)
            return .refused(refusal)
        } catch {
            return .refused(error)
        }
    }

    /// Writes a refusal to its own table and counts it against its clauses.
    private func note(_ refusal: Refused, in session: any Session) throws {
        let number: String? = if case .at(let at) = submission.place { at } else { nil }
        let reasons: Value = .list(
            refusal.reasons.map { reason in
                [
                    "clause": .text(reason.clause), "zh": .text(reason.title.zh), "en": .text(reason.title.en),
                    "remedyZh": .text(reason.remedy.zh), "remedyEn": .text(reason.remedy.en),
                    "field": reason.field.map { .text($0) } ?? .null,
                ]
            })
        let id = try session.first(
            "INSERT INTO refusals (at, person, kind, number, verb, reasons) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            received.milliseconds, submission.by.text, submission.kind, number, submission.verb,
            String(decoding: CanonicalJSON.bytes(of: reasons), as: UTF8.self))?.integer("id")
        try ClauseEvents.append(
            Set(refusal.reasons.map(\.clause)).sorted().map { ($0, .refused) }, number ?? submission.kind, submission.verb,
            place: id ?? 0, received, in: session)
    }
}

/// Answers a repeated request with its first answer (kept for success only, bound to person and request).
enum Repeat {
    static func answer(to submission: Submission, in session: any Session) throws -> Performed? {
        guard let key = submission.key else { return nil }
        guard
            let row = try session.first(
                "SELECT request_hash, answer FROM idempotency WHERE person = ? AND key = ?", submission.by.text, key)
        else {
            try checkDeposit(of: submission, key, in: session)
            return nil
        }
        guard try row.text("request_hash") == requestHash(submission) else {
            throw anotherRequest
        }
        return try ValueDecoder.decode(Performed.self, from: CanonicalJSON.value(of: Array(try row.text("answer").utf8)))
    }

    /// Throws where a phone sends what the house was handed already, for a manager to enter: it would be done twice.
    private static func checkDeposit(of submission: Submission, _ key: String, in session: any Session) throws {
        guard [.phone, .paper].contains(submission.source),
            try session.first("SELECT 1 AS one FROM deposits WHERE person = ? AND key = ?", submission.by.text, key) != nil
        else { return }
        throw Refused(
            "5.3.2(2)(i)", Text("此步已交给主管", "This step lies with the manager already"),
            remedy: Text("由主管补录，手机上的可以丢弃", "The manager enters it; drop it on the phone"))
    }

    /// A key that came before with something else.
    static var anotherRequest: Malformed {
        Malformed(faults: [
            FieldFault(field: "key", text: Text("此幂等键已用于另一请求", "This key was used for another request"), clause: nil)
        ])
    }

    static func keep(_ performed: Performed, for submission: Submission, at now: Instant, in session: any Session) throws {
        guard let key = submission.key else { return }
        try session.execute(
            "INSERT INTO idempotency (person, key, request_hash, answer, at) VALUES (?, ?, ?, ?, ?)", submission.by.text, key,
            requestHash(submission), String(decoding: try CanonicalJSON.bytes(encoding: performed), as: UTF8.self), now.milliseconds
        )
    }

    private static func requestHash(_ submission: Submission) -> String {
        contentHash(
            of: CanonicalJSON.bytes(of: [
                "place": .text(submission.place.text), "verb": .text(submission.verb), "input": .object(submission.input),
                "done": submission.done.map { .integer($0.milliseconds) } ?? .null,
                "reasons": .object(submission.reasons.mapValues { .text($0) }),
                "takeOver": submission.takeOver.map { .text($0) } ?? .null,
            ]))
    }
}
