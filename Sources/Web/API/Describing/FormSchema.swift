import Handbook
import Operations

/// The JSON Schema (2020-12) of forms, made from their declared fields.
struct FormSchema {
    let edition: Edition
    /// Where the parts that many forms share are described; nil writes them out in full.
    var shared: String?

    /// The schema of an object with these fields and no others.
    func form(_ fields: [Field]) -> JSON {
        .object([
            ("type", .text("object")), ("properties", .object(fields.map { ($0.name, schema(of: $0)) })),
            ("required", .list(fields.filter(\.isRequired).map { .text($0.name) })), ("additionalProperties", .flag(false)),
        ])
    }

    /// A field's schema with its label, and null where it may be left out.
    private func schema(of field: Field) -> JSON {
        var members = schema(field.kind, field.bounds)
        if !field.isRequired { members = Self.nullable(members) }
        var help = field.label.en
        if let more = field.help { help += ". \(more.en)" }
        if let clause = field.clause { help += " (\(clause))" }
        if let remark = Self.remark(on: field.kind) { help += ". \(remark)" }
        return .object([("title", .text(field.label.zh)), ("description", .text(help))] + members)
    }

    /// What a kind of field takes.
    private func schema(_ kind: FieldKind, _ bounds: ClosedRange<Int>) -> [(String, JSON)] {
        let least = Int64(bounds.lowerBound)
        let most = Int64(bounds.upperBound)
        switch kind {
        case .text, .longText: return [("type", .text("string")), ("minLength", .whole(least)), ("maxLength", .whole(most))]
        case .code, .reference: return [("type", .text("string")), ("pattern", .text("^[A-Za-z0-9._/-]{1,60}$"))]
        case .region:
            return [("type", .text("string")), ("enum", .list(edition.organization.regions.map { .text($0.code) }))]
        case .flag: return [("type", .text("boolean"))]
        case .whole, .money: return [("type", .text("integer")), ("minimum", .whole(least)), ("maximum", .whole(most))]
        case .decimal: return [("type", .text("number")), ("minimum", .whole(least)), ("maximum", .whole(most))]
        case .instant:
            return [
                ("type", .list([.text("string"), .text("integer")])), ("pattern", .text(Self.instantPattern)),
                ("minimum", .whole(631_152_000_000)), ("maximum", .whole(4_133_894_400_000)),
                ("examples", .list([.text("2026-05-18T12:30:00+08:00"), .text("2026-05-18 12:30"), .whole(1_779_078_600_000)])),
            ]
        case .day:
            return [
                ("type", .text("string")), ("pattern", .text("^(199\\d|20\\d\\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$")),
                ("examples", .list([.text("2026-05-18")])),
            ]
        case .choice(let options): return [("type", .text("string")), ("enum", .list(options.map { .text($0.id) }))]
        case .attachment: return group("Attachment", FieldKind.attachmentParts)
        case .evidence: return group("Evidence", FieldKind.evidenceParts)
        case .signature: return group("Signature", FieldKind.signatureParts)
        case .checklist(let items): return checklist(items)
        case .form(let fields): return members(of: form(fields))
        case .list(let element):
            return [
                ("type", .text("array")), ("minItems", .whole(least)), ("maxItems", .whole(most)),
                ("items", .object(schema(element, element.usualBounds))),
            ]
        }
    }

    /// A group that many forms share, by its place or in full.
    private func group(_ name: String, _ fields: [Field]) -> [(String, JSON)] {
        if let shared { return [("$ref", .text("\(shared)/\(name)"))] }
        return members(of: form(fields))
    }

    /// Statements that hold, except those named with a reason.
    private func checklist(_ items: [ChecklistItem]) -> [(String, JSON)] {
        let reasons = items.map { item -> (String, JSON) in
            (
                item.id,
                .object([
                    ("type", .text("string")), ("title", .text(item.text.zh)),
                    ("description", .text("\(item.text.en) (\(item.clause))")), ("minLength", .whole(2)),
                    ("maxLength", .whole(500)),
                ])
            )
        }
        let exceptions = JSON.object([
            ("type", .text("object")), ("properties", .object(reasons)), ("additionalProperties", .flag(false)),
        ])
        return [
            ("type", .text("object")), ("properties", .object([("exceptions", exceptions)])),
            ("additionalProperties", .flag(false)),
        ]
    }

    /// The same, or null.
    private static func nullable(_ schema: [(String, JSON)]) -> [(String, JSON)] {
        let null = JSON.object([("type", .text("null"))])
        guard let type = schema.firstIndex(where: { $0.0 == "type" }), !schema.contains(where: { $0.0 == "enum" }) else {
            return [("anyOf", .list([.object(schema), null]))]
        }
        var schema = schema
        switch schema[type].1 {
        case .list(let types): schema[type].1 = .list(types + [.text("null")])
        case let one: schema[type].1 = .list([one, .text("null")])
        }
        return schema
    }

    private func members(of schema: JSON) -> [(String, JSON)] { if case .object(let members) = schema { members } else { [] } }

    /// What the schema's own words don't say.
    private static func remark(on kind: FieldKind) -> String? {
        switch kind {
        case .money: "In fen"
        case .instant: "ISO 8601, without an offset in service time, or milliseconds since 1970"
        case .reference(let kind): "A \(kind) by its \(Procedures.declared[kind]?.numbering == .coded ? "code" : "number")"
        case .list(.reference(let kind)): "Each a \(kind)"
        case .checklist: "All hold, except those named with a reason"
        case .attachment, .list(.attachment): "Upload the file first: POST /api/v1/attachments"
        default: nil
        }
    }

    /// How an instant is written.
    static let instantPattern =
        "^(199\\d|20\\d\\d|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[Tt ]([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.,]\\d{1,9})?)?([Zz]|[+-](0\\d|1[0-4]):?[0-5]\\d)?$"
}

extension Field {
    /// Whether leaving it out is a fault: flags are off, lists empty and checklists kept where nothing is said.
    var isRequired: Bool {
        switch kind {
        case .flag, .checklist: false
        case .list: !isOptional && bounds.lowerBound > 0
        default: !isOptional
        }
    }
}
