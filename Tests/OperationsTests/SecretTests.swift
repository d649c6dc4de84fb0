import Handbook
import Storage
import Testing

@testable import Operations

struct SecretTests {
    private static let secret = "Huawei@2026x"
    private static let text = Value.text("登录密码: \(secret)")

    /// Every place in which the database holds the secret, as table.column.
    private func places(_ house: House) async throws -> [String] {
        try await house.database.read { session in
            let columns =
                session.dialect == .sqlite
                ? try session.query(
                    """
                    SELECT m.name, p.name, p.type FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'
                        AND m.name NOT LIKE 'search_index%' AND m.name NOT LIKE 'sqlite_%'
                    """)
                : try session.query(
                    """
                    SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                    WHERE table_schema = current_schema()
                    """)
            var places: [String] = []
            for column in columns {
                let (table, name, type) = (try column.text(at: 0), try column.text(at: 1), try column.text(at: 2).lowercased())
                guard type == "text" || type == "blob" || type == "bytea" else { continue }
                for row in try session.query("SELECT \(name) FROM \(table) WHERE \(name) IS NOT NULL") {
                    let text =
                        switch row.values[0] {
                        case .text(let text): text
                        case .blob(let bytes): String(decoding: bytes, as: UTF8.self)
                        default: ""
                        }
                    if text.contains(Self.secret) { places.append("\(table).\(name)") }
                }
            }
            return places
        }
    }

    @Test(arguments: House.databases) func `The search for the secret finds one that is there`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("comment", on: request, by: "gu-customer", ["text": Self.text]) { $0.notSecret = ["text"] }
            #expect(try await places(house) == ["journal.payload"])
        }
    }

    @Test(arguments: House.databases) func `1.3.2: A password is kept nowhere, in whatever field it stands`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "正在查看"])
            let order = try await house.order()
            try await house.lead(order, to: "assigned")
            let evidence: Value = ["kind": "e-mail", "givenBy": "顾明", "at": "2026-05-18 09:00", "note": Self.text]
            let attempts: [(verb: String, number: String, by: ID<Person>, input: [String: Value])] = [
                ("comment", request, "gu-customer", ["text": Self.text]),
                ("note", request, "zhang-wei", ["means": "remote", "text": Self.text]),
                ("wait-for-customer", request, "zhang-wei", ["owed": "logs", "evidence": evidence]),
                ("accept", order, "zhang-wei", ["preparation": ["exceptions": ["hotel": Self.text]]]),
                (
                    "propose-correction", request, "li-manager",
                    ["entry": 2, "reason": "笔误", "changes": [["field": "answer", "value": Self.text]]]
                ),
            ]
            for attempt in attempts {
                let refused = try await house.refusal(attempt.verb, on: attempt.number, by: attempt.by, attempt.input)
                #expect(refused.clauses == ["1.3.2"], "\(attempt.verb)")
                var draft = Submission(by: attempt.by, .at(number: attempt.number), attempt.verb, attempt.input)
                draft.key = "draft"
                try await house.desk.keepDraft(of: draft)
            }
            #expect(try await places(house) == [])
            let number = request
            #expect(try await house.desk.draft(by: "zhang-wei", at: .at(number: number), "note") == ["means": "remote"])
        }
    }

    @Test(arguments: House.databases) func `1.3.2: Nor in a reason, or in why a step was taken over`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let order = try await house.order()
            let assign: [String: Value] = ["engineer": "sun-yu", "appointment": "2026-05-18 14:00", "difficulty": "senior"]
            let reason = Self.text.text ?? ""
            let refused = try await house.refusal("assign", on: order, by: "li-manager", assign) {
                $0.reasons = ["8.2.1": reason, "8.2.2(a)": "证书在续"]
            }
            #expect(refused.clauses == ["1.3.2"])
            try await house.act("assign", on: order, by: "li-manager", House.assignment)
            #expect(try await house.refusal("accept", on: order, by: "li-manager") { $0.takeOver = reason }.clauses == ["1.3.2"])
            #expect(try await places(house) == [])
        }
    }

    @Test(arguments: House.databases) func `1.3.6: What speaks of the network is marked customer secret`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("comment", on: request, by: "zhang-wei", ["text": "请看 10.20.30.40 的告警"])
            try await house.act("comment", on: request, by: "zhang-wei", ["text": "请看告警"])
            let marks = try await house.database.read { session in
                try JournalEntry.all(of: request, in: session).suffix(2).map { try $0.content()["class"].text }
            }
            #expect(marks == ["customer-secret", nil])
        }
    }
}
