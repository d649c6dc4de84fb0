import Foundation
import Handbook
import Storage

extension Performance {
    /// Keeps what was performed: record, narrow row, journal entry and everything that follows, in this one transaction.
    func save(_ attempt: Attempt, _ record: any Procedure, _ decision: Decision, _ found: SecretScan.Found) throws -> Performed {
        let input = found.input
        let isNew = attempt.activity.isOpening
        let effects = attempt.work.effects
        let position = attempt.header.headPosition + 1
        let facets = record.facets()
        let before = isNew ? nil : attempt.record.facets()
        var header = attempt.header
        header.stage = attempt.activity.to ?? header.stage
        header.isOpen = attempt.procedure.isOpen(header.stage)
        header.closed = header.isOpen ? nil : (header.closed ?? door.done)
        header.take(facets)
        header.headPosition = position

        let edition = try effects.calendar.map { calendar in
            try door.editions.edition("\(attempt.edition.revisionHash)+\(calendar)", in: session)
        }
        header.edition = edition?.hash ?? header.edition
        let clocks = try ClockBook(
            header: header, edition: edition ?? attempt.edition, session: session, at: door.received, position: position,
            known: attempt.work.circumstances.knownClockEvents
        )
        .apply(effects, isClosed: !header.isOpen)
        header.due = clocks.due
        let shelf = PaperShelf(header: header, position: position, at: door.done, session: session)
        let prints = try shelf.print(effects.papers)
        let papers = prints.map(\.put)
        let payload = EntryPayload(
            attempt: attempt, input: input, stageAfter: header.stage, decision: decision, lifted: clocks.lifted,
            papers: papers, submission: door.submission, isConfidential: found.isConfidential, deposit: depth == 1 ? deposit : nil
        ).bytes(in: session)
        let entry = JournalEntry(
            number: header.number, position: position, verb: attempt.activity.verb, code: attempt.activity.code,
            person: actor.person.text,
            onBehalf: decision.right.principal, source: door.submission.source.rawValue, done: door.done, received: door.received,
            payload: payload, previousHash: attempt.header.headHash, edition: attempt.edition.hash, build: door.build)
        header.headHash = entry.hash
        // The case's own row comes before all that refers to it.
        try isNew ? session.insert(header) : session.update(header)
        try entry.append(to: session)
        try shelf.keep(prints)
        try StockBook(number: header.number, position: position, at: door.done, session: session).apply(effects)
        try Consequences(header: header, position: position, door: door, session: session).apply(effects)
        try keep(record, of: attempt, isNew: isNew, number: header.number)
        try FacetTables(session: session).write(
            facets, before, header: header, previous: isNew ? nil : attempt.header)
        let isOwingOtherwise = !effects.debts.isEmpty || !effects.settled.isEmpty || !effects.amendments.isEmpty
        if isNew || isOwingOtherwise || !clocks.isUntouched || attempt.header.isCountedOtherwise(than: header)
            || facets.isCountedOtherwise(than: before)
        {
            try marks.renew(header, facets, time: attempt.edition.time, isNew: isNew)
        }
        try marks.renewDebtors(of: effects.settled, besides: header.number, time: attempt.edition.time)
        let principals = Set(FacetTables.audience(of: facets) + (before.map(FacetTables.audience(of:)) ?? []))
        changes.append(Change(number: header.number, position: position, person: actor.person, principals: principals))
        if let row = RegisterRow(attempt.procedure) {
            let isSame = try !isNew && attempt.header.isOpen == header.isOpen && RegisterRow.isSame(record, attempt.record)
            if !isSame { try row.write(record, code: header.number, isActive: header.isOpen, at: door.received, in: session) }
        }
        try count(decision, attempt, input, header)
        if attempt.header.isOpen, !header.isOpen { try tellParent(of: header, attempt) }
        try tellStandIns(of: header, record, attempt)
        return Performed(
            number: header.number, verb: attempt.activity.verb, stage: header.stage, position: position, hash: entry.hash,
            papers: papers.map(\.reference), deviations: decision.deviations.map(\.clause),
            breaches: decision.breaches.map(\.clause))
    }

    /// A child never changes its parent: the parent's owner is told when one ends.
    private func tellParent(of header: CaseHeader, _ attempt: Attempt) throws {
        guard let number = header.parent, let parent = try CaseHeader.find(number, in: session), let owner = parent.owner else {
            return
        }
        let stage = attempt.procedure.name(ofStage: header.stage)
        let text = Text("\(header.number) 已结束（\(stage.zh)），请看 \(number)", "\(header.number) has ended (\(stage.en)): see \(number)")
        try session.tell(Notice(recipient: .person(ID(owner)), text: text), of: parent, at: door.received)
    }

