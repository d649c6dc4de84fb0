import Handbook
import Operations

/// The schemas of what the API answers with, by name.
enum AnswerSchemas {
    private static func object(_ members: [(String, JSON)], further: Bool = false) -> JSON {
        .object([
            ("type", .text("object")), ("properties", .object(members)),
            ("required", .list(members.map { .text($0.0) })), ("additionalProperties", .flag(further)),
        ])
    }

    private static func type(_ names: String...) -> JSON {
        .object([("type", names.count == 1 ? .text(names[0]) : .list(names.map { .text($0) }))])
    }

    private static func list(_ element: JSON) -> JSON { .object([("type", .text("array")), ("items", element)]) }
    private static func ref(_ name: String) -> JSON { .object([("$ref", .text("#/components/schemas/\(name)"))]) }
    private static func orNull(_ schema: JSON) -> JSON { .object([("anyOf", .list([schema, type("null")]))]) }

    private static let text = type("string")
    private static let maybe = type("string", "null")
    private static let whole = type("integer")
    private static let flag = type("boolean")
    private static let anything = JSON.object([])
    private static let both = ref("Text")
    private static let moment = JSON.object([("type", .text("string")), ("format", .text("date-time"))])
    private static let maybeMoment = JSON.object([
        ("type", .list([.text("string"), .text("null")])), ("format", .text("date-time")),
    ])
    private static let hash = JSON.object([("type", .text("string")), ("pattern", .text("^sha256:[0-9a-f]{64}$"))])

    /// An edition by its hash; with a plus, that of the one whose calendar is followed.
    private static let edition = JSON.object([
        ("type", .text("string")), ("pattern", .text("^sha256:[0-9a-f]{64}(\\+sha256:[0-9a-f]{64})?$")),
    ])

    private static let named = orNull(object([("code", text), ("title", maybe)]))
    private static let header: [(String, JSON)] = [
        ("number", text), ("kind", text), ("procedure", both), ("stage", object([("id", text), ("zh", text), ("en", text)])),
        ("isOpen", flag), ("title", text), ("region", maybe), ("customer", named), ("site", named), ("owner", named),
        ("level", maybe), ("opened", moment), ("due", maybeMoment), ("closed", maybeMoment), ("parent", maybe),
        ("edition", edition),
        ("position", whole), ("hash", hash),
    ]

    private static let problem = JSON.object([
        ("type", .text("object")),
        (
            "properties",
            .object([
                ("type", text), ("title", text), ("status", whole), ("detail", text), ("instance", text), ("clause", maybe),
                ("field", maybe), ("remedy", both), ("reasons", list(ref("Reason"))), ("faults", list(ref("Fault"))),
                (
                    "clashes",
                    list(object([("field", text), ("seen", anything), ("typed", anything), ("stands", anything)]))
                ),
                ("error", object([("field", text), ("zh", text), ("en", text)])),
                ("errors", list(object([("field", text), ("zh", text), ("en", text)]))),
            ])
        ),
        ("required", .list(["type", "title", "status", "detail", "instance"].map { .text($0) })),
        ("additionalProperties", .flag(false)),
    ])

    /// Every schema by its name.
    static let all: [(String, JSON)] = [
        ("Text", object([("zh", text), ("en", text)])), ("Problem", problem),
        (
            "Reason",
            object([("clause", text), ("field", maybe), ("title", both), ("remedy", both), ("deviation", maybe)])
        ),
        ("Fault", object([("field", text), ("clause", maybe), ("zh", text), ("en", text)])),
        (
            "Performed",
            object([
                ("number", text), ("verb", text), ("stage", text), ("position", whole), ("hash", hash), ("opened", list(text)),
                ("papers", list(text)), ("deviations", list(text)), ("breaches", list(text)),
            ])
        ),
        (
            "Person",
            object([
                ("person", text), ("name", text), ("customer", maybe),
                ("roles", list(object([("role", text), ("region", maybe)]))), ("scopes", list(text)),
            ])
        ),
        ("CaseHeader", object(header)), ("Cases", object([("cases", list(ref("CaseHeader"))), ("next", maybe)])),
        ("Clock", clock),
        (
            "Case",
            object(
                header + [
                    ("clocks", list(ref("Clock"))),
                    ("people", list(object([("part", text), ("person", text), ("name", text)]))),
                    (
                        "facts",
                        object([
                            ("devices", list(text)),
                            ("related", list(object([("number", text), ("relation", text), ("title", maybe)]))),
                        ])
                    ),
                    ("record", type("object", "null")),
                ])
        ),
        ("Activities", object([("activities", list(ref("Step")))])), ("Step", step),
        ("Entries", object([("entries", list(ref("JournalEntry"))), ("next", maybe)])), ("JournalEntry", entry),
        (
            "Documents",
            object([
                (
                    "documents",
                    list(
                        object([
                            ("reference", text), ("kind", text), ("version", whole), ("hash", hash), ("class", text),
                            ("at", moment),
                        ]))
                )
            ])
        ),
        (
            "Attachments",
            object([
                (
                    "attachments",
                    list(object([("name", text), ("hash", hash), ("person", text), ("at", moment), ("href", text)]))
                )
            ])
        ),
        ("Kept", object([("name", text), ("hash", hash)])),
        ("RegisterEntry", registerEntry),
        ("RegisterEntries", object([("entries", list(ref("RegisterEntry"))), ("next", maybe)])),
    ]

    private static let clock = object([
        ("id", text), ("title", both), ("clause", text), ("term", text), ("started", moment), ("due", moment),
        ("stopped", maybeMoment), ("state", text), ("isProvisional", flag), ("warnings", list(moment)),
    ])

    private static let step = object([
        ("verb", text), ("code", text), ("title", both), ("to", maybe), ("isReady", flag), ("clauses", list(text)),
        ("obstacles", list(ref("Reason"))), ("margins", list(object([("clause", text), ("margin", both)]))), ("href", text),
        ("schema", type("object")),
    ])

    private static let entry = object([
        ("position", whole), ("verb", text), ("code", text), ("person", text), ("onBehalf", maybe), ("source", text),
        ("done", moment), ("received", moment), ("hash", hash), ("edition", edition), ("build", text),
        ("content", type("object", "null")),
    ])

    private static let registerEntry = object([
        ("code", text), ("kind", text), ("title", text), ("isActive", flag), ("position", whole), ("hash", hash),
        ("entry", type("object")),
    ])
}
