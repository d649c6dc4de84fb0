import Operations

/// A way in which a value can be wrong.
enum Spoiling: CaseIterable {
    /// Longer, or more of them, than the field takes.
    case tooLong
    /// Of another type than the field's.
    case wrongType
    /// Of the type, and outside its bounds.
    case outOfRange
    /// Another shape: a text for a group or list, a group for a text.
    case wrongShape
}

/// A value that is wrong, with the path of each field of which something must be said, and the field's label.
struct Spoiled {
    let value: Value
    let faults: [(path: String, label: String)]

    /// The wrong value of a field, or a right one where it can't be wrong in this way.
    init(_ field: Field, _ way: Spoiling, at path: String? = nil) {
        self.init(field.kind, field.bounds, field.label.zh, way, path ?? field.name)
    }

    private init(_ value: Value, _ faults: [(path: String, label: String)]) {
        self.value = value
        self.faults = faults
    }

    private init(_ kind: FieldKind, _ bounds: ClosedRange<Int>, _ label: String, _ way: Spoiling, _ path: String) {
        func bad(_ value: Value) -> Spoiled { Spoiled(value, [(path, label)]) }
        func many(_ count: Int) -> Value { .text(String(repeating: "长", count: count)) }
        switch (kind, way) {
        case (.attachment, _) where way != .wrongShape: self = Self.group(FieldKind.attachmentParts, way, path)
        case (.evidence, _) where way != .wrongShape: self = Self.group(FieldKind.evidenceParts, way, path)
        case (.signature, _) where way != .wrongShape: self = Self.group(FieldKind.signatureParts, way, path)
        case (.form(let fields), _) where way != .wrongShape: self = Self.group(fields, way, path)
        case (.attachment, _), (.evidence, _), (.signature, _), (.form, _), (.list, .wrongShape): self = bad("x")
        case (.list, .tooLong): self = bad(.list(Array(repeating: 0, count: bounds.upperBound + 1)))
        case (.list(let element), _):
            let one = Spoiled(element, element.usualBounds, label, way, "\(path)[1]")
            self.init(.list([one.value]), one.faults)
        case (.checklist(let items), .tooLong):
            self.init(
                ["exceptions": .object(Dictionary(items.map { ($0.id, many(501)) }) { $1 })],
                items.map { ("\(path).\($0.id)", $0.text.zh) })
        case (.checklist, .outOfRange): self = bad(["exceptions": ["nothing-of-this-name": "x"]])
        case (.checklist, _): self = bad(.list(["x"]))
        case (.text, .tooLong), (.longText, .tooLong): self = bad(many(bounds.upperBound + 1))
        case (.text, .outOfRange), (.longText, .outOfRange): self = bad("a\u{0}b")
        case (.text, .wrongType), (.longText, .wrongType): self = bad(true)
        case (.code, .tooLong), (.reference, .tooLong), (.region, .tooLong): self = bad(.text(String(repeating: "c", count: 61)))
        case (.flag, .tooLong): self = bad(many(5000))
        case (.whole, .outOfRange), (.money, .outOfRange): self = bad(.integer(Int64(bounds.upperBound) + 1))
        case (.decimal, .outOfRange): self = bad(.number(Double(bounds.upperBound) + 1))
        case (.whole, .tooLong), (.money, .tooLong), (.decimal, .tooLong): self = bad(.text(String(repeating: "9", count: 400)))
        case (.instant, .outOfRange): self = bad("1889-05-18 12:30")
        case (.day, .outOfRange): self = bad("2026-02-30")
        case (.region, .outOfRange): self = bad("mars")
        case (.code, .outOfRange), (.reference, .outOfRange), (.choice, .outOfRange), (.flag, .outOfRange): self = bad("a b")
        case (.instant, .tooLong), (.day, .tooLong), (.choice, .tooLong): self = bad(many(5000))
        case (_, .wrongType): self = bad(["wrong": "type"])
        case (_, .wrongShape): self = bad(.list([["wrong": "shape"]]))
        default: self = bad(["wrong": "type"])
        }
    }

    /// Every part of a group, each wrong.
    private static func group(_ fields: [Field], _ way: Spoiling, _ path: String) -> Spoiled {
        let parts = fields.map { ($0.name, Spoiled($0, way, at: "\(path).\($0.name)")) }
        return Spoiled(.object(Dictionary(parts.map { ($0, $1.value) }) { $1 }), parts.flatMap { $1.faults })
    }
}

extension Spoiled {
    /// The texts of a value under the names that a form gives them.
    static func formFields(_ value: Value, _ name: String) -> [(name: String, text: String)] {
        switch value {
        case .null: []
        case .bool(let bool): [(name, bool ? "true" : "false")]
        case .integer(let integer): [(name, String(integer))]
        case .number(let number): [(name, String(number))]
        case .text(let text): [(name, text)]
        case .list(let elements): elements.enumerated().flatMap { formFields($1, "\(name)[\($0 + 1)]") }
        case .object(let members): members.sorted { $0.key < $1.key }.flatMap { formFields($1, "\(name).\($0)") }
        }
    }
}
