import Handbook
import Storage

/// The way of one submission inside its transaction: load, may this person, stage, guards, perform, save; and what follows from it.
final class Performance {
    let door: Door
    let session: any Session
    let actor: Actor
    private var opened: [String] = []
    /// What was saved on the way, to be told once it is committed.
    var changes: [Change] = []
    private(set) var depth = 0
    /// The deposit that is settled by it.
    var deposit: Deposit?
    /// What the other rows of a sheet bring, by number, while one of them is rehearsed.
    var foreseen: [String: [String: Value]] = [:]
    /// What reports count, written when all is saved.
    let marks: MarkBook

    init(door: Door, session: any Session, actor: Actor) {
        self.door = door
        self.session = session
        self.actor = actor
        marks = MarkBook(session)
    }

    /// Performs one activity with checked input, then what it brings about.
    func run(_ place: Submission.Place, _ verb: String, _ input: [String: Value], parent: String? = nil) throws -> Performed {
        guard depth < 8 else { throw Undeclared(text: "\(verb) brings itself about") }
        depth += 1
        defer { depth -= 1 }
        let (attempt, record, decision, found) = try attempt(place, verb, input, parent)
        var performed = try save(attempt, record, decision, found)
        for followUp in attempt.work.effects.followUps { try bringAbout(followUp, by: attempt) }
        if depth == 1 {
            try marks.settle()
            performed.opened = opened
        }
        return performed
    }

    /// Throws what would refuse an activity, without saving it or bringing about what follows from it; gives the foreseen entries that it needs.
    func rehearse(_ place: Submission.Place, _ verb: String, _ input: [String: Value]) throws -> Set<String> {
        depth += 1
        defer { depth -= 1 }
        return try attempt(place, verb, input, nil).0.work.relied
    }

    /// Everything up to the saving.
    private func attempt(
        _ place: Submission.Place, _ verb: String, _ input: [String: Value], _ parent: String?
    ) throws -> (Attempt, any Procedure, Decision, SecretScan.Found) {
        let (attempt, input) = try prepare(place, verb, input, parent)
        let permitted = try attempt.permission(takingOver: door.submission.isTakingOver)
        // Only who may enter something learns that its code is taken.
        if attempt.activity.isOpening, case .success = permitted { try refuseTaken(attempt) }
        let decision = Decision(attempt, reasons: door.submission.reasons, right: permitted)
        let found = found(in: input, attempt)
        for (field, phrase) in found.wording { decision.weigh(phrase, in: field) }
        let record = try attempt.activity.attempt(.object(input), attempt.record, attempt.work) { found in
            try decision.decide(found)
        }
        try attempt.checkRegion(of: record)
        return (attempt, record, decision, found)
    }

    /// What the word lists find: as the door knows it, unless the input was merged, or the case stands under another edition.
    private func found(in input: [String: Value], _ attempt: Attempt) -> SecretScan.Found {
        if depth == 1, attempt.edition.hash == door.found.edition, input == door.found.input { return door.found }
        return SecretScan(edition: attempt.edition, exempt: []).found(in: input, attempt.activity.fields)
    }

    private func prepare(
        _ place: Submission.Place, _ verb: String, _ input: [String: Value], _ parent: String?
    ) throws -> (Attempt, input: [String: Value]) {
        switch place {
        case .new(let kind):
            guard let procedure = Procedures.declared[kind], let activity = procedure.activity(verb), activity.isOpening else {
                throw Missing("“\(kind)”不能以“\(verb)”开单", "“\(verb)” does not open a \(kind)")
            }
            let edition = door.editions.current
            let number = try self.number(of: procedure, input)
            let header = CaseHeader(new: number, kind: kind, opened: door.done, edition: edition.hash, parent: parent)
            return (try Attempt(self, procedure, activity, header, procedure.blank(), edition, input), input)
        case .at(let number):
            guard let found = try KeptCase.find(number, seenBy: actor, in: session),
                let procedure = Procedures.declared[found.header.kind], let activity = procedure.activity(verb),
                !activity.isOpening, try maySee(found, for: activity)
            else { throw Missing("没有单据“\(number)”", "There is no case “\(number)”") }
            let record = try found.record(procedure)
            if depth == 1, let asOf = door.submission.asOf, found.header.headPosition != asOf { throw Stale(clashes: []) }
            let edition = try door.editions.edition(found.header.edition, in: session)
            let merged = try merge(input, activity, record)
            return (try Attempt(self, procedure, activity, found.header, record, edition, merged), merged)
        }
    }

