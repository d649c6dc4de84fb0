import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    private var answers: CaseAnswers { CaseAnswers(time: edition.time) }

    /// A register's entries that somebody may see, by number, page by page.
    func listEntries(_ call: Call) async throws -> Response {
        let register = try register(call)
        var query = try QueryParameters(call, "state", "after", "limit")
        let state = query.choice("state", ["active", "retired"])
        let limit = query.number("limit", 1...200) ?? 50
        let after = query.cursor()
        try query.check()
        let found = try await desk.entries(
            of: register.kind, for: try call.person(), active: state != "retired", limit: limit,
            after: after)
        let next =
            found.count == limit ? found.last.map { CaseFilter.Cursor(key: $0.header.place, number: $0.header.number).text } : nil
        let entries = found.map { entry($0.header, $0.record, register) }
        return page(call, "entries", entries, next: next, by: "after")
    }

    /// Enters something into a register.
    func enterEntry(_ call: Call) async throws -> Response {
        let register = try register(call)
        let wish = try await Wish(call, time: edition.time)
        let performed = try await desk.perform(wish.submission(by: try call.person(), .new(kind: register.kind), "enter"))
        let code = performed.number.dropFirst(register.kind.count + 1).description
        return created(performed, call, at: "/api/v1/registers/\(register.kind)/\(code.percentEncoded)")
    }

    /// An entry as it stands, with the hash by which it can be amended.
    func tellEntry(_ call: Call) async throws -> Response {
        let register = try register(call)
        let reading = try await desk.reading(of: try number(in: register, call), for: try call.known().actor)
        return call.answer(
            try entry(reading.header, reading.record(), register), headers: [.eTag: "\"\(reading.header.headHash)\""])
    }

    /// Amends an entry: the given members take the place of those that stand, as long as it is the entry that was read.
    func amendEntry(_ call: Call) async throws -> Response {
        let register = try register(call)
        guard let amend = register.activity("amend") else { throw unknown(call.request) }
        let number = try number(in: register, call)
        guard let condition = call.request.headers[.ifMatch] else {
            throw Unreadable(
                .preconditionRequired, "请以 If-Match 带上所读条目的 ETag", "Send the ETag of the entry that you read as If-Match")
        }
        var wish = try await Wish(call, time: edition.time)
        let reading = try await desk.reading(of: number, for: try call.known().actor)
        let tags = condition.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        guard tags.contains("*") || tags.contains("\"\(reading.header.headHash)\"") else {
            throw Unreadable(.preconditionFailed, "条目已被改动，请重新读取", "The entry has changed: read it again")
        }
        let names = Set(amend.fields.map(\.name))
        let stands = try reading.record().filter { names.contains($0.key) }
        wish.input = stands.merging(wish.input) { $1 }
        var submission = wish.submission(by: try call.person(), .at(number: number), "amend")
        // What somebody else changes in this very moment is merged by field or shown as a clash, never lost.
        submission.seen = stands
        let performed = try await desk.perform(submission)
        return call.answer(JSON(performed), headers: [.eTag: "\"\(performed.hash)\""])
    }

    /// How an entry came to be what it is, the latest first.
    func listHistory(_ call: Call) async throws -> Response {
        try await journal(of: try number(in: try register(call), call), call)
    }

    private func register(_ call: Call) throws -> DeclaredProcedure {
        let kind = try call.visit.part("kind")
        guard let register = Procedures.declared[kind], register.table != nil else {
            throw Missing("没有“\(kind.prefix(20))”这本台账", "There is no register “\(kind.prefix(20))”")
        }
        return register
    }

    private func number(in register: DeclaredProcedure, _ call: Call) throws -> String {
        "\(register.kind):\(try call.visit.part("code"))"
    }

    /// An entry with its declared members, those that are empty too.
    private func entry(_ header: CaseHeader, _ record: [String: Value], _ register: DeclaredProcedure) -> JSON {
        let fields = register.activity("enter")?.fields ?? []
        return .object([
            ("code", .text(header.code)), ("kind", .text(header.kind)), ("title", .text(header.title)),
            ("isActive", .flag(header.isOpen)), ("position", .whole(Int64(header.headPosition))), ("hash", .text(header.headHash)),
            ("entry", .object(fields.map { ($0.name, JSON(record[$0.name] ?? .null)) })),
        ])
    }
}
