import Handbook

/// A type that an input can have.
package protocol InputValue: Codable, Sendable {
    static var kind: FieldKind { get }
    static var isOptional: Bool { get }
    /// What stands in a struct that only describes its inputs.
    static var blank: Self { get }
}

extension InputValue {
    package static var isOptional: Bool { false }
}

extension String: InputValue {
    package static var kind: FieldKind { .text }
    package static var blank: String { "" }
}

extension Int: InputValue {
    package static var kind: FieldKind { .whole }
    package static var blank: Int { 0 }
}

extension Double: InputValue {
    package static var kind: FieldKind { .decimal }
    package static var blank: Double { 0 }
}

extension Bool: InputValue {
    package static var kind: FieldKind { .flag }
    package static var blank: Bool { false }
}

extension Instant: InputValue {
    package static var kind: FieldKind { .instant }
    package static var blank: Instant { Instant(milliseconds: 0) }
}

extension Day: InputValue {
    package static var kind: FieldKind { .day }
    package static var blank: Day { Day(number: 0) }
}

extension Optional: InputValue where Wrapped: InputValue {
    package static var kind: FieldKind { Wrapped.kind }
    package static var isOptional: Bool { true }
    package static var blank: Wrapped? { nil }
}

extension Array: InputValue where Element: InputValue {
    package static var kind: FieldKind { .list(Element.kind) }
    package static var blank: [Element] { [] }
}

/// An enum to choose from: each case has its name in both languages.
package protocol Choice: InputValue, CaseIterable, RawRepresentable, Hashable where RawValue == String, AllCases == [Self] {
    var name: Text { get }
    /// The value that stands in a struct that only describes its inputs.
    static var first: Self { get }
}

extension Choice {
    package static var kind: FieldKind { .choice(allCases.map { FieldKind.Option(id: $0.rawValue, label: $0.name) }) }
    package static var blank: Self { first }
}

/// A nested form: a struct whose own properties are inputs, as a row of parts or of items carried in.
package protocol Form: InputValue {
    init()
}

extension Form {
    package static var kind: FieldKind { .form(Field.declared(by: Self())) }
    package static var blank: Self { Self() }
}

/// An amount of money in fen.
package struct Money: InputValue, Hashable {
    package let fen: Int
    package static var kind: FieldKind { .money }
    package static var blank: Money { Money(fen: 0) }

    package init(fen: Int) { self.fen = fen }
    package init(from decoder: any Decoder) throws { fen = try Int(from: decoder) }
    package func encode(to encoder: any Encoder) throws { try fen.encode(to: encoder) }
}