    /// Where four eyes shut out everybody in the region from a step that has come up, the neighbouring regions' are told.
    private func tellStandIns(of header: CaseHeader, _ record: any Procedure, _ attempt: Attempt) throws {
        let (verb, isFurther) = (attempt.activity.verb, header.stage != attempt.header.stage)
        let coming = attempt.procedure.activities.filter { next in
            !next.otherThan.isEmpty && next.starts(in: header.stage) && next.isAwaited(record, header.stage)
                && (isFurther || next.otherThan.contains(verb))
        }
        if coming.isEmpty { return }
        // What was done just now is among what is under review.
        let circumstances = Circumstances(of: header.number, in: session)
        var steps: [(recipient: Recipient, titles: [Text])] = []
        for next in coming {
            let permission = Permission(
                actor: actor, activity: next, header: header, session: session, edition: attempt.edition,
                circumstances: circumstances)
            for (role, region) in try permission.standIns() {
                let recipient = Recipient.neighbour(role, region: region)
                if let known = steps.firstIndex(where: { $0.recipient == recipient }) {
                    steps[known].titles.append(next.title)
                } else {
                    steps.append((recipient, [next.title]))
                }
            }
        }
        for (recipient, titles) in steps {
            let text = Text(
                "\(header.number) 请您代为办理「\(titles.map(\.zh).joined(separator: "、"))」：本区域没有可办的人",
                "\(header.number) asks you to stand in for “\(titles.map(\.en).joined(separator: ", "))”: nobody there may do it"
            )
            try session.tell(Notice(recipient: recipient, text: text), of: header, at: door.received)
        }
    }

    private func keep(_ record: any Procedure, of attempt: Attempt, isNew: Bool, number: String) throws {
        let body = String(decoding: try CanonicalJSON.bytes(encoding: record), as: UTF8.self)
        RecordShelf.shared.put(record, number, body)
        if isNew {
            try session.execute(
                "INSERT INTO records (number, record_version, body) VALUES (?, ?, ?)", number, attempt.procedure.recordVersion, body
            )
        } else {
            try session.execute(
                "UPDATE records SET record_version = ?, body = ? WHERE number = ?", attempt.procedure.recordVersion, body, number)
        }
    }

    /// Counts every clause that this activity held, went past or broke: each once, by the worst that happened to it.
    private func count(_ decision: Decision, _ attempt: Attempt, _ input: [String: Value], _ header: CaseHeader) throws {
        var attested = Set(attempt.activity.clauses + decision.met + attempt.work.effects.attested)
        var deviated = Set(decision.deviations.map(\.clause))
        let broken = Set(decision.breaches.map(\.clause))
        for field in attempt.activity.fields {
            if let clause = field.clause, !(input[field.name] ?? .null).isBlank { attested.insert(clause) }
            guard case .checklist(let items) = field.kind else { continue }
            let exceptions = input[field.name]?["exceptions"].members ?? [:]
            for item in items {
                if exceptions[item.id] == nil { attested.insert(item.clause) } else { deviated.insert(item.clause) }
            }
        }
        deviated.subtract(broken)
        attested.subtract(deviated.union(broken))
        let events: [(String, ClauseEvents.Event)] =
            attested.sorted().map { ($0, .attested) } + deviated.sorted().map { ($0, .deviated) }
            + broken.sorted().map { ($0, .broken) }
        try ClauseEvents.append(
            events, header.number, attempt.activity.verb, place: Int64(header.headPosition), door.received, in: session)
        for breach in decision.breaches {
            try Consequences(header: header, position: header.headPosition, door: door, session: session).raise(breach, attempt)
        }
    }
}

extension Permission.Right {
    /// Whose step it was, where it was somebody else's.
    var principal: String? {
        switch self {
        case .own: nil
        case .deputy(let person): person.text
        case .takeOver: "take-over"
        }
    }
}

extension Facets {
    /// Whether reports count it otherwise than before.
    fileprivate func isCountedOtherwise(than before: Facets?) -> Bool {
        marks != before?.marks || family != before?.family || contract != before?.contract || changed != before?.changed
            || hours != before?.hours
    }
}

extension CaseHeader {
    /// Whether reports count it otherwise afterwards.
    fileprivate func isCountedOtherwise(than other: CaseHeader) -> Bool {
        isOpen != other.isOpen || region != other.region || customer != other.customer
    }

    /// Takes what the record says of itself.
    mutating func take(_ facets: Facets) {
        title = facets.title
        region = facets.region
        customer = facets.customer
        site = facets.site
        owner = facets.owner
        level = facets.level
    }
}

extension Session {
    fileprivate func insert(_ header: CaseHeader) throws {
        try execute(
            "INSERT INTO cases (\(CaseHeader.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", header.values)
    }

    fileprivate func update(_ header: CaseHeader) throws {
        try execute(
            """
            UPDATE cases SET stage = ?, open = ?, title = ?, region = ?, customer = ?, site = ?, owner = ?, level = ?, due = ?, closed = ?,
                edition = ?, head_position = ?, head_hash = ? WHERE number = ?
            """, header.stage, header.isOpen, header.title, header.region, header.customer, header.site, header.owner, header.level,
            header.due?.milliseconds, header.closed?.milliseconds, header.edition, header.headPosition, header.headHash,
            header.number)
    }
}

extension CaseHeader {
    fileprivate var values: [SQLValue] {
        [
            number.sqlValue, kind.sqlValue, stage.sqlValue, isOpen.sqlValue, title.sqlValue, region.sqlValue, customer.sqlValue,
            site.sqlValue, owner.sqlValue, level.sqlValue, opened.milliseconds.sqlValue, (due?.milliseconds).sqlValue,
            (closed?.milliseconds).sqlValue, edition.sqlValue, parent.sqlValue, headPosition.sqlValue, headHash.sqlValue,
        ]
    }
}