    private func number(of procedure: DeclaredProcedure, _ input: [String: Value]) throws -> String {
        switch procedure.numbering {
        case .coded:
            return "\(procedure.kind):\(input["code"]?.text ?? "")"
        case .yearly:
            guard let number = door.numbers[procedure.kind] else {
                throw Undeclared(text: "no number was drawn for \(procedure.kind)")
            }
            return number
        }
    }

    private func refuseTaken(_ attempt: Attempt) throws {
        let number = attempt.header.number
        guard case .coded = attempt.procedure.numbering else { return }
        // The clock's and the console's own names give rights that nobody may be entered with.
        let isReserved = [Actor.clock, .console].contains { $0.person.number == number }
        guard try isReserved || CaseHeader.find(number, in: session) != nil else { return }
        throw Refused(
            attempt.activity.clauses.first ?? "0.3", Text("编号“\(number)”已在册", "“\(number)” is registered already"),
            remedy: Text("请改用另一编号，或修改原有条目", "Take another code, or amend the entry that stands"), field: "code")
    }

    /// What one may not open, one can't find either; but a neighbouring manager may do the step for which they stand in.
    private func maySee(_ found: KeptCase, for activity: DeclaredActivity) throws -> Bool {
        if actor.isClock || actor.person == Actor.console.person || found.isVisible { return true }
        if let link = actor.link { return link.number == found.header.number && found.header.customer == actor.customer?.text }
        let edition = try door.editions.edition(found.header.edition, in: session)
        return try Permission(actor: actor, activity: activity, header: found.header, session: session, edition: edition)
            .standsInForNeighbour()
    }

    /// The input with what others have changed since it was shown; where both changed the same field, it is put before the person.
    private func merge(_ input: [String: Value], _ activity: DeclaredActivity, _ record: any Procedure) throws -> [String: Value] {
        guard let seen = door.submission.seen, depth == 1 else { return input }
        let stands = try Value.object(activity.standing(record) ?? [:])
        let clashes = activity.fields.compactMap { field -> Stale.Clash? in
            guard let shown = seen[field.name], let typed = input[field.name], stands[field.name] != shown, typed != shown,
                typed != stands[field.name]
            else { return nil }
            return Stale.Clash(field: field.name, seen: shown, typed: typed, stands: stands[field.name])
        }
        if !clashes.isEmpty { throw Stale(clashes: clashes) }
        var merged = input
        for field in activity.fields {
            if let shown = seen[field.name], input[field.name] == shown { merged[field.name] = stands[field.name] }
        }
        return merged
    }

    private func bringAbout(_ followUp: FollowUp, by parent: Attempt) throws {
        guard let activity = Procedures.declared[followUp.kind]?.activity(followUp.verb) else {
            throw Undeclared(text: "\(parent.activity.verb) brings about \(followUp.kind)/\(followUp.verb), which isn't declared")
        }
        var check = FieldCheck(parent.edition)
        let input = check.check(followUp.input, against: activity.fields)
        if !check.faults.isEmpty { throw Malformed(faults: check.faults) }
        let place: Submission.Place = followUp.opens ? .new(kind: followUp.kind) : .at(number: followUp.number)
        let performed = try run(place, followUp.verb, input, parent: followUp.opens ? parent.header.number : nil)
        if followUp.opens { opened.append(performed.number) }
    }
}

extension Session {
    /// Whether a case is in the person's audience.
    func isVisible(_ number: String, to actor: Actor) throws -> Bool {
        let principals = actor.principals
        return try first(
            "SELECT 1 AS one FROM case_audience WHERE number = ? AND \(isAmong(principals.count, "principal")) LIMIT 1",
            [.text(number)] + principals.map { .text($0) }) != nil
    }
}
