import Handbook

/// A JSON value: what a form, the API, a scenario and the journal carry before and after a struct is decoded from it.
package enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case text(String)
    case list([Value])
    case object([String: Value])

    /// The text, when the value is one.
    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    /// The members, when the value is an object.
    package var members: [String: Value]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// The elements, when the value is a list.
    package var elements: [Value]? {
        if case .list(let elements) = self { elements } else { nil }
    }

    /// The whole number, when the value is one.
    package var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The member of that name; null when there is none or the value is no object.
    package subscript(_ name: String) -> Value { members?[name] ?? .null }

    /// Whether nothing was given: null, or a text of blanks only.
    package var isBlank: Bool {
        switch self {
        case .null: true
        case .text(let text): text.isBlank
        default: false
        }
    }
}

extension Value {
    /// A text in both languages.
    init(_ text: Text) { self = ["zh": .text(text.zh), "en": .text(text.en)] }
}

extension Value: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let elements = try? container.decode([Value].self) {
            self = .list(elements)
        } else {
            self = .object(try container.decode([String: Value].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let bool): try container.encode(bool)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .text(let text): try container.encode(text)
        case .list(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral text: String) { self = .text(text) }
    package init(integerLiteral integer: Int64) { self = .integer(integer) }
    package init(booleanLiteral bool: Bool) { self = .bool(bool) }
    package init(arrayLiteral elements: Value...) { self = .list(elements) }
    package init(dictionaryLiteral members: (String, Value)...) {
        // Told its size, the table is made once and does not grow member by member.
        var object = [String: Value](minimumCapacity: members.count)
        for (name, value) in members { object[name] = value }
        self = .object(object)
    }
    package init(nilLiteral: ()) { self = .null }
}
