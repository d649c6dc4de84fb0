import Handbook
import Storage

extension Desk {
    /// The most steps that are kept of one person, and the most bytes of what was typed and of files.
    package static let mostDeposits = 400
    package static let mostDepositBytes: Int64 = 1 << 30
    /// The most bytes that may be typed in one step.
    private static let mostTyped = 200_000

    /// Throws where somebody may still act here, so that they send their steps themselves, or where they handed in all that is taken.
    package func checkDepositor(_ person: ID<Person>) async throws {
        let now = now()
        try await database.read { session in
            try session.checkDepositor(person, at: now)
            try session.checkDepositRoom(of: person)
        }
    }

    /// Keeps a step of somebody who acts no more until a manager enters it or sets it aside; the same key again changes nothing.
    ///
    /// Nothing of it is performed. What the secret scan finds is refused and not kept.
    ///
    /// - Parameters:
    ///   - skew: how far the phone's clock was behind, in milliseconds.
    ///   - size: the bytes of the files that came with it.
    ///   - bringer: the manager who brings it as a file; nil where the phone hands it in.
    package func deposit(_ step: Submission, skew: Int64?, size: Int, broughtBy bringer: Actor? = nil) async throws {
        let received = now()
        let edition = editions.current
        guard let key = step.key, case .at(let number) = step.place, step.place.isReadable, CaseNumber.isReadable(step.by.number),
            let activity = Procedures.declared[step.kind]?.activity(step.verb), !activity.isOpening, activity.by != [.clock]
        else { throw Missing("没有这一步", "There is no such step") }
        let done = try timeOfDoing(step, received)
        let body = Deposit.body(of: step)
        var check = FieldCheck(edition)
        check.check(wordsOf: step)
        var faults = check.faults
        if body.utf8.count > Self.mostTyped {
            faults.append(FieldFault(field: "key", text: Text("此步所填内容过长", "What was typed into this step is too long")))
        }
        if !faults.isEmpty { throw Malformed(faults: faults) }
        let secrets = SecretScan(edition: edition, exempt: step.notSecret).refused(step)
        if !secrets.isEmpty { throw Refused(secrets) }
        try await database.write { session in
            if try session.isDone(step, key) || session.isDeposited(step, key, body) { return }
            if bringer == nil { try session.checkDepositor(step.by, at: received) }
            let header = try session.subject(of: step.by, number, bringer, at: received)
            try session.checkDepositRoom(of: step.by)
            let before = try session.first(
                "SELECT 1 AS one FROM deposits WHERE person = ? AND number = ? AND settled IS NULL LIMIT 1", step.by.text, number)
            try session.execute(
                """
                INSERT INTO deposits (person, key, number, verb, done, skew, source, body, size, received, brought_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, step.by.text, key, number, step.verb, done.milliseconds, skew, step.source.rawValue, body,
                Int64(size + body.utf8.count), received.milliseconds, bringer?.person.text)
            if before == nil { try session.tellKeepers(of: step.by, header, at: received) }
        }
    }

    /// Throws where a step would not be taken whatever is in it: asked before any of its files is kept.
    package func checkDeposit(
        in number: String, of person: ID<Person>, key: String, size: Int, broughtBy bringer: Actor? = nil
    ) async throws {
        let now = now()
        guard CaseNumber.isReadable(number), CaseNumber.isReadable(person.number) else {
            throw Missing("没有单据“\(number)”", "There is no case “\(number)”")
        }
        try await database.read { session in
            _ = try session.subject(of: person, number, bringer, at: now)
            if try session.first("SELECT 1 AS one FROM deposits WHERE person = ? AND key = ?", person.text, key) != nil { return }
            try session.checkDepositRoom(of: person, adding: size)
        }
    }

    /// Steps that this person keeps, from one on.
    package func deposits(
        isSettled: Bool = false, from cursor: Int64? = nil, atMost limit: Int, for actor: Actor
    ) async throws -> [Deposit] {
        if !actor.keepsDeposits { return [] }
        return try await database.read { session in
            try Deposit.all(isSettled: isSettled, from: cursor, atMost: limit, for: actor, in: session)
        }
    }

    /// How many steps wait for this person to enter or set aside, counted up to a bound.
    package func waitingDeposits(for actor: Actor, upTo bound: Int) async throws -> Int {
        if !actor.keepsDeposits { return 0 }
        return try await database.read { session in try Deposit.count(for: actor, upTo: bound, in: session) }
    }

    /// One of the steps that this person keeps; throws `Missing` where there is none.
    package func deposit(_ id: Int64, for actor: Actor) async throws -> Deposit {
        try await database.read { session in try Deposit.find(id, for: actor, in: session) }
    }
}

extension Session {
    /// Throws where somebody works here and goes out as an engineer, be it as a deputy.
    fileprivate func checkDepositor(_ person: ID<Person>, at now: Instant) throws {
        let actor: Actor
        do {
            actor = try Actor.load(person, at: now, in: self)
        } catch is Refused {
            return
        }
        guard actor.isFieldStaff else { return }
        throw Refused(
            "5.3.2(2)(i)", Text("账号仍在使用", "This account is in use"),
            remedy: Text("请\(actor.name)登录后自行发送", "\(actor.name) signs in and sends the steps"))
    }

    fileprivate func checkDepositRoom(of person: ID<Person>, adding size: Int = 0) throws {
        let row = try first(
            "SELECT COUNT(*) AS steps, CAST(COALESCE(SUM(size), 0) AS BIGINT) AS bytes FROM deposits WHERE person = ? AND settled IS NULL",
            person.text)
        let (steps, bytes) = (try row?.integer("steps") ?? 0, try row?.integer("bytes") ?? 0)
        if steps < Desk.mostDeposits, bytes + Int64(size) <= Desk.mostDepositBytes { return }
        throw Malformed(faults: [
            FieldFault(
                field: "key",
                text: Text("此人交入的步骤已满，请先联系主管", "No more steps of this person are taken; ask the manager first"))
        ])
    }

    /// Whether the house did the step before its author had to go, and only the answer was lost.
    fileprivate func isDone(_ step: Submission, _ key: String) throws -> Bool {
        try first("SELECT 1 AS one FROM idempotency WHERE person = ? AND key = ?", step.by.text, key) != nil
    }

    /// Whether it was handed in before; throws `Malformed` where another step bore its key.
    fileprivate func isDeposited(_ step: Submission, _ key: String, _ body: String) throws -> Bool {
        let row = try first("SELECT number, verb, body FROM deposits WHERE person = ? AND key = ?", step.by.text, key)
        guard let row else { return false }
        guard try row.text("number") == step.place.text, try row.text("verb") == step.verb, try row.text("body") == body else {
            throw Repeat.anotherRequest
        }
        return true
    }

    /// The case of a step: one that its author may have had to do with, or that is the bringer's to keep. All else is as if it weren't there.
    fileprivate func subject(
        of person: ID<Person>, _ number: String, _ bringer: Actor?, at now: Instant
    ) throws -> CaseHeader {
        guard let header = try CaseHeader.find(number, in: self), let author = try Person.find(person, in: self)?.entry,
            author.customer == nil
        else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
        let isOwn: Bool
        if let bringer {
            isOwn = try bringer.keepsDeposits(of: header.region) && isVisible(number, to: bringer)
        } else {
            isOwn =
                try isVisible(number, to: Actor.load(person, at: now, evenIfLeft: true, in: self))
                || first("SELECT 1 AS one FROM journal WHERE number = ? AND person = ? LIMIT 1", number, person.text) != nil
        }
        guard isOwn else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
        return header
    }

    fileprivate func tellKeepers(of person: ID<Person>, _ header: CaseHeader, at now: Instant) throws {
        let name = try Person.find(person, in: self)?.entry.name ?? person.text
        let text = Text(
            "\(header.number)：\(name)手机上留有未发送的步骤，请在工作台“待补录”逐步补录",
            "\(header.number): \(name) left unsent steps on a phone; enter them from “Left steps” on your desk")
        for role in [Role.technicalManager, .administrator] {
            try tell(Notice(recipient: .role(role), text: text), of: header, at: now)
        }
    }
}

extension Actor {
    /// Whether this person goes out as an engineer, be it as a deputy: their phone sends what they do.
    package var isFieldStaff: Bool {
        (grants + deputyOf.flatMap(\.grants)).contains { $0.role == Role.engineer.id }
    }
}
