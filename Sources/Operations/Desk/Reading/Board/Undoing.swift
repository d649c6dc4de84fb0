import Handbook
import Storage

/// The last planning of an order, with the step that takes it back.
package struct Undoing: Sendable {
    package let number: String
    /// The step that was done.
    package let done: Text
    /// The declared step that takes it back; it passes the desk like any other.
    package let step: Submission
}

extension Desk {
    /// How the last planning of an order can be taken back: nil where something has happened since, or another person did it.
    package func undoing(of number: String, for person: ID<Person>) async throws -> Undoing? {
        let (now, time) = (now(), editions.current.time)
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            guard let header = try CaseHeader.find(number, in: session), header.kind == DispatchOrder.kind,
                try session.isVisible(number, to: actor)
            else { return nil }
            let entries = try session.query(
                """
                SELECT \(JournalEntry.columns) FROM journal WHERE number = ? AND verb IN (?, ?, ?) ORDER BY position DESC LIMIT 50
                """, number, DispatchOrder.Assign.verb, DispatchOrder.Reassign.verb, DispatchOrder.Reschedule.verb
            ).map { try JournalEntry($0) }
            guard let last = entries.first, last.position == header.headPosition, last.person == person.text,
                let activity = Procedures.declared[header.kind]?.activity(last.verb),
                let step = try Planned(entries.dropFirst().reversed(), time).takingBack(last, by: person)
            else { return nil }
            return Undoing(number: number, done: activity.title, step: step)
        }
    }
}

/// Who was to go when, before the last planning.
private struct Planned {
    var engineer: Value = .null
    var appointment: Value = .null
    var minutes: Value = .null
    var helpers: Value = []
    /// The order with which it was to go in one journey.
    var trip: Value = .null

    /// What these plannings led to, in their order.
    init(_ entries: some Sequence<JournalEntry>, _ time: ServiceTime) throws {
        func day(_ appointment: Value) -> Day? { appointment.integer.map { time.day(of: Instant(milliseconds: $0)) } }
        for entry in entries {
            let inputs = try Self.inputs(of: entry)
            if entry.verb == DispatchOrder.Assign.verb { self = Planned() }
            let isElsewhere = day(inputs["appointment"] ?? appointment) != day(appointment)
            if entry.verb == DispatchOrder.Reassign.verb || isElsewhere || inputs["alone"] == true { trip = .null }
            if let trip = inputs["trip"], trip != .null { self.trip = trip }
            if let engineer = inputs["engineer"], engineer != .null { self.engineer = engineer }
            if let appointment = inputs["appointment"], appointment != .null { self.appointment = appointment }
            if let minutes = inputs["minutes"], minutes != .null { self.minutes = minutes }
            if let helpers = inputs["helpers"], helpers != .null { self.helpers = helpers }
        }
    }

    private init() {}

    /// The step that leads back here from the last planning; nil where there is none.
    func takingBack(_ last: JournalEntry, by person: ID<Person>) throws -> Submission? {
        let reason = Value.text("撤销第 \(last.position) 条 Undoes entry \(last.position)")
        switch last.verb {
        case DispatchOrder.Assign.verb:
            return Submission(by: person, .at(number: last.number), DispatchOrder.Withdraw.verb, ["reason": reason])
        case DispatchOrder.Reassign.verb:
            // Whoever went along and took the lead can't be made a helper again by giving the lead back.
            let taker = try Self.inputs(of: last)["engineer"] ?? .null
            guard engineer != .null, appointment != .null, !(helpers.elements ?? []).contains(taker) else { return nil }
            return Submission(
                by: person, .at(number: last.number), last.verb,
                ["engineer": engineer, "appointment": appointment, "reason": reason])
        default:
            guard appointment != .null else { return nil }
            var input = ["appointment": appointment, "helpers": helpers, "reason": reason]
            if minutes != .null { input["minutes"] = minutes }
            let joined = try Self.inputs(of: last)["trip"] ?? .null
            if trip != .null { input["trip"] = trip } else if joined != .null { input["alone"] = true }
            return Submission(by: person, .at(number: last.number), last.verb, input)
        }
    }

    private static func inputs(of entry: JournalEntry) throws -> [String: Value] {
        var inputs: [String: Value] = [:]
        for input in try entry.content()["inputs"].elements ?? [] {
            if let name = input["name"].text { inputs[name] = input["value"] }
        }
        return inputs
    }
}
