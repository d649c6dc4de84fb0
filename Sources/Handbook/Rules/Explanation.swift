/// One step of an answer's reasoning, with the clause it rests on.
package struct Explanation: Hashable, Sendable {
    package let clause: String
    package let text: Text

    package init(_ clause: String, _ zh: String, _ en: String) {
        self.clause = clause
        text = Text(zh, en)
    }
}
