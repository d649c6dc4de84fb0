import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Activities through the desk by 64 clients, durable, against a bare loop that writes the same rows in groups.
enum DeskSpeed {
    private static let clients = 64
    private static let each = 40

    static func measure(_ edition: EditionSource) async throws -> [Figure] {
        guard let start = try Edition(edition).time.instant(parsing: "2026-05-18 09:00") else { return [] }
        let house = try await TemporaryHouse(.sqlite, edition: edition, house: URL(filePath: "Scenarios/_house.yaml"), at: start)
        let before = try await Snapshot.counts(house.desk.database)
        let taken = try await seconds { try await work(house.desk) }
        let performed = Double(clients * each * 3)
        let rows = try await Snapshot.rows(house.desk.database, since: before)
        let bare = try await Snapshot.replay(rows, groups: 64)
        try await house.remove()
        let count = rows.reduce(0) { $0 + $1.rows.count }
        return [
            Figure(
                what:
                    "activities through the desk, 64 clients, against a bare loop writing the same \(Int(Double(count) / performed)) rows each",
                value: performed / taken / (performed / bare) * 100, unit: "%", limit: 35),
            Figure(what: "the same in activities a second", value: performed / taken, unit: "/s", limit: performed / bare * 0.35),
        ]
    }

    /// Each client takes a request in, answers it and notes what it tried.
    private static func work(_ desk: Desk) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    for index in 0..<each {
                        let opened = try await desk.perform(
                            Submission(
                                by: "wang-desk", .new(kind: "SR"), "receive",
                                [
                                    "description": .text("第 \(client) 号链路中断 \(index)"), "contact": "顾明", "phone": "13800000001",
                                    "serial": "SN-OSN-0001", "stepsTaken": "已复位", "likelyCause": "线路板",
                                ]))
                        try await desk.perform(
                            Submission(by: "zhang-wei", .at(number: opened.number), "respond", ["answer": "已收到，正在查看告警"]))
                        try await desk.perform(
                            Submission(
                                by: "zhang-wei", .at(number: opened.number), "note", ["means": "remote", "text": "远程查看，线路板无光"]))
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
