import Handbook
import Operations

/// A form as it came back: what was typed for each declared field, and what stands beside it.
struct SubmittedForm: Sendable {
    /// What was typed, in the shape that the desk checks.
    var values: [String: Value]
    let key: String?
    let done: String?
    let takeOver: String?
    let reasons: [String: String]
    let notSecret: Set<String>
    let seen: [String: Value]?
    let asOf: Int?
    /// The list that shall have one more row, where that was asked for instead of sending.
    let more: String?

    /// Reads a form for these fields; files are kept by their content first, so that nothing is lost when it is refused.
    init(_ body: FormBody, for fields: [Field], keepingFilesIn desk: Desk) async throws {
        var typed = body.fields.filter { !$0.name.hasPrefix("_") }
        var rows: [String: Int] = [:]
        for file in body.files {
            let kept = try await desk.keep(file: file.name, bytes: file.bytes)
            var place = file.field
            if let field = fields.first(where: { $0.name == file.field }), case .list = field.kind {
                // Rows that were kept before have the low numbers.
                rows[place, default: 1000] += 1
                place += "[\(rows[place, default: 0])]"
            }
            typed.append(("\(place).name", kept.name))
            typed.append(("\(place).hash", kept.hash))
        }
        let tree = FormValues.tree(of: typed)
        var values: [String: Value] = [:]
        for field in fields { values[field.name] = Self.fitted(tree[field.name] ?? .null, to: field.kind) }
        self.values = values
        key = body["_key"]
        done = body["_done"].flatMap { $0.isEmpty ? nil : $0 }
        takeOver = body["_takeover"].flatMap { $0.isEmpty ? nil : $0 }
        reasons = Self.named("_reason:", in: body.fields).filter { !$0.value.trimmed.isEmpty }
        notSecret = Set(Self.named("_notsecret:", in: body.fields).keys)
        // Our own form wrote it; where somebody else did, a clash simply isn't seen.
        seen = body["_seen"].flatMap { try? CanonicalJSON.value(of: Array($0.utf8)).members }
        asOf = body["_asof"].flatMap { Int($0) }
        more = body["_more"]
    }

    /// The submission that it asks for.
    func submission(by person: ID<Person>, _ place: Submission.Place, _ verb: String, time: ServiceTime) throws -> Submission {
        var submission = Submission(by: person, place, verb, values.filter { $0.value != .null })
        if let done {
            guard let instant = time.instant(parsing: done) else {
                throw Malformed(faults: [
                    FieldFault(
                        field: "done", text: Text("“办理时间”应为日期和时间", "The time of doing must be a date and time"))
                ])
            }
            submission.done = instant
        }
        submission.key = key
        submission.takeOver = takeOver
        submission.reasons = reasons
        submission.notSecret = notSecret
        submission.seen = seen
        submission.asOf = asOf
        return submission
    }

    private static func named(_ prefix: String, in fields: [(name: String, value: String)]) -> [String: String] {
        Dictionary(
            fields.filter { $0.name.hasPrefix(prefix) }.map { (String($0.name.dropFirst(prefix.count)), $0.value) }
        ) { first, _ in first }
    }

    /// What was typed, in the shape of its kind: a group in which nothing stands is not given, yuan are fen.
    private static func fitted(_ typed: Value, to kind: FieldKind) -> Value {
        switch (kind, typed) {
        case (.money, .text(let text)):
            if let fen = CellReading.fen(text) { return .integer(fen) }
            // What is no amount in yuan must not pass for a whole number of fen.
            return text.trimmed.isEmpty || text.hasPrefix("¥") ? typed : .text("¥\(text)")
        case (.checklist, .object):
            let exceptions = (typed["exceptions"].members ?? [:]).filter { !$0.value.isBlank }
            return ["exceptions": .object(exceptions)]
        case (.list(let element), .list(let rows)): return .list(rows.map { fitted($0, to: element) })
        case (.form(let fields), .object(let members)):
            if typed.isEmptyRow { return .null }
            var fittedMembers = members
            for field in fields { if let given = members[field.name] { fittedMembers[field.name] = fitted(given, to: field.kind) } }
            return .object(fittedMembers)
        case (.evidence, .object), (.signature, .object), (.attachment, .object):
            guard !typed.isEmptyRow, var members = typed.members else { return .null }
            if let file = members["file"], file.isEmptyRow { members["file"] = nil }
            return .object(members)
        default: return typed
        }
    }
}
