import Handbook
import Storage
import Testing

@testable import Operations

struct SnapshotTests {
    @Test(arguments: House.databases) func `A paper says in both languages what the program words, and once what was typed`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.recorded()
            let kept = try CanonicalJSON.value(of: try await house.snapshot(of: order).bytes)
            #expect(kept["template"] == 2)
            let rows = try #require(kept["rows"].elements)
            #expect(rows.first { $0["label"]["en"] == "Hand-over" }?["value"] == "链路恢复，请继续观察告警")
            #expect(
                rows.first { $0["label"]["en"] == "Arrived" }?["value"] == [
                    "zh": "2026-05-18 周一 13:56", "en": "Mon 2026-05-18 13:56",
                ])
            let swaps = kept["tables"].elements?.last?["lines"].elements?.first?.elements
            #expect(swaps == ["brd-10g", "B-OLD-1", "B-NEW-1", ["zh": "带回", "en": "Taken back"]])
        }
    }

    @Test(arguments: House.databases)
    func `12.2.5/8: A record from before, worded in Chinese only, is read, checked and signed by its own hash`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await house.recorded()
            let (bytes, hash) = try await house.snapshot(of: order)
            let old = CanonicalJSON.bytes(of: inChineseOnly(try CanonicalJSON.value(of: bytes)))
            let oldHash = contentHash(of: old)
            try #require(hash != oldHash)
            try await house.tamper("UPDATE papers SET snapshot = ?, hash = ?, template = 1 WHERE hash = ?", old, oldHash, hash)

            let reading = try await house.desk.paper("work-record", 1, of: order, for: "zhang-wei")
            #expect(reading.bytes == old && reading.hash == oldHash)
            #expect(reading.snapshot.rows.first { $0.label.en == "Arrived" }?.value == Text(typed: "2026-05-18 周一 13:56"))
            #expect(reading.snapshot.tables.last?.lines.first?.last == Text(typed: "带回"))
            #expect(try await house.desk.verification(of: oldHash)?.isSigned == false)

            func signature(_ paper: String) -> [String: Value] {
                ["signature": ["way": "link", "name": "顾明", "paper": .text(paper)], "password": "none-given"]
            }
            let refused = try await house.refusal("sign", on: order, by: "gu-customer", signature(hash))
            #expect(refused.clauses == ["3.3.2"])
            try await house.act("sign", on: order, by: "gu-customer", signature(oldHash))
            #expect(try await house.desk.verification(of: oldHash)?.isSigned == true)
        }
    }

    /// A snapshot as it was made before its values had two languages.
    private func inChineseOnly(_ snapshot: Value) -> Value {
        var members = snapshot.members ?? [:]
        func plain(_ value: Value) -> Value { value.text == nil ? value["zh"] : value }
        members["template"] = 1
        members["rows"] = .list(
            (snapshot["rows"].elements ?? []).map { row in
                .object((row.members ?? [:]).merging(["value": plain(row["value"])]) { $1 })
            })
        members["tables"] = .list(
            (snapshot["tables"].elements ?? []).map { table in
                let lines = (table["lines"].elements ?? []).map { Value.list(($0.elements ?? []).map(plain)) }
                return .object((table.members ?? [:]).merging(["lines": .list(lines)]) { $1 })
            })
        return .object(members)
    }
}

extension House {
    /// An order after a visit on which a board was swapped, with its work record.
    fileprivate func recorded() async throws -> String {
        let order = try await order()
        try await lead(order, to: "accepted")
        try await issueBoard(order)
        try await lead(again: order, from: "on-site", to: "on-site")
        try await swap(order)
        try await lead(again: order, from: "left", to: "left")
        return order
    }

    fileprivate func snapshot(of order: String) async throws -> (bytes: [UInt8], hash: String) {
        try await database.read { session in
            let row = try #require(
                try session.first("SELECT snapshot, hash FROM papers WHERE number = ? AND kind = 'work-record'", order))
            return (try row.blob("snapshot"), try row.text("hash"))
        }
    }
}
