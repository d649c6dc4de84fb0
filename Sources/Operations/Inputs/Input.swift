import Handbook

/// An input of an activity or a register entry: `@Input("现场工程师", "Field engineer") var engineer: Person.ID`.
///
/// A struct made by `init()` only describes its inputs; what is read in `perform` was decoded from checked values.
@propertyWrapper
package struct Input<Content: InputValue>: Sendable, DeclaredInput {
    package let field: Field?
    package var wrappedValue: Content

    /// Declares an input by its label in Chinese and English.
    ///
    /// - Parameters:
    ///   - bounds: the length of a text or list, or the least and greatest number.
    ///   - clause: the handbook's clause that asks for it.
    ///   - lines: whether a text may run over several lines.
    ///   - toCustomer: whether the customer reads it.
    package init(
        _ chinese: String, _ english: String, help: Text? = nil, _ bounds: ClosedRange<Int>? = nil, clause: String? = nil,
        lines: Bool = false, toCustomer: Bool = false
    ) {
        var kind = Content.kind
        if lines, case .text = kind { kind = .longText }
        self.init(Text(chinese, english), help: help, kind: kind, bounds, clause: clause, toCustomer: toCustomer)
    }

    fileprivate init(_ label: Text, help: Text?, kind: FieldKind, _ bounds: ClosedRange<Int>?, clause: String?, toCustomer: Bool) {
        field = Field(
            name: "", label: label, help: help, kind: kind, isOptional: Content.isOptional, bounds: bounds ?? kind.usualBounds,
            clause: clause, toCustomer: toCustomer)
        wrappedValue = Content.blank
    }
}

extension Input where Content == Checklist {
    /// Declares a list of statements that are all as they should be, except those named.
    package init(_ chinese: String, _ english: String, items: [ChecklistItem]) {
        self.init(Text(chinese, english), help: nil, kind: .checklist(items), nil, clause: nil, toCustomer: false)
    }
}

extension Input where Content == String? {
    /// Declares a code that may be left out.
    package init(code chinese: String, _ english: String, help: Text? = nil) {
        self.init(Text(chinese, english), help: help, kind: .code, nil, clause: nil, toCustomer: false)
    }
}

extension Input where Content == String {
    /// Declares a code: letters, digits, dot, dash and underscore, as a register's own number has it.
    package init(code chinese: String, _ english: String, help: Text? = nil) {
        self.init(Text(chinese, english), help: help, kind: .code, nil, clause: nil, toCustomer: false)
    }
}

extension Input: Codable {
    package init(from decoder: any Decoder) throws {
        field = nil
        wrappedValue = try Content(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Input: Equatable where Content: Equatable {
    package static func == (one: Input, other: Input) -> Bool { one.wrappedValue == other.wrappedValue }
}
