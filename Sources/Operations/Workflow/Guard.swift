import Handbook

/// What a guard finds: met with the margin where there is one, not met with what would make it pass, or not to be known.
package enum Verdict: Sendable {
    case met
    case metWith(margin: Text)
    case unmet(remedy: Text)
    case unknown(why: Text)

    /// Met when the condition holds; otherwise the remedy.
    package static func met(if condition: Bool, else remedy: @autoclosure () -> Text) -> Verdict {
        condition ? .met : .unmet(remedy: remedy())
    }
}

/// What follows when a guard isn't met.
package enum Force: String, Sendable, Codable {
    /// The act does not happen.
    case refuse
    /// It may go on with a reason, by name, and is counted.
    case deviate
    /// It has happened already: recorded as it was, and the breach raised.
    case report
}

/// A clause that is looked at before an activity is done.
package struct Guard<Step: Activity>: Sendable {
    package let clause: String
    package let title: Text
    package let force: Force?
    package let field: String?
    let needsInput: Bool
    let check: @Sendable (Step, Step.Subject, Work) throws -> Verdict

    /// A guard that needs no input: shown ahead as readiness.
    package static func before(
        _ clause: String, _ chinese: String, _ english: String, force: Force? = nil, field: String? = nil,
        _ check: @escaping @Sendable (Step.Subject, Work) throws -> Verdict
    ) -> Guard {
        Guard(clause: clause, title: Text(chinese, english), force: force, field: field, needsInput: false) { try check($1, $2) }
    }

    /// A guard that looks at the input.
    package static func given(
        _ clause: String, _ chinese: String, _ english: String, force: Force? = nil, field: String? = nil,
        _ check: @escaping @Sendable (Step, Step.Subject, Work) throws -> Verdict
    ) -> Guard {
        Guard(clause: clause, title: Text(chinese, english), force: force, field: field, needsInput: true, check: check)
    }
}
