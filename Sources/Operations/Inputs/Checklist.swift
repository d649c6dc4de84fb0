import Handbook

/// Statements confirmed by exception: all as it should be, except those named, each with its reason.
package struct Checklist: InputValue, Hashable {
    /// Item ids with the reason why each is not as it should be.
    package let exceptions: [String: String]

    package static var kind: FieldKind { .checklist([]) }
    package static var blank: Checklist { Checklist(exceptions: [:]) }
}

/// One statement of a checklist, with the clause that asks for it.
package struct ChecklistItem: Sendable {
    package let id: String
    package let clause: String
    package let text: Text

    package init(_ id: String, _ clause: String, _ chinese: String, _ english: String) {
        self.id = id
        self.clause = clause
        text = Text(chinese, english)
    }
}
