/// The number of a case or the code of a register entry, typed by what it names.
package struct ID<Subject: Procedure>: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// A case's number (`DO-2026-000123`) or a register's code (`zhang-wei`).
    package let text: String

    package init(_ text: String) { self.text = text }
    package init(stringLiteral text: String) { self.text = text }
    package var description: String { text }
    /// The number under which the case stands in the journal.
    package var number: String { Subject.number(of: text) }
}

extension ID: InputValue {
    package static var kind: FieldKind { .reference(kind: Subject.kind) }
    package static var blank: ID { ID("") }
    package init(from decoder: any Decoder) throws { text = try String(from: decoder) }
    package func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
