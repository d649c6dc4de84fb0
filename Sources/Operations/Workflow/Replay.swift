import Foundation
import Handbook
import Storage

/// Plays a case's journal again, entry by entry, with what was corrected in the place of what was said.
struct Replay {
    let work: Work

    /// An entry told anew: its inputs and its time of doing.
    struct Telling {
        let position: Int
        let inputs: [String: Value]
        let before: [String: Value]
        let done: Instant
    }

    /// Whether playing everything again gives the record that stands: only then can one entry be told anew.
    func matches<Subject: Procedure>(_ subject: Subject) throws -> Bool {
        guard let again = try? play(as: Subject.self, amending: nil).record else { return false }
        if try CanonicalJSON.bytes(encoding: again) == CanonicalJSON.bytes(encoding: subject) { return true }
        // What was raised before orders and defects noted their contract has none; told anew it gets the one of that time.
        var (told, kept) = try (ValueEncoder.value(of: again).members ?? [:], ValueEncoder.value(of: subject).members ?? [:])
        guard kept.removeValue(forKey: "contract") ?? .null == .null else { return false }
        told.removeValue(forKey: "contract")
        return told == kept
    }

    /// The record with one entry told anew; what that entry brings about goes to the work in hand.
    func record<Subject: Procedure>(amending telling: Telling) throws -> Subject {
        try takeBack(telling.position)
        let (record, redone) = try play(as: Subject.self, amending: telling)
        if let redone {
            work.amend(
                Effects.Amendment(position: telling.position, inputs: telling.inputs, before: telling.before, done: telling.done),
                redone)
        }
        return record
    }

    /// Annuls the entry's clock events and reverses its stock moves first, so that what is told anew finds things as they were.
    ///
    /// What an earlier correction put in the entry's place stands under that correction, and is taken back with it.
    private func takeBack(_ position: Int) throws {
        let correction = work.header.headPosition + 1
        let book = StockBook(number: work.number, position: correction, at: work.now, session: work.session)
        for told in try ([position] + corrections(of: position)).reversed() {
            try work.session.execute(
                "UPDATE clock_events SET annulled_by = ? WHERE number = ? AND position = ? AND annulled_by IS NULL", correction,
                work.number, told)
            try book.reverse(entry: told)
        }
        work.circumstances.rereadClocks()
    }

    /// The positions of the corrections that told an entry anew so far, in order.
    private func corrections(of position: Int) throws -> [Int] {
        try JournalEntry.all(of: work.number, in: work.session).filter { entry in
            guard entry.verb == "correct" else { return false }
            return try (entry.content()["effects"].elements ?? []).contains {
                $0["is"].text == "amended" && $0["position"].integer == Int64(position)
            }
        }.map(\.position)
    }

    private func play<Subject: Procedure>(
        as type: Subject.Type, amending telling: Telling?
    ) throws -> (record: Subject, redone: Effects?) {
        guard let procedure = Procedures.declared[Subject.kind] else { throw Undeclared(text: "\(Subject.kind) is not declared") }
        let entries = try JournalEntry.all(of: work.number, in: work.session)
        var tellings = try Self.corrections(among: entries)
        if let telling { tellings[telling.position] = telling }
        var record: any Procedure = procedure.blank()
        var redone: Effects?
        var stage = ""
        for entry in entries {
            let payload = try entry.content()
            guard let activity = procedure.activity(entry.verb), !Self.isAbout(entry.verb) else { continue }
            let told = tellings[entry.position]
            let inputs = told?.inputs ?? Self.inputs(of: payload)
            let past = try past(entry, payload, told, stage)
            record = try activity.replay(.object(Self.complete(inputs, activity.fields)), record, past)
            if entry.position == telling?.position { redone = past.effects }
            stage = payload["stage"]["to"].text ?? stage
        }
        guard let subject = record as? Subject else {
            throw Undeclared(text: "the replay of \(work.number) gave another procedure")
        }
        return (subject, redone)
    }

