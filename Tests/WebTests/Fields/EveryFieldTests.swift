import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing
import Web

/// Every field of every form, each wrong in every way, by the API and on the pages.
@Suite struct `Every field of every form` {
    private static let kinds = Procedures.every.map { $0.kind }

    /// The steps of a procedure that somebody can do.
    private static func steps(of kind: String) -> [DeclaredActivity] {
        (Procedures.declared[kind]?.activities ?? []).filter { $0.by != [.clock] }
    }

    /// A number that could be one of its cases.
    private static func number(_ kind: String) -> String {
        Procedures.declared[kind]?.table == nil ? "\(kind)-2026-000001" : "\(kind):nobody"
    }

    /// A case of that kind, and somebody who may see it.
    private static func place(of kind: String, in house: WebHouse) async throws -> (number: String, person: ID<Person>) {
        let desk = house.front.desk
        switch kind {
        case "SR": return (try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断"), "li-manager")
        case "DO": return (try await house.raisedOrder(), "li-manager")
        case "KA":
            try await house.play("01-a-fault-is-repaired.yaml")
            return (try await house.publishedArticle(), "li-manager")
        case "OG": return (try await house.publishedGuide(), "li-manager")
        case "HC":
            let call = Submission(by: "wang-desk", .new(kind: kind), "log-call", ["phone": "13800000001"])
            return (try await desk.perform(call).number, "wang-desk")
        case "CP":
            let complaint = Submission(by: "gu-customer", .new(kind: kind), "complain", ["text": "三天没有回音"])
            return (try await desk.perform(complaint).number, "li-manager")
        case "DF":
            let defect = Submission(
                by: "zhang-wei", .new(kind: kind), "raise",
                ["text": "风扇有异响", "site": "pudong-dc", "owner": "zhang-wei", "deadline": "2026-06-01"])
            return (try await desk.perform(defect).number, "li-manager")
        case "contact":
            let contact = Submission(
                by: Actor.console.person, .new(kind: kind), "enter",
                ["code": "gu", "name": "顾明", "customer": "hudian", "region": "shanghai", "phone": "13800000001"])
            return (try await desk.perform(contact).number, "li-manager")
        case "template":
            let template = Submission(
                by: "li-manager", .new(kind: kind), "enter",
                ["code": "quarter", "name": "季度巡检", "type": "inspection", "work": "季度巡检"])
            return (try await desk.perform(template).number, "li-manager")
        case "device": return ("device:SN-OSN-0001", "li-manager")
        default:
            let first = try await desk.database.read { session in
                try session.first("SELECT number FROM cases WHERE kind = ? ORDER BY number LIMIT 1", kind)?.text("number")
            }
            return (try #require(first), "li-manager")
        }
    }

    @Test(arguments: kinds) func `is told by the API with one sentence each, whatever is wrong with it`(_ kind: String) async throws
    {
        let house = try await WebHouse()
        try await house.serve { client in
            let program = try await Program(client, of: "li-manager", in: house)
            for step in Self.steps(of: kind) {
                let isRegister = Procedures.declared[kind]?.table != nil
                let path =
                    !step.isOpening
                    ? "/cases/\(Self.number(kind))/activities/\(step.verb)" : isRegister ? "/registers/\(kind)" : "/cases/\(kind)"
                for way in Spoiling.allCases where !step.fields.isEmpty {
                    let spoiled = step.fields.map { ($0.name, Spoiled($0, way)) }
                    var body: [String: Value] = ["input": .object(Dictionary(spoiled.map { ($0, $1.value) }) { $1 })]
                    if step.isOpening, !isRegister { body["verb"] = .text(step.verb) }
                    let reply = try await program.post(path, .object(body))
                    #expect(reply.status == .badRequest, "\(kind)/\(step.verb) \(way)")
                    let told = (reply.body["faults"].elements ?? []).map { ($0["field"].text ?? "", $0["zh"].text ?? "") }
                    let expected = spoiled.flatMap { $1.faults }
                    #expect(Set(told.map(\.0)) == Set(expected.map(\.path)), "\(kind)/\(step.verb) \(way)")
                    for (path, label) in expected {
                        let sentences = told.filter { $0.0 == path }.map(\.1)
                        #expect(sentences.count == 1 && sentences[0].contains(label), "\(kind)/\(step.verb) \(way) \(path)")
                    }
                }
                let bytes = Array("{\"input\":{\"\(step.fields.first?.name ?? "x")\":\"".utf8) + [0xE6, 0xB5] + Array("\"}}".utf8)
                let unreadable = try await program.send(.post, "/api/v1\(path)", bytes)
                #expect(unreadable.status == .badRequest && unreadable.body["detail"] == "请求体不是 UTF-8 文本")
            }
        }
    }

    @Test(arguments: kinds) func `is told on its page with everything that was typed`(_ kind: String) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let place = try await Self.place(of: kind, in: house)
            let cookie = try await house.signIn(place.person, client)
            let shown = try await client.execute(uri: "/new/SR/receive", method: .get, headers: .signedIn(cookie))
            let token = try #require(String(buffer: shown.body).firstMatch(of: /name="_token" value="([^"]+)"/)?.1)
            var headers = HTTPFields.signedIn(cookie)
            headers[.contentType] = "application/x-www-form-urlencoded"
            for step in Self.steps(of: kind) where !step.fields.isEmpty {
                let path = step.isOpening ? "/new/\(kind)/\(step.verb)" : "/cases/\(place.number)/\(step.verb)"
                for way in [Spoiling.tooLong, .outOfRange] {
                    let spoiled = step.fields.map { ($0.name, Spoiled($0, way)) }
                    let typed = spoiled.flatMap { Spoiled.formFields($1.value, $0) }
                    let answer = try await client.execute(
                        uri: path, method: .post, headers: headers, body: Self.body(typed, String(token)))
                    let text = String(buffer: answer.body)
                    #expect(answer.status == .badRequest, "\(kind)/\(step.verb) \(way)")
                    for (path, label) in spoiled.flatMap({ $1.faults }) where !Self.isUntyped(path, in: step) {
                        #expect(text.contains(label), "\(kind)/\(step.verb) \(way) \(path)")
                    }
                    for field in typed where Self.isText(field.name, in: step) && !field.text.contains("\0") {
                        #expect(text.contains(field.text.htmlEscaped), "\(kind)/\(step.verb) \(way) \(field.name)")
                    }
                }
            }
        }
    }

