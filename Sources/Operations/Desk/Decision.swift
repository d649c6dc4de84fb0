import Handbook

/// What the desk makes of the permission and of everything the guards found: go on, or every reason at once.
final class Decision {
    private let attempt: Attempt
    private let reasons: [String: String]
    let right: Permission.Right
    private var against: [Reason]

    /// Clauses whose guard was met.
    private(set) var met: [String] = []
    /// Guards gone past with a reason by name.
    private(set) var deviations: [Departure] = []
    /// What a report shows broken.
    private(set) var breaches: [Departure] = []

    /// A clause that was not kept, and why it went on all the same.
    struct Departure {
        let clause: String
        let title: Text
        let reason: Text
    }

    init(_ attempt: Attempt, reasons: [String: String], right: Result<Permission.Right, Refused>) {
        self.attempt = attempt
        self.reasons = reasons
        switch right {
        case .success(let right):
            self.right = right
            against = []
        case .failure(let refusal):
            self.right = .own
            against = refusal.reasons
        }
    }

    /// Throws `Refused` with every reason, or goes on.
    func decide(_ found: [DeclaredActivity.Found]) throws {
        for finding in found { weigh(finding) }
        if !against.isEmpty { throw Refused(against) }
    }

    /// Adds a phrase that the customer should not read, unless the sender has a reason.
    func weigh(_ phrase: Phrase, in field: Field) {
        let title = Text("“\(field.label.zh)”的措辞不妥", "The wording of “\(field.label.en)” misfires")
        if let reason = reason(for: phrase.clause, or: phrase.clause) {
            deviations.append(Departure(clause: phrase.clause, title: title, reason: Text(reason, reason)))
        } else {
            against.append(
                Reason(
                    clause: phrase.clause, title: title, remedy: Text("可改为：\(phrase.better.zh)", "Better: \(phrase.better.en)"),
                    field: field.name, deviation: phrase.clause))
        }
    }

    private func weigh(_ finding: DeclaredActivity.Found) {
        let guarded = finding.guarded
        switch finding.verdict {
        case .met, .metWith: met.append(guarded.clause)
        case .unmet(let remedy): depart(from: guarded, remedy)
        case .unknown(let why): depart(from: guarded, why)
        }
    }

    private func depart(from guarded: DeclaredGuard, _ remedy: Text) {
        switch guarded.force(under: attempt.edition) {
        case .report:
            breaches.append(Departure(clause: guarded.clause, title: guarded.title, reason: remedy))
        case .deviate:
            if let reason = reason(for: guarded.id, or: guarded.clause) {
                deviations.append(Departure(clause: guarded.clause, title: guarded.title, reason: Text(reason, reason)))
            } else {
                against.append(
                    Reason(
                        clause: guarded.clause, title: guarded.title, remedy: remedy, field: guarded.field, deviation: guarded.id))
            }
        case .refuse:
            against.append(Reason(clause: guarded.clause, title: guarded.title, remedy: remedy, field: guarded.field))
        }
    }

    private func reason(for id: String, or clause: String) -> String? {
        guard let reason = (reasons[id] ?? reasons[clause])?.trimmed, reason.count >= 2 else { return nil }
        return String(reason.prefix(500))
    }
}
