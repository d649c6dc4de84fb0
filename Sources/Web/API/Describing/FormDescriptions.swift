import HTTPTypes
import Handbook
import Operations

/// The operations and schemas of every declared form: how each case is opened, each activity performed, each register kept.
struct FormDescriptions {
    private(set) var operations: [Described] = []
    private(set) var schemas: [(String, JSON)] = []
    private let forms: FormSchema

    init(edition: Edition) {
        forms = FormSchema(edition: edition, shared: "#/components/schemas")
        schemas = [
            ("Attachment", forms.form(FieldKind.attachmentParts)), ("Evidence", forms.form(FieldKind.evidenceParts)),
            ("Signature", forms.form(FieldKind.signatureParts)),
        ]
        for procedure in (Procedures.all + Procedures.library).compactMap({ Procedures.declared[$0.kind] }) {
            describeOpening(of: procedure)
        }
        describeActivities()
        for register in Procedures.registers.compactMap({ Procedures.declared[$0.kind] }) { describe(register) }
    }

    private static let problems = [400, 404, 409, 413, 415, 422]

    /// How a case is opened: one path a procedure, its openings told apart by their verb.
    private mutating func describeOpening(of procedure: DeclaredProcedure) {
        let openings = procedure.activities.filter { $0.isOpening && $0.by != [.clock] }
        let bodies = openings.map { opening -> JSON in
            .object([
                (
                    "$ref",
                    .text(
                        "#/components/schemas/\(add(wish(opening.fields, verb: opening.verb, isOnly: openings.count == 1), as: "\(procedure.kind).\(opening.verb)"))"
                    )
                )
            ])
        }
        operations.append(
            Described(
                path: "/api/v1/cases/\(procedure.kind)", method: .post, name: "open-\(procedure.kind)", tag: procedure.tag,
                summary: Text(
                    "开\(procedure.title.zh)：\(openings.map(\.title.zh).joined(separator: "、"))",
                    "Opens a \(procedure.title.en.lowercased()): \(openings.map(\.title.en).joined(separator: ", "))"),
                body: Self.body(bodies, isRequired: true), status: 201, answer: "Performed", problems: Self.problems, isKeyed: true,
                givesTag: true))
    }

    /// How each activity is performed: one path a verb; procedures that share a verb share it, each with its own form.
    private mutating func describeActivities() {
        let kinds = Procedures.every.compactMap { Procedures.declared[$0.kind] }
        var verbs: [String] = []
        var forms: [String: [(procedure: DeclaredProcedure, activity: DeclaredActivity)]] = [:]
        for procedure in kinds {
            for activity in procedure.activities where !activity.isOpening && activity.by != [.clock] {
                if forms[activity.verb] == nil { verbs.append(activity.verb) }
                forms[activity.verb, default: []].append((procedure, activity))
            }
        }
        for verb in verbs {
            var seen: [[UInt8]: String] = [:]
            var bodies: [JSON] = []
            let sharers = forms[verb] ?? []
            for (procedure, activity) in sharers {
                let schema = wish(activity.fields)
                if seen[schema.bytes] != nil { continue }
                let name = add(
                    schema, as: sharers.count == 1 ? "\(procedure.kind).\(verb)" : seen.isEmpty ? verb : "\(verb).\(procedure.kind)"
                )
                seen[schema.bytes] = name
                bodies.append(.object([("$ref", .text("#/components/schemas/\(name)"))]))
            }
            guard let first = sharers.first else { continue }
            let isRequired = sharers.contains { $0.activity.fields.contains(where: \.isRequired) }
            let places = sharers.count > 3 ? "" : sharers.map { "\($0.procedure.kind) \($0.activity.code)" }.joined(separator: ", ")
            operations.append(
                Described(
                    path: "/api/v1/cases/{case}/activities/\(verb)", method: .post, name: "perform-\(verb)",
                    tag: sharers.count == 1 ? first.procedure.tag : "单据 Cases",
                    summary: Text(
                        "\(first.activity.title.zh) \(places)", "\(first.activity.title.en) \(places)"),
                    parameters: [CommonOperations.number], body: Self.body(bodies, isRequired: isRequired), answer: "Performed",
                    problems: Self.problems, isKeyed: true, givesTag: true))
        }
    }

