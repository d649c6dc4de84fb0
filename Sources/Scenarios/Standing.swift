import Handbook
import Operations
import Storage

/// What stands after a step, in the words of expectations.
struct Standing {
    let desk: Desk
    let number: String?

    init(desk: Desk, number: String?) async throws {
        self.desk = desk
        self.number = number
    }

    /// The part of what stands that the expectation of that name speaks of; nil where it is compared elsewhere.
    func found(_ name: String, like wanted: Value, _ performed: Performed?) async throws -> Value? {
        switch name {
        case "refused", "malformed", "missing", "of", "performed": return nil
        case "deviations": return .list((performed?.deviations ?? []).sorted().map { .text($0) })
        case "breaches": return .list((performed?.breaches ?? []).sorted().map { .text($0) })
        case "papers":
            return .list((performed?.papers ?? []).map { .text($0.split(separator: "/").dropFirst().joined(separator: "/")) })
        case "opened": return .integer(Int64(performed?.opened.count ?? 0))
        case "stock": return try await stock(wanted)
        case "notices": return try await notices(wanted)
        case "ledger":
            let faults = try await desk.database.read { try StockBook.imbalances(in: $0) }
            return .text(faults.isEmpty ? "balanced" : faults.joined(separator: ", "))
        case "unwritten":
            let texts = wanted.elements?.compactMap(\.text) ?? []
            return try await desk.database.read { try Self.unwritten(texts, in: $0) }
        case "audit": return .text(try await Audit.verify(desk.database).isClean ? "clean" : "broken")
        default:
            guard let number else { return .null }
            return try await found(name, like: wanted, of: number)
        }
    }

    private func found(_ name: String, like wanted: Value, of number: String) async throws -> Value {
        let time = desk.editions.current.time
        return try await desk.database.read { session -> Value in
            guard let header = try CaseHeader.find(number, in: session) else { return .null }
            switch name {
            case "stage": return .text(header.stage)
            case "due":
                var due: [String: Value] = [:]
                for row in try session.query("SELECT clock, due FROM clocks WHERE number = ?", number) {
                    let clock = try row.text("clock")
                    let instant = Instant(milliseconds: try row.integer("due"))
                    if let text = wanted[clock].text, time.instant(parsing: text) == instant {
                        due[clock] = .text(text)
                    } else if wanted[clock] != .null {
                        due[clock] = .text(time.label(instant, .en))
                    }
                }
                return .object(due)
            case "clocks":
                var states: [String: Value] = [:]
                for row in try session.query("SELECT clock, due, stopped, paused, breached FROM clocks WHERE number = ?", number) {
                    let clock = try row.text("clock")
                    guard wanted[clock] != .null else { continue }
                    let stopped = try row.optionalInteger("stopped")
                    let word: String =
                        if let stopped {
                            stopped <= (try row.integer("due")) ? "kept" : "late"
                        } else if try row.integer("paused") != 0 {
                            "paused"
                        } else {
                            try row.optionalInteger("breached") == nil ? "running" : "breached"
                        }
                    states[clock] = .text(word)
                }
                return .object(states)
            case "debts":
                let row = try session.first("SELECT COUNT(*) AS total FROM debts WHERE number = ? AND settled IS NULL", number)
                return .integer(try row?.integer("total") ?? 0)
            case "breached":
                return .list(
                    try session.query("SELECT clock FROM clocks WHERE number = ? AND breached IS NOT NULL ORDER BY clock", number)
                        .map {
                            .text(try $0.text("clock"))
                        })
            case "owed": return try Self.owed(by: number, time: time, in: session)
            case "entries": return try Self.entries(of: number, in: session)
            case "behalf": return try Self.behalf(of: number, in: session)
            case "appointments": return try Self.appointments(of: number, in: session)
            case "record":
                let body = try session.first("SELECT body FROM records WHERE number = ?", number)?.text("body") ?? "{}"
                let record = try CanonicalJSON.value(of: Array(body.utf8))
                return .object(Dictionary(uniqueKeysWithValues: (wanted.members ?? [:]).keys.map { ($0, record[$0]) }))
            default: return .text("“\(name)” is nothing that can be expected")
            }
        }
    }

    private func stock(_ wanted: Value) async throws -> Value {
        try await desk.database.read { session in
            var accounts: [String: Value] = [:]
            for (account, parts) in wanted.members ?? [:] {
                var held: [String: Value] = [:]
                // “brd-10g” counts the part, “brd-10g B-NEW-1” the one of that serial.
                for name in (parts.members ?? [:]).keys {
                    let words = name.split(separator: " ", maxSplits: 1).map(String.init)
                    let serial = words.count > 1 ? words[1] : nil
                    let row = try session.first(
                        """
                        SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) AS total FROM stock_balances
                        WHERE account = ? AND part = ? AND (? = 1 OR serial = ?)
                        """, account, words.first ?? "", serial == nil, serial ?? "")
                    held[name] = .integer(try row?.integer("total") ?? 0)
                }
                accounts[account] = .object(held)
            }
            return .object(accounts)
        }
    }

    /// Of the wanted notices, those that were told: each names whom, and words that it has.
    private func notices(_ wanted: Value) async throws -> Value {
        try await desk.database.read { session in
            .list(
                try (wanted.elements ?? []).filter { notice in
                    let rows = try session.query("SELECT zh, en FROM notices WHERE principal = ?", notice["to"].text ?? "")
                    let has = notice["has"].text ?? ""
                    return try rows.contains { try $0.text("zh").contains(has) || $0.text("en").contains(has) }
                })
        }
    }
}
