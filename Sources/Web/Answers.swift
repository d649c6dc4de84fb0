import Handbook
import Hummingbird
import Operations
import Storage

/// What an error is as an answer: the only place where errors become statuses.
struct Answer {
    let status: HTTPResponse.Status
    let text: Text
    var reasons: [Reason] = []
    var faults: [FieldFault] = []
    var clashes: [Stale.Clash] = []
    /// The reference under which a fault of ours is logged.
    var reference: String?

    /// The answer to an error; what is not one of ours is a fault, logged and shown only as a reference.
    init(to error: any Error, visit: Visit) {
        switch error {
        case let refused as Refused:
            self.init(.unprocessableContent, Text("手册不允许", "The handbook does not allow it"))
            reasons = refused.reasons
        case let malformed as Malformed:
            self.init(.badRequest, Text("有填项需要改正", "Some fields need mending"))
            faults = malformed.faults
        case let missing as Missing: self.init(.notFound, missing.text)
        case let stale as Stale:
            self.init(.conflict, Text("此间有人改过同一填项", "Somebody else changed the same fields meanwhile"))
            clashes = stale.clashes
        case let gap as PolicyGap: self.init(.unprocessableContent, gap.text)
        case let unreadable as Unreadable: self.init(unreadable.status, unreadable.text)
        case let error as any HTTPResponseError:
            self.init(error.status, Text("请求无法办理", "The request can't be served"))
        default:
            let reference = visit.id
            visit.logger.error("fault", metadata: ["reference": .string(reference), "error": .string(String(reflecting: error))])
            self.init(
                .internalServerError,
                Text("系统故障，编号 \(reference)", "A fault of ours; its reference is \(reference)"))
            self.reference = reference
        }
    }

    init(_ status: HTTPResponse.Status, _ text: Text) {
        self.status = status
        self.text = text
    }
}

/// A request that can't be read as such: too large, of the wrong kind, or from another site.
struct Unreadable: Error {
    let status: HTTPResponse.Status
    let text: Text

    init(_ status: HTTPResponse.Status, _ chinese: String, _ english: String) {
        self.status = status
        text = Text(chinese, english)
    }
}