    @Test(arguments: kinds) func `keeps what was typed beside bytes that are no text`(_ kind: String) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let place = try await Self.place(of: kind, in: house)
            let cookie = try await house.signIn(place.person, client)
            let shown = try await client.execute(uri: "/new/SR/receive", method: .get, headers: .signedIn(cookie))
            let token = try #require(String(buffer: shown.body).firstMatch(of: /name="_token" value="([^"]+)"/)?.1)
            var headers = HTTPFields.signedIn(cookie)
            headers[.contentType] = "application/x-www-form-urlencoded"
            for step in Self.steps(of: kind) {
                let path = step.isOpening ? "/new/\(kind)/\(step.verb)" : "/cases/\(place.number)/\(step.verb)"
                let texts = step.fields.filter { $0.kind.isText }
                guard let first = texts.first else { continue }
                let others = texts.dropFirst().enumerated().map { ($1.name, "已填\($0)") }
                var body = String(buffer: Self.body(others, String(token)))
                body += "&\(first.name)=%E6%B5%A6%B8%9C%ZZ%"
                let answer = try await client.execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
                let text = String(buffer: answer.body)
                #expect(answer.status == .badRequest, "\(kind)/\(step.verb)")
                #expect(text.contains("“\(first.label.zh)”中有无法识别的字符"), "\(kind)/\(step.verb)")
                for (name, typed) in others { #expect(text.contains(typed), "\(kind)/\(step.verb) \(name)") }
            }
        }
    }

    private static func body(_ typed: [(name: String, text: String)], _ token: String) -> ByteBuffer {
        let pairs = (typed + [("_token", token)]).map { "\($0.escaped)=\($1.escaped)" }
        return ByteBuffer(string: pairs.joined(separator: "&"))
    }

    /// Whether a fault's path belongs to a field that browsers don't let anybody type.
    private static func isUntyped(_ path: String, in step: DeclaredActivity) -> Bool {
        path.hasSuffix(".paper") || path.hasSuffix(".hash") || path.hasSuffix(".name") && path.contains("file")
    }

    /// Whether a form's name is that of a plain text, so that what was typed must stand in the answer.
    private static func isText(_ name: String, in step: DeclaredActivity) -> Bool {
        step.fields.contains { $0.name == name && $0.kind.isText }
    }
}

extension FieldKind {
    /// Whether one types it as it is.
    fileprivate var isText: Bool {
        switch self {
        case .text, .longText: true
        default: false
        }
    }
}

extension String {
    fileprivate var escaped: String {
        utf8.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
        }.joined()
    }

    fileprivate var htmlEscaped: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
