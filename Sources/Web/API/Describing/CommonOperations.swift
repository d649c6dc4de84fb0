import Foundation
import HTTPTypes
import Handbook
import Operations

/// The operations that are the same whatever procedures there are.
enum CommonOperations {
    static func parameter(_ name: String, in place: String, _ meaning: String, _ schema: JSON) -> JSON {
        .object([
            ("name", .text(name)), ("in", .text(place)), ("required", .flag(place == "path")), ("description", .text(meaning)),
            ("schema", schema),
        ])
    }

    static let codes = JSON.object([("type", .text("string")), ("pattern", .text("^[A-Za-z0-9._-]{1,60}$"))])
    static let levels = JSON.object([
        ("type", .text("string")), ("pattern", .text("^[A-Za-z0-9._/-]{1,60}$")), ("examples", .list([.text("7x24/4H")])),
    ])
    static let numbers = JSON.object([
        ("type", .text("string")), ("pattern", .text("^([A-Z]{2}-[0-9]{4}-[0-9]{6,}|[a-z]+:[A-Za-z0-9._-]{1,60})$")),
        ("examples", .list([.text("DO-2026-000001"), .text("person:zhang-wei")])),
    ])
    static let number = parameter("case", in: "path", "单号或台账编号 A case's number, or kind:code of a register entry", numbers)
    static let code = parameter("code", in: "path", "编号 The entry's code", codes)

    private static func words(_ words: [String]) -> JSON {
        .object([("type", .text("string")), ("enum", .list(words.map { .text($0) }))])
    }
    private static func whole(_ bounds: ClosedRange<Int>) -> JSON {
        .object([
            ("type", .text("integer")), ("minimum", .whole(Int64(bounds.lowerBound))),
            ("maximum", .whole(Int64(bounds.upperBound))),
        ])
    }
    static let after = parameter(
        "after", in: "query", "上一页给出的位置 Where the page before said that it goes on",
        .object([("type", .text("string")), ("pattern", .text("^-?[0-9]{1,18}[.][A-Za-z0-9._:/-]{1,130}$"))]))
    static let limit = parameter("limit", in: "query", "每页条数 How many on a page", whole(1...200))
    static let before = parameter("before", in: "query", "此位置之前 Entries before this position", whole(1...1_000_000_000))
    static let standing = parameter("state", in: "query", "在用或停用 In use or retired", words(["active", "retired"]))

    static let sharedParameters: [(String, JSON)] = [
        (
            "IdempotencyKey",
            parameter(
                "Idempotency-Key", in: "header", "同一键的重复请求得到第一次的回答 A repeat with the same key gets the first answer",
                .object([("type", .text("string")), ("pattern", .text("^[A-Za-z0-9._~-]{1,200}$"))]))
        ),
        (
            "AcceptLanguage",
            parameter(
                "Accept-Language", in: "header", "zh 或 en Chinese or English",
                .object([("type", .text("string")), ("pattern", .text("^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"))]))
        ),
    ]

    /// All of them.
    static func all(under edition: Edition) -> [Described] {
        [
            Described(
                path: "/api/v1/openapi.json", method: .get, name: "describe", tag: "接口 API", summary: Text("本文档", "This document"),
                takesToken: false),
            Described(
                path: "/api/v1/me", method: .get, name: "me", tag: "接口 API", summary: Text("令牌所属人员", "Whose token it is"),
                answer: "Person"),
            Described(
                path: "/api/v1/events", method: .get, name: "events", tag: "接口 API",
                summary: Text(
                    "实时：可见单据有变动时的单号（server-sent events）",
                    "Server-sent events: the numbers of cases that change, of those that you may see"),
                media: "text/event-stream"),
        ] + cases + attachments + rules
    }

    private static let tag = "单据 Cases"

