extension RuleField {
    /// The JSON Schema (2020-12) of an object with these fields and no others.
    static func schema(_ fields: [RuleField]) -> JSON {
        .object([
            ("type", .text("object")),
            ("properties", .object(fields.map { ($0.name, $0.schema) })),
            ("required", .list(fields.filter(\.isRequired).map { .text($0.name) })),
            ("additionalProperties", .flag(false)),
        ])
    }

    private var schema: JSON {
        let described: [(String, JSON)] = [("title", .text(text.zh)), ("description", .text(text.en))]
        // What is optional in an input may also be null.
        return .object((isRequired ? kind : .nullable(kind)).schema + described)
    }
}

extension RuleField.Kind {
    fileprivate var schema: [(String, JSON)] {
        switch self {
        case .instant, .day: [("type", .text("string")), ("pattern", .text(#"^\d{4}-\d{2}-\d{2}([Tt ].+)?$"#))]
        case .whole(let bounds):
            [
                ("type", .text("integer")), ("minimum", .whole(Int64(bounds.lowerBound))),
                ("maximum", .whole(Int64(bounds.upperBound))),
            ]
        case .number(let bounds):
            [("type", .text("number")), ("minimum", .number(bounds.lowerBound)), ("maximum", .number(bounds.upperBound))]
        case .choice(let choices): [("enum", .list(choices.map(JSON.text)))]
        case .flag: [("type", .text("boolean"))]
        case .line(let length):
            [("type", .text("string")), ("minLength", .whole(1)), ("maxLength", .whole(Int64(length)))]
        case .level:
            [
                ("type", .text("string")),
                ("pattern", .text("^(5[xX×]8|7[xX×]24)/([Nn][Bb][Dd]|[Nn][Dd]|0*[1-9][0-9]{0,2}([Cc][Dd]|[Hh]))$")),
            ]
        case .spans:
            [
                ("type", .text("array")), ("maxItems", .whole(1_000)),
                (
                    "items",
                    .object([
                        ("type", .text("array")), ("minItems", .whole(2)), ("maxItems", .whole(2)),
                        ("prefixItems", .list([.object(Self.instant.schema), .object(Self.nullable(.instant).schema)])),
                    ])
                ),
            ]
        case .rows(let count, let fields):
            [("type", .text("array")), ("maxItems", .whole(Int64(count))), ("items", RuleField.schema(fields))]
        case .lines(let count):
            [
                ("type", .text("array")), ("maxItems", .whole(Int64(count))),
                ("items", .object(Self.line(200).schema)),
            ]
        case .object(let fields):
            if case .object(let schema) = RuleField.schema(fields) { schema } else { [] }
        case .nullable(let kind): [("anyOf", .list([.object(kind.schema), .object([("type", .text("null"))])]))]
        }
    }
}