    /// How a register is read and kept.
    private mutating func describe(_ register: DeclaredProcedure) {
        let path = "/api/v1/registers/\(register.kind)"
        func operation(
            _ path: String, _ method: HTTPRequest.Method, _ name: String, _ chinese: String, _ english: String, _ answer: String,
            _ problems: [Int], parameters: [JSON] = []
        ) -> Described {
            Described(
                path: path, method: method, name: "\(name)-\(register.kind)", tag: register.tag,
                summary: Text("\(register.title.zh)：\(chinese)", "\(register.title.en): \(english)"), parameters: parameters,
                answer: answer, problems: problems)
        }
        operations.append(
            operation(
                path, .get, "list", "条目", "the entries that you may see", "RegisterEntries", [400],
                parameters: [CommonOperations.standing, CommonOperations.after, CommonOperations.limit]))
        if let enter = register.activity("enter") {
            var entering = operation(path, .post, "enter", "登记", "enters one", "Performed", Self.problems)
            entering.body = body(of: enter.fields, as: "\(register.kind).enter", isRequired: true)
            (entering.status, entering.isKeyed, entering.givesTag) = (201, true, true)
            operations.append(entering)
        }
        var reading = operation(
            "\(path)/{code}", .get, "read", "一条", "one of them", "RegisterEntry", [404], parameters: [CommonOperations.code])
        reading.givesTag = true
        operations.append(reading)
        if let amend = register.activity("amend") {
            let condition = CommonOperations.parameter(
                "If-Match", in: "header", "所读条目的 ETag The ETag of the entry that you read", .object([("type", .text("string"))]))
            var amending = operation(
                "\(path)/{code}", .patch, "amend", "修改所给各项", "amends the members that are given", "Performed",
                Self.problems + [412, 428], parameters: [CommonOperations.code, condition])
            amending.body = body(
                of: amend.fields.map { field in
                    var field = field
                    field.isOptional = true
                    return field
                }, as: "\(register.kind).amend", isRequired: false)
            (amending.isKeyed, amending.givesTag) = (true, true)
            operations.append(amending)
        }
        operations.append(
            operation(
                "\(path)/{code}/history", .get, "history", "经过", "how it came to be what it is", "Entries", [400, 404],
                parameters: [CommonOperations.code, CommonOperations.before]))
    }

    private mutating func body(of fields: [Field], as name: String, isRequired: Bool) -> JSON {
        Self.body([.object([("$ref", .text("#/components/schemas/\(add(wish(fields), as: name))"))])], isRequired: isRequired)
    }

    private mutating func add(_ schema: JSON, as name: String) -> String {
        schemas.append((name, schema))
        return name
    }

    private static func body(_ schemas: [JSON], isRequired: Bool) -> JSON {
        let schema = schemas.count == 1 ? schemas[0] : JSON.object([("anyOf", .list(schemas))])
        return .object([
            ("required", .flag(isRequired)), ("content", .object([("application/json", .object([("schema", schema)]))])),
        ])
    }

    /// What is sent: the form as `input`, and what stands beside it.
    private func wish(_ fields: [Field], verb: String? = nil, isOnly: Bool = false) -> JSON {
        func text(_ least: Int64, _ most: Int64) -> [(String, JSON)] {
            [("type", .text("string")), ("minLength", .whole(least)), ("maxLength", .whole(most))]
        }
        let done = Field(name: "done", label: Text("实际办理时间", "When it was really done"), kind: .instant, isOptional: true)
        guard case .object(let members) = forms.form([done])["properties"] else { return .null }
        var properties: [(String, JSON)] = [("input", forms.form(fields))] + members
        properties += [
            (
                "reasons",
                .object([
                    ("type", .text("object")),
                    (
                        "description",
                        .text("按 deviation 键给出的理由 Reasons for going on where the handbook only advises, by the key `deviation`")
                    ),
                    ("additionalProperties", .object(text(1, 500))),
                ])
            ),
            ("takeOver", .object(text(2, 500) + [("description", .text("经理代办的原因 Why a manager does another role's step"))])),
            (
                "notSecret",
                .object([
                    ("type", .text("array")), ("maxItems", .whole(100)), ("items", .object([("type", .text("string"))])),
                    ("description", .text("误判为口令的填项 Fields in which the search for secrets misfired")),
                ])
            ),
        ]
        var required: [JSON] = fields.contains(where: \.isRequired) ? [.text("input")] : []
        if let verb {
            properties.insert(("verb", .object([("const", .text(verb))])), at: 0)
            if !isOnly { required.append(.text("verb")) }
        }
        return .object([
            ("type", .text("object")), ("properties", .object(properties)), ("required", .list(required)),
            ("additionalProperties", .flag(false)),
        ])
    }
}

extension DeclaredProcedure {
    /// Under what the description lists it.
    fileprivate var tag: String { "\(title.zh) \(title.en)" }
}
