import Handbook

/// An input of an activity or a register entry: `@Input("现场工程师", "Field engineer") var engineer: Person.ID`.
///
/// A struct made by `init()` only describes its inputs; what is read in `perform` was decoded from checked values.
@propertyWrapper
package struct Input<Content: InputValue>: Sendable {
    /// What was declared, kept as cheaply as it stands in the source: a struct's initial values are made at every decoding too.
    private let declaration: Declaration?
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
        declaration = Declaration(
            chinese: chinese, english: english, help: help, bounds: bounds, clause: clause, kind: lines ? .lines : .ofType,
            toCustomer: toCustomer)
        wrappedValue = Content.blank
    }

    fileprivate init(_ chinese: String, _ english: String, help: Text?, kind: Declaration.Kind) {
        declaration = Declaration(
            chinese: chinese, english: english, help: help, bounds: nil, clause: nil, kind: kind, toCustomer: false)
        wrappedValue = Content.blank
    }

    fileprivate struct Declaration: Sendable {
        let chinese: String
        let english: String
        let help: Text?
        let bounds: ClosedRange<Int>?
        let clause: String?
        let kind: Kind
        let toCustomer: Bool

        enum Kind: Sendable {
            case ofType, lines, code
            case checklist(@Sendable () -> [ChecklistItem])
        }
    }
}

extension Input where Content == Checklist {
    /// Declares a list of statements that are all as they should be, except those named.
    package init(_ chinese: String, _ english: String, items: @autoclosure @escaping @Sendable () -> [ChecklistItem]) {
        self.init(chinese, english, help: nil, kind: .checklist(items))
    }
}

extension Input where Content == String {
    /// Declares a code: letters, digits, dot, dash and underscore, as a register's own number has it.
    package init(code chinese: String, _ english: String, help: Text? = nil) {
        self.init(chinese, english, help: help, kind: .code)
    }
}

extension Input where Content == String? {
    /// Declares a code that may be left out.
    package init(code chinese: String, _ english: String, help: Text? = nil) {
        self.init(chinese, english, help: help, kind: .code)
    }
}

extension Input: DeclaredInput {
    /// The input as it was declared; nil in a struct that was decoded.
    var field: Field? {
        guard let declaration else { return nil }
        let kind: FieldKind =
            switch (declaration.kind, Content.kind) {
            case (.lines, .text): .longText
            case (.code, _): .code
            case (.checklist(let items), _): .checklist(items())
            case (_, let kind): kind
            }
        return Field(
            name: "", label: Text(declaration.chinese, declaration.english), help: declaration.help, kind: kind,
            isOptional: Content.isOptional, bounds: declaration.bounds ?? kind.usualBounds, clause: declaration.clause,
            toCustomer: declaration.toCustomer)
    }
}

extension Input: Codable {
    package init(from decoder: any Decoder) throws {
        declaration = nil
        wrappedValue = try Content(from: decoder)
    }

    package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Input: Equatable where Content: Equatable {
    package static func == (one: Input, other: Input) -> Bool { one.wrappedValue == other.wrappedValue }
}
