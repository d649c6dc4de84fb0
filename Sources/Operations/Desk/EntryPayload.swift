import Handbook
import Storage

/// What a journal entry says, with labels and shown values, so that history never needs today's program.
struct EntryPayload {
    let attempt: Attempt
    let input: [String: Value]
    let stageAfter: String
    let decision: Decision
    let lifted: [ClockName]
    let papers: [PutPaper]
    let submission: Submission
    let isConfidential: Bool
    /// The step, left on somebody's phone, that is entered or set aside by it.
    let deposit: Deposit?

    /// The canonical bytes.
    func bytes(in session: any Session) -> [UInt8] {
        let activity = attempt.activity
        let shown = ShownValue(edition: attempt.edition, session: session)
        var payload: [String: Value] = [
            "version": 1,
            "activity": activity.heading,
            "by": .text(attempt.work.actor.name),
            "stage": [
                "from": .text(attempt.header.stage), "to": .text(stageAfter),
                "title": Value(attempt.procedure.name(ofStage: stageAfter)),
            ],
            "inputs": .list(zip(activity.fields, activity.labels).compactMap { inputValue($0, label: $1, shown) }),
            "clauses": .list(Set(activity.clauses + decision.met).sorted().map { .text($0) }),
        ]
        if !decision.deviations.isEmpty { payload["deviations"] = .list(decision.deviations.map(value)) }
        if !exceptions.isEmpty { payload["exceptions"] = .list(exceptions.map(value)) }
        if !decision.breaches.isEmpty { payload["breaches"] = .list(decision.breaches.map(value)) }
        if let takeOver = submission.takeOver, decision.right == .takeOver { payload["takeOver"] = .text(takeOver) }
        if let deposit { payload["deposit"] = deposit.told(isSetAside: submission.settles?.isSetAside ?? false) }
        if let link = attempt.work.actor.link { payload["link"] = .text(link.hash) }
        if !submission.notSecret.isEmpty { payload["notSecret"] = .list(submission.notSecret.sorted().map { .text($0) }) }
        if isConfidential { payload["class"] = "customer-secret" }
        let follows = consequences
        if !follows.isEmpty { payload["effects"] = .list(follows) }
        return CanonicalJSON.bytes(of: .object(payload))
    }

    /// The statements of checklists that were not as they should be, each with the reason that was given.
    private var exceptions: [Decision.Departure] {
        attempt.activity.fields.flatMap { field -> [Decision.Departure] in
            guard case .checklist(let items) = field.kind else { return [] }
            let reasons = input[field.name]?["exceptions"].members ?? [:]
            return items.compactMap { item in
                reasons[item.id]?.text.map { Decision.Departure(clause: item.clause, title: item.text, reason: Text($0, $0)) }
            }
        }
    }

    private func inputValue(_ field: Field, label: Value, _ shown: ShownValue) -> Value? {
        let given = input[field.name] ?? .null
        if given == .null { return nil }
        var members: [String: Value] = ["name": .text(field.name), "label": label, "value": given]
        if let words = shown.words(for: given, of: field.kind) { members["shown"] = Value(words) }
        return .object(members)
    }

    private var consequences: [Value] {
        var follows: [Value] = []
        let effects = attempt.work.effects
        for event in effects.clocks {
            follows.append([
                "is": "clock", "clock": .text(event.clock.id), "event": .text(event.kind.word),
                "detail": event.kind.detail.map { .text($0) } ?? .null, "done": .integer(event.done.milliseconds),
            ])
        }
        for clock in lifted { follows.append(["is": "breach-lifted", "clock": .text(clock.id)]) }
        for followUp in effects.followUps {
            follows.append([
                "is": followUp.opens ? "opened" : "performed", "number": .text(followUp.number), "verb": .text(followUp.verb),
            ])
        }
        for move in effects.moves {
            follows.append([
                "is": "stock", "part": .text(move.part), "serial": move.serial.map { .text($0) } ?? .null,
                "quantity": .integer(Int64(move.quantity)), "from": .text(move.from.text), "to": .text(move.to.text),
            ])
        }
        for debt in effects.debts {
            follows.append([
                "is": "debt", "kind": .text(debt.kind.rawValue), "part": .text(debt.part), "serial": .text(debt.serial),
                "due": .integer(debt.due.milliseconds),
            ])
        }
        for debt in effects.settled { follows.append(["is": "settled", "debt": .integer(debt)]) }
        for amendment in effects.amendments {
            follows.append([
                "is": "amended", "position": .integer(Int64(amendment.position)), "inputs": .object(amendment.inputs),
                "done": .integer(amendment.done.milliseconds), "before": .object(amendment.before),
            ])
        }
        for paper in papers { follows.append(["is": "paper", "paper": .text(paper.reference), "hash": .text(paper.hash)]) }
        for link in effects.links {
            follows.append(["is": "link", "number": .text(link.number), "relation": .text(link.relation)])
        }
        for notice in effects.notices { follows.append(["is": "notice", "text": Value(notice.text)]) }
        return follows
    }

    private func value(_ departure: Decision.Departure) -> Value {
        ["clause": .text(departure.clause), "title": Value(departure.title), "reason": Value(departure.reason)]
    }
}