    /// The work as it was: the entry's person, times and opened numbers.
    private func past(_ entry: JournalEntry, _ payload: Value, _ told: Telling?, _ stage: String) throws -> Work {
        var numbers: [String: String] = [:]
        for effect in payload["effects"].elements ?? [] where effect["is"].text == "opened" {
            if let number = effect["number"].text { numbers[CaseNumber.kind(of: number)] = number }
        }
        var header = work.header
        header.stage = stage
        let actor = try Actor.load(ID(entry.person), at: entry.received, evenIfLeft: true, in: work.session)
        return Work(
            actor: actor, now: told?.done ?? entry.done, received: entry.received, edition: work.edition, session: work.session,
            header: header, verb: entry.verb, numbers: numbers, asOf: entry.received)
    }

    /// Entries that are about entries, and those that change nothing.
    private static func isAbout(_ verb: String) -> Bool {
        ["correct", "propose-correction", "comment", "attach", "link", "breach", "adopt-calendar"].contains(verb)
    }

    private static func inputs(of payload: Value) -> [String: Value] {
        var inputs: [String: Value] = [:]
        for input in payload["inputs"].elements ?? [] {
            if let name = input["name"].text { inputs[name] = input["value"] }
        }
        return inputs
    }

    private static func complete(_ inputs: [String: Value], _ fields: [Field]) -> [String: Value] {
        var complete = inputs
        for field in fields where complete[field.name] == nil {
            switch field.kind {
            case .flag where !field.isOptional: complete[field.name] = false
            case .list where !field.isOptional: complete[field.name] = []
            case .checklist: complete[field.name] = ["exceptions": [:]]
            default: complete[field.name] = .null
            }
        }
        return complete
    }

    /// What earlier corrections told anew, by position.
    private static func corrections(among entries: [JournalEntry]) throws -> [Int: Telling] {
        var tellings: [Int: Telling] = [:]
        for entry in entries where entry.verb == "correct" {
            for effect in try entry.content()["effects"].elements ?? [] where effect["is"].text == "amended" {
                guard let position = effect["position"].integer, let inputs = effect["inputs"].members,
                    let done = effect["done"].integer
                else { continue }
                tellings[Int(position)] = Telling(
                    position: Int(position), inputs: inputs, before: effect["before"].members ?? [:],
                    done: Instant(milliseconds: done))
            }
        }
        return tellings
    }

    /// The last proposal that nobody has confirmed yet.
    static func proposal(in work: Work) throws -> Telling? {
        func entry(at position: Int) throws -> JournalEntry? {
            try work.session.first(
                "SELECT \(JournalEntry.columns) FROM journal WHERE number = ? AND position = ?", work.number, position
            ).map { try JournalEntry($0) }
        }
        guard let proposed = try work.circumstances.last("propose-correction"),
            try proposed.position > work.circumstances.last("correct")?.position ?? 0,
            let proposal = try entry(at: proposed.position)
        else { return nil }
        let members = inputs(of: try proposal.content())
        guard let entry = try entry(at: Int(members["entry"]?.integer ?? 0)) else { return nil }
        let changes = try ValueDecoder.decode([FieldChange].self, from: members["changes"] ?? [])
        let done = members["done"]?.integer.map { Instant(milliseconds: $0) }
        switch try amended(entry, by: changes, done: done, under: work.edition) {
        case .success(let telling): return telling
        case .failure: return nil
        }
    }

    /// An entry with fields changed, checked against what the activity declares.
    static func amended(
        _ entry: JournalEntry, by changes: [FieldChange], done: Instant?, under edition: Edition
    ) throws -> Result<Telling, Missing> {
        guard let activity = Procedures.declared[CaseNumber.kind(of: entry.number)]?.activity(entry.verb), !isAbout(entry.verb)
        else {
            return .failure(Missing("第 \(entry.position) 条不能更正", "Entry \(entry.position) can't be corrected"))
        }
        let before = inputs(of: try entry.content())
        var raw = before
        for change in changes { raw[change.field] = change.value.isEmpty ? .null : .text(change.value) }
        var check = FieldCheck(edition)
        let checked = check.check(raw, against: activity.fields)
        if let fault = check.faults.first {
            return .failure(Missing("\(fault.field)：\(fault.text.zh)", "\(fault.field): \(fault.text.en)"))
        }
        return .success(Telling(position: entry.position, inputs: checked, before: before, done: done ?? entry.done))
    }
}
