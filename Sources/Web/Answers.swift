import HTTPTypes
import Handbook
import Hummingbird
import Operations
import Storage

/// What an error is as an answer: the only place where errors become statuses.
struct Answer {
    let status: HTTPResponse.Status
    /// The sort of trouble, as programs tell one from another.
    let kind: String
    let text: Text
    var reasons: [Reason] = []
    var faults: [FieldFault] = []
    var clashes: [Stale.Clash] = []
    /// The reference under which a fault of ours is logged.
    var reference: String?
    /// What the answer says beside its content: who may ask how, and when again.
    var headers: HTTPFields = [:]
    /// Members of a problem that only one sort of trouble has.
    var further: [(String, JSON)] = []

    /// The answer to an error; what is not one of ours is a fault, logged and shown only as a reference.
    init(to error: any Error, visit: Visit) {
        switch error {
        case let refused as Refused:
            self.init(.unprocessableContent, Text("手册不允许", "The handbook does not allow it"), kind: "refused")
            reasons = refused.reasons
        case let malformed as Malformed:
            self.init(.badRequest, Text("有填项需要改正", "Some fields need mending"), kind: "malformed")
            faults = malformed.faults
        case let missing as Missing: self.init(.notFound, missing.text)
        case let stale as Stale:
            self.init(
                .conflict,
                stale.clashes.isEmpty
                    ? Text("您看过之后又有变化，请再看一遍后提交", "There is news since you read this: look again, then send it")
                    : Text("此间有人改过同一填项", "Somebody else changed the same fields meanwhile"), kind: "stale")
            clashes = stale.clashes
        case let gap as PolicyGap: self.init(.unprocessableContent, gap.text, kind: "policy-gap")
        case let soon as TooSoon:
            self.init(.tooManyRequests, soon.text)
            headers = [.retryAfter: String(soon.seconds)]
        case let unreadable as Unreadable:
            self.init(unreadable.status, unreadable.text)
            headers = unreadable.headers
            further = unreadable.further
        case StorageFault.constraint(.unique, _):
            self.init(.conflict, Text("与已有的记录重复", "The same stands already"))
        case StorageFault.serialization, StorageFault.busy:
            self.init(.serviceUnavailable, Text("系统正忙，请稍后再试", "The house is busy; try again shortly"))
            headers = [.retryAfter: "2"]
        case let error as any HTTPResponseError: self.init(error.status, Self.sentences[error.status] ?? Self.unservable)
        default:
            let reference = visit.reference
            visit.logger.error("fault", metadata: ["reference": .string(reference), "error": .string(String(reflecting: error))])
            self.init(
                .internalServerError,
                Text("系统故障，编号 \(reference)", "A fault of ours; its reference is \(reference)"))
            self.reference = reference
        }
    }

    /// - Parameter kind: the sort of trouble; by default that of the status.
    init(_ status: HTTPResponse.Status, _ text: Text, kind: String? = nil) {
        self.status = status
        self.text = text
        self.kind = kind ?? Self.kinds[status] ?? "unreadable"
    }

    private static let kinds: [HTTPResponse.Status: String] = [
        .unauthorized: "unauthorized", .forbidden: "forbidden", .notFound: "missing", .methodNotAllowed: "method",
        .conflict: "conflict", .preconditionFailed: "precondition-failed", .contentTooLarge: "too-large",
        .unsupportedMediaType: "media-type", .preconditionRequired: "precondition-required", .tooManyRequests: "too-many",
        .internalServerError: "fault", .serviceUnavailable: "busy",
    ]

    /// What the server itself says no to, before anything of ours is asked.
    private static let sentences: [HTTPResponse.Status: Text] = [
        .notFound: Text("没有这一页", "There is no such page"),
        .contentTooLarge: Text("提交的内容过大", "What was sent is too large"),
    ]
    private static let unservable = Text("请求无法办理", "The request can't be served")
}

/// A request that can't be read as such: too large, of the wrong kind, from another site, or not to be answered now.
struct Unreadable: Error {
    let status: HTTPResponse.Status
    let text: Text
    var headers: HTTPFields = [:]
    var further: [(String, JSON)] = []

    init(_ status: HTTPResponse.Status, _ chinese: String, _ english: String, headers: HTTPFields = [:]) {
        self.status = status
        text = Text(chinese, english)
        self.headers = headers
    }
}
