import Handbook

/// What an input is, told by itself: the form, the API's schema, the check and the journal's label all come from it.
package struct Field: Sendable {
    package var name: String
    package let label: Text
    package let help: Text?
    package var kind: FieldKind
    package var isOptional: Bool
    /// Bounds: the length of a text or list, or the least and the greatest number.
    package let bounds: ClosedRange<Int>
    /// The clause that asks for it.
    package let clause: String?
    /// Whether the customer reads what is written here, so that the wording of 2.9 is looked at.
    package let toCustomer: Bool

    package init(
        name: String, label: Text, help: Text? = nil, kind: FieldKind, isOptional: Bool, bounds: ClosedRange<Int>? = nil,
        clause: String? = nil, toCustomer: Bool = false
    ) {
        self.name = name
        self.label = label
        self.help = help
        self.kind = kind
        self.isOptional = isOptional
        self.bounds = bounds ?? kind.usualBounds
        self.clause = clause
        self.toCustomer = toCustomer
    }
}

extension Field {
    /// Whether it may be sent with nothing in it: an optional input, or a list that needs no row.
    package var mayStayEmpty: Bool { if case .list = kind { isOptional || bounds.lowerBound == 0 } else { isOptional } }
}

/// The kind of an input.
package indirect enum FieldKind: Sendable {
    case text, longText, code, region, flag, whole, decimal, money, instant, day, attachment, evidence, signature
    case choice([Option])
    case reference(kind: String)
    case checklist([ChecklistItem])
    case list(FieldKind)
    case form([Field])

    /// One of a choice's values with its label.
    package struct Option: Sendable {
        package let id: String
        package let label: Text

        package init(id: String, label: Text) {
            self.id = id
            self.label = label
        }
    }
}

extension Field {
    /// The fields that a type declares by its `@Input` properties, in the order in which they stand.
    package static func declared(by subject: Any) -> [Field] {
        Mirror(reflecting: subject).children.compactMap { child in
            guard let label = child.label, label.hasPrefix("_"), let input = child.value as? any DeclaredInput,
                var field = input.field
            else { return nil }
            field.name = String(label.dropFirst())
            return field
        }
    }

    /// The kinds of case that this field refers to, in itself or in its rows.
    package var references: [String] { kind.references }

    /// This field as another kind, for a row of a list.
    func element(_ index: Int, of kind: FieldKind) -> Field {
        Field(
            name: "\(name)[\(index)]", label: label, help: nil, kind: kind, isOptional: false, bounds: kind.usualBounds,
            clause: clause,
            toCustomer: toCustomer)
    }
}

extension FieldKind {
    /// The bounds of an input that names none.
    package var usualBounds: ClosedRange<Int> {
        switch self {
        case .text: 1...200
        case .longText: 1...4000
        case .code: 1...60
        case .whole, .decimal: 0...1_000_000
        case .money: 0...100_000_000_000
        case .list: 0...200
        default: 0...1
        }
    }

    var references: [String] {
        switch self {
        case .reference(let kind): [kind]
        case .list(let kind): kind.references
        case .form(let fields): fields.flatMap(\.references)
        default: []
        }
    }
}

/// What reflection looks for: an `@Input` of any type.
protocol DeclaredInput {
    var field: Field? { get }
}
