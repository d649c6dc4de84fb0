import Handbook
import Operations

/// The forms of a visit: those of the declared steps, with what the order itself gives to choose from.
struct VisitForms {
    let visit: SiteVisit
    let formToken: String
    /// The staff who can be named, where they are few enough to choose from.
    var people: [ChoiceEntry]?
    /// The guides about the visit's devices and parts.
    var guides: [LibraryEntry] = []

    /// One sheet with the forms of its steps.
    struct Filled {
        let sheet: Sheet
        var steps: [Step]

        /// One step with its form, and what stood in it before anybody typed.
        struct Step {
            var form: ActivityForm
            let isSkippable: Bool
            let given: [String: Value]

            var verb: String { form.activity.verb }

            /// Whether nothing was typed beyond what stood in it.
            func isUntouched(by values: [String: Value]) -> Bool { [.null, Self.typed(given)].contains(Self.typed(values)) }

            /// What people type: the hash of what they sign is not theirs.
            private static func typed(_ values: [String: Value]) -> Value {
                var values = values
                if var signature = values["signature"]?.members {
                    signature["paper"] = nil
                    values["signature"] = .object(signature)
                }
                return Value.object(values).filled
            }
        }
    }

    /// Every sheet of a visit that has a step for the reader.
    func sheets() -> [Filled] {
        DispatchOrder.visit.map { filled($0) }.filter { !$0.steps.isEmpty }
    }

    /// One sheet with its forms.
    func filled(_ sheet: Sheet) -> Filled {
        Filled(
            sheet: sheet,
            steps: visit.steps(of: sheet).compactMap { step in
                SiteVisit.procedure?.activity(step.verb).map { activity in
                    let given = given(for: activity)
                    return Filled.Step(form: form(of: activity, given), isSkippable: step.isSkippable, given: given)
                }
            })
    }

    private func form(of activity: DeclaredActivity, _ given: [String: Value]) -> ActivityForm {
        var form = ActivityForm(
            place: .at(number: visit.header.number), activity: activity, edition: visit.edition, formToken: formToken, key: "")
        form.prefix = "\(activity.verb)."
        form.isForTouch = true
        form.values = given
        form.choices = choices
        form.suggestions = suggestions
        if activity.verb == "sign" { form.toSign = toSign }
        return form
    }

    /// The record that a signature binds: after leaving the one that was put out; on site it is put out with the signature.
    private var toSign: PutPaper? { visit.header.stage == "left" ? visit.record : nil }

    private var choices: [String: [ChoiceEntry]] {
        var choices: [String: [ChoiceEntry]] = [:]
        if !visit.devices.isEmpty {
            choices[Device.kind] = visit.devices.map {
                ChoiceEntry(code: $0.serial, title: [$0.model, $0.serial].filter { !$0.isEmpty }.joined(separator: " "))
            }
        }
        let parts = visit.held + visit.devices.flatMap(\.boards)
        var names: [String: String] = [:]
        for part in parts { names[part.part] = part.name }
        if !names.isEmpty {
            choices[Part.kind] = names.sorted { $0.key < $1.key }.map { ChoiceEntry(code: $0.key, title: $0.value) }
        }
        choices[Person.kind] = people
        choices[OperatingGuide.kind] = guides.map {
            ChoiceEntry(code: $0.header.number, title: "\($0.title)（\($0.version ?? 0)）")
        }
        return choices
    }

    private var suggestions: [String: [ChoiceEntry]] {
        let contacts = visit.contacts.map { ChoiceEntry(code: $0.name, title: $0.post ?? $0.name) }
        let operations = visit.operations.map { ChoiceEntry(code: $0, title: $0) }
        return [
            "givenBy": contacts, "name": contacts, "told": contacts, "customerAllowed": contacts,
            "operation": operations,
            "newSerial": serials(visit.held), "oldSerial": serials(visit.devices.flatMap(\.boards)),
        ]
    }

    private func serials(_ parts: [SiteVisit.HeldPart]) -> [ChoiceEntry] {
        parts.filter { !$0.serial.isEmpty }.map { part in
            ChoiceEntry(code: part.serial, title: [part.name, part.slot ?? ""].joined(separator: " ").trimmed)
        }
    }

    /// What the order knows already, so that nobody types it: where there is one only, it is that one.
    private func given(for activity: DeclaredActivity) -> [String: Value] {
        let device = visit.devices.count == 1 ? Value.text(visit.devices[0].serial) : .null
        switch activity.verb {
        case "log-work":
            return ["device": device, "operation": visit.operations.count == 1 ? .text(visit.operations[0]) : .null]
        case "swap-part":
            let held = visit.held.filter { !$0.serial.isEmpty }
            let part = held.count == 1 ? held[0] : nil
            return [
                "device": device, "part": part.map { .text($0.part) } ?? .null, "newSerial": part.map { .text($0.serial) } ?? .null,
            ]
        case "sign":
            return ["signature": ["way": "drawn", "paper": .text(toSign?.hash ?? visit.shown.hash)]]
        default: return [:]
        }
    }
}

extension Value {
    /// The value without what is blank in it.
    var filled: Value {
        switch self {
        case .object(let members):
            let kept = members.mapValues(\.filled).filter { $0.value != .null }
            return kept.isEmpty ? .null : .object(kept)
        case .list(let elements):
            let kept = elements.map(\.filled).filter { $0 != .null }
            return kept.isEmpty ? .null : .list(kept)
        default: return isBlank ? .null : self
        }
    }
}
