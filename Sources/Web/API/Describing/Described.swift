import HTTPTypes
import Handbook

/// One operation as the description tells it.
struct Described {
    var path: String
    var method: HTTPRequest.Method
    var name: String
    var tag: String
    var summary: Text
    var parameters: [JSON] = []
    var body: JSON?
    var status = 200
    /// The schema of the answer, by its name; nil where it is no JSON of ours.
    var answer: String?
    /// The media type of the answer where it isn't JSON.
    var media = "application/json"
    /// The problems that can occur beside those that every operation has.
    var problems: [Int] = []
    var takesToken = true
    /// Whether it can be repeated with a key.
    var isKeyed = false
    /// Whether the answer names the entry's hash, and where a new thing is.
    var givesTag = false

    /// The operation as OpenAPI writes it.
    var operation: JSON {
        var members: [(String, JSON)] = [
            ("operationId", .text(name)), ("tags", .list([.text(tag)])), ("summary", .text(summary.zh)),
            ("description", .text(summary.en)),
        ]
        let key = JSON.object([("$ref", .text("#/components/parameters/IdempotencyKey"))])
        let language = JSON.object([("$ref", .text("#/components/parameters/AcceptLanguage"))])
        members.append(("parameters", .list(parameters + (isKeyed ? [key] : []) + [language])))
        if let body { members.append(("requestBody", body)) }
        members.append(("responses", .object([(String(status), success)] + faults)))
        if !takesToken { members.append(("security", .list([]))) }
        return .object(members)
    }

    private var success: JSON {
        var headers = Self.usualHeaders
        if givesTag { headers.append(("ETag", .object([("$ref", .text("#/components/headers/ETag"))]))) }
        if status == 201, givesTag { headers.append(("Location", .object([("$ref", .text("#/components/headers/Location"))]))) }
        let schema: JSON = answer.map { .object([("$ref", .text("#/components/schemas/\($0)"))]) } ?? .object([])
        return .object([
            ("description", .text(status == 201 ? "已建立 Made" : "成功 Done")), ("headers", .object(headers)),
            ("content", .object([(media, .object([("schema", schema)]))])),
        ])
    }

    private var faults: [(String, JSON)] {
        var all = problems + [429, 500, 503]
        if takesToken { all += [401, 403] }
        return Set(all).sorted().map { status in
            (String(status), .object([("$ref", .text("#/components/responses/\(Self.names[status] ?? "Fault")"))]))
        }
    }

    static let usualHeaders: [(String, JSON)] = ["X-Request-Id", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"].map {
        ($0, .object([("$ref", .text("#/components/headers/\($0)"))]))
    }

    /// The names and meanings of the problems, by status.
    static let names: [Int: String] = [
        400: "Malformed", 401: "Unauthorized", 403: "Forbidden", 404: "Missing", 409: "Conflict", 412: "PreconditionFailed",
        413: "TooLarge", 415: "MediaType", 422: "Refused", 428: "PreconditionRequired", 429: "TooMany", 500: "Fault", 503: "Busy",
    ]
    static let meanings: [Int: String] = [
        400: "填项或请求有误：每处一句 The request or some fields can't be read: one sentence each",
        401: "没有有效的令牌 No valid token", 403: "令牌权限不足 The token lacks the scope",
        404: "没有，或不可见 There is none, or none that you may see",
        409: "他人同时改动，或重复 Changed by somebody else meanwhile, or there already",
        412: "If-Match 与现状不符 The entry is no longer the one of If-Match", 413: "过大 Too large",
        415: "不支持的类型 Of a type that isn't taken",
        422: "手册不允许：列出全部条款和补救 The handbook refuses it: every clause with its remedy",
        428: "缺少 If-Match If-Match is missing", 429: "过于频繁 Too many requests", 500: "系统故障 A fault of ours",
        503: "系统正忙 Busy for a moment",
    ]
}
