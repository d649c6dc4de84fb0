import Handbook
import Hummingbird
import Operations

/// What a program sent as JSON: read whole, bounded, in UTF-8.
enum JSONBody {
    /// The most that one request may send, in bytes.
    static let most = 1 << 20

    /// The bytes of a request's JSON; an empty object where nothing was sent.
    static func bytes(of request: Request) async throws -> [UInt8] {
        var request = request
        let type = (request.headers[.contentType] ?? "").lowercased()
        let media = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }
        let bytes = Array(buffer: try await request.collectBody(upTo: most))
        if bytes.isEmpty, type.isEmpty { return Array("{}".utf8) }
        guard media == "application/json", !type.contains("charset") || type.contains("utf-8") || type.contains("utf8") else {
            throw Unreadable(.unsupportedMediaType, "请以 application/json（UTF-8）提交", "Send application/json in UTF-8")
        }
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
            throw Unreadable(.badRequest, "请求体不是 UTF-8 文本", "The body is not text in UTF-8")
        }
        return bytes
    }

    /// The members of the object that a request sent.
    static func members(of request: Request) async throws -> [String: Value] {
        let bytes = try await bytes(of: request)
        guard let members = (try? CanonicalJSON.value(of: bytes))?.members else {
            throw Unreadable(.badRequest, "请求体应为一个 JSON 对象", "The body must be one JSON object")
        }
        return members
    }
}

/// What a program asks to be done: the input, and what stands beside it.
struct Wish {
    var verb: String?
    var input: [String: Value] = [:]
    private var done: Instant?
    private var reasons: [String: String] = [:]
    private var takeOver: String?
    private var notSecret: Set<String> = []
    private let key: String?
    private var faults: [FieldFault] = []

    /// Reads the body of a call; `verb` is known where the path doesn't name it.
    init(_ call: Call, takesVerb: Bool = false, time: ServiceTime) async throws {
        key = call.request.headers[.idempotencyKey]
        for (name, value) in try await JSONBody.members(of: call.request).sorted(by: { $0.key < $1.key }) where value != .null {
            switch (name, value) {
            case ("verb", .text(let text)) where takesVerb: verb = text
            case ("input", .object(let members)): input = members
            case ("done", .integer(let milliseconds)): done = Instant(milliseconds: milliseconds)
            case ("done", .text(let text)):
                done = time.instant(parsing: text)
                if done == nil { fault(name, "应为日期和时间", "must be a date and time") }
            case ("reasons", .object(let members)):
                reasons = members.compactMapValues(\.text)
                if reasons.count != members.count { fault(name, "各项应为文字", "takes texts") }
            case ("takeOver", .text(let text)): takeOver = text
            case ("notSecret", .list(let elements)):
                notSecret = Set(elements.compactMap(\.text))
                if elements.count > 100 || !elements.allSatisfy({ $0.text != nil }) {
                    fault(name, "各项应为填项名", "takes names of fields")
                }
            case ("input", _), ("reasons", _): fault(name, "应为一组填项", "must be an object")
            case ("done", _), ("takeOver", _): fault(name, "应为文字", "must be a text")
            case ("notSecret", _): fault(name, "应为列表", "must be a list")
            case ("verb", _) where takesVerb: fault(name, "应为文字", "must be a text")
            default: fault(String(name.prefix(60)), "不是这里的成员", "is no member here")
            }
        }
        if let done, !(1990...2100).contains(time.day(of: done).year) { fault("done", "应为日期和时间", "must be a date and time") }
        if !faults.isEmpty { throw Malformed(faults: faults) }
    }

    private mutating func fault(_ name: String, _ chinese: String, _ english: String) {
        faults.append(FieldFault(field: name, text: Text("“\(name)”\(chinese)", "“\(name)” \(english)")))
    }

    /// The submission that it asks for.
    func submission(by person: ID<Person>, _ place: Submission.Place, _ verb: String) -> Submission {
        var submission = Submission(by: person, place, verb, input)
        submission.source = .api
        submission.done = done
        submission.key = key
        submission.reasons = reasons
        submission.takeOver = takeOver
        submission.notSecret = notSecret
        return submission
    }
}