    private static let cases: [Described] = [
        Described(
            path: "/api/v1/cases", method: .get, name: "list-cases", tag: tag,
            summary: Text("可见单据，按期限", "The cases that you may see, by their limit"),
            parameters: [
                parameter("kind", in: "query", "单据种类 The procedure", words((Procedures.all + Procedures.library).map { $0.kind })),
                parameter("stage", in: "query", "阶段 The stage", codes), parameter("region", in: "query", "区域 The region", codes),
                parameter("owner", in: "query", "负责人 The owner", codes),
                parameter("customer", in: "query", "客户 The customer", codes),
                parameter("level", in: "query", "级别 The level", levels),
                parameter("due", in: "query", "到期 When it is due", words(CaseFilter.DueWindow.allCases.map(\.rawValue))),
                parameter("state", in: "query", "未结或已结 Open or closed", words(["open", "closed"])), after, limit,
            ], answer: "Cases", problems: [400]),
        Described(
            path: "/api/v1/cases/{case}", method: .get, name: "read-case", tag: tag, summary: Text("一张单据", "A case as it stands"),
            parameters: [number], answer: "Case", problems: [400, 404], givesTag: true),
        Described(
            path: "/api/v1/cases/{case}/activities", method: .get, name: "list-activities", tag: tag,
            summary: Text("我现在可办理的步骤、障碍和表单", "The steps open to you, what stands in their way, and their forms"),
            parameters: [number], answer: "Activities", problems: [404]),
        Described(
            path: "/api/v1/cases/{case}/journal", method: .get, name: "read-journal", tag: tag,
            summary: Text("经过，最近的在前", "The journal, the latest first"), parameters: [number, before], answer: "Entries",
            problems: [400, 404]),
        Described(
            path: "/api/v1/cases/{case}/documents", method: .get, name: "list-documents", tag: tag,
            summary: Text("出具的文件", "The papers that it put out"), parameters: [number], answer: "Documents", problems: [404]),
        Described(
            path: "/api/v1/cases/{case}/documents/{kind}/{version}", method: .get, name: "read-document", tag: tag,
            summary: Text(
                "一份文件的原样：校验值即其字节的校验值；两种语言不同的值分列 zh 和 en",
                "A paper as it was put out: the very bytes that its hash is of; a value that differs by language has zh and en"),
            parameters: [
                number, parameter("kind", in: "path", "种类 Its kind", codes),
                parameter("version", in: "path", "版次 Its version", whole(1...1_000_000)),
            ], media: "application/json", problems: [404], givesTag: true),
        Described(
            path: "/api/v1/cases/{case}/attachments", method: .get, name: "list-attachments", tag: tag,
            summary: Text("附件", "Its files"), parameters: [number], answer: "Attachments", problems: [404]),
    ]

    private static let attachments: [Described] = [
        Described(
            path: "/api/v1/cases/{case}/attachments/{hash}", method: .get, name: "read-attachment", tag: tag,
            summary: Text("下载附件", "One of its files"),
            parameters: [
                number,
                parameter(
                    "hash", in: "path", "校验值 The file's hash",
                    .object([("type", .text("string")), ("pattern", .text("^sha256:[0-9a-f]{64}$"))])),
            ], media: "*/*", problems: [404]),
        Described(
            path: "/api/v1/attachments", method: .post, name: "upload", tag: tag,
            summary: Text(
                "上传文件，之后由步骤引用；20 MB 以内，种类看内容", "Uploads a file for an activity to name: up to 20 MB, its type told by its bytes"),
            parameters: [
                parameter(
                    "name", in: "query", "文件名 The file's name",
                    .object([("type", .text("string")), ("minLength", .whole(1)), ("maxLength", .whole(200))]))
            ],
            body: .object([
                ("required", .flag(true)),
                (
                    "content",
                    .object([
                        (
                            "application/octet-stream",
                            .object([("schema", .object([("type", .text("string")), ("format", .text("binary"))]))])
                        ),
                        (
                            "multipart/form-data",
                            .object([
                                (
                                    "schema",
                                    .object([
                                        ("type", .text("object")),
                                        (
                                            "properties",
                                            .object([("file", .object([("type", .text("string")), ("format", .text("binary"))]))])
                                        ),
                                        ("required", .list([.text("file")])),
                                    ])
                                )
                            ])
                        ),
                    ])
                ),
            ]), status: 201, answer: "Kept", problems: [400, 413, 415]),
    ]

    private static let rules: [Described] = Rules.all.flatMap { rule -> [Described] in
        let schema =
            Rules.schema(rule.name).flatMap { try? JSONDecoder().decode(JSON.self, from: Data($0)) } ?? .object([])
        return [
            Described(
                path: "/api/v1/rules/\(rule.name)", method: .post, name: "rule-\(rule.name)", tag: "规则 Rules", summary: rule.title,
                body: .object([
                    ("required", .flag(true)),
                    ("content", .object([("application/json", .object([("schema", schema["$defs"]["input"])]))])),
                ]), problems: [400, 413, 415]),
            Described(
                path: "/api/v1/rules/\(rule.name)/schema", method: .get, name: "rule-\(rule.name)-schema", tag: "规则 Rules",
                summary: Text("\(rule.title.zh)：输入和输出", "\(rule.title.en): what it takes and gives"),
                media: "application/schema+json"),
        ]
    }
}

extension JSON {
    /// The member of that name; null where there is none.
    subscript(_ name: String) -> JSON {
        if case .object(let members) = self { members.first { $0.0 == name }?.1 ?? .null } else { .null }
    }
}
