import Handbook

/// Why one guard, or the permission, or the stage says no: the clause, one sentence, and what would make it pass.
package struct Reason: Hashable, Sendable, Codable {
    package let clause: String
    package let title: Text
    package let remedy: Text
    package let field: String?
    /// Whether it may go on with a reason by name; the key under which to give it.
    package let deviation: String?

    package init(clause: String, title: Text, remedy: Text, field: String? = nil, deviation: String? = nil) {
        self.clause = clause
        self.title = title
        self.remedy = remedy
        self.field = field
        self.deviation = deviation
    }
}

/// An activity that does not happen, with every reason at once.
package struct Refused: Error, Hashable, Sendable {
    package let reasons: [Reason]

    package init(_ reasons: [Reason]) { self.reasons = reasons }
    package init(_ clause: String, _ title: Text, remedy: Text, field: String? = nil) {
        reasons = [Reason(clause: clause, title: title, remedy: remedy, field: field)]
    }
}

/// Input that can't be read: each field with one sentence.
package struct Malformed: Error, Hashable, Sendable {
    package let faults: [FieldFault]

    package init(faults: [FieldFault]) { self.faults = faults }
}

/// Nothing of that name that this person may see.
package struct Missing: Error, Hashable, Sendable {
    package let text: Text

    package init(_ chinese: String, _ english: String) { text = Text(chinese, english) }
}

/// Somebody else changed the same fields since they were read: what was typed and what stands now. Without fields, the case
/// went on since it was read by somebody who was about to agree to it.
package struct Stale: Error, Hashable, Sendable {
    package let clashes: [Clash]

    /// One field that two people changed.
    package struct Clash: Hashable, Sendable {
        package let field: String
        package let seen: Value
        package let typed: Value
        package let stands: Value
    }
}
