import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Activities through the desk by 64 clients, durable, against a bare loop that writes the same rows in groups.
enum DeskSpeed {
    private static let clients = 64
    private static let each = 40
    /// Disks and neighbours waver: the middle one of so many runs, each beside a loop of its own.
    private static let rounds = 5

    static func measure(_ edition: EditionSource) async throws -> [Figure] {
        guard let start = try Edition(edition).time.instant(parsing: "2026-05-18 09:00") else { return [] }
        let performed = clients * each * 3
        var runs: [(rate: Double, bare: BareLoop)] = []
        for _ in 0..<rounds {
            let house = try await TemporaryHouse(
                .sqlite, edition: edition, house: URL(filePath: "Scenarios/_house.yaml"), at: start)
            let taken = try await seconds { try await work(house.desk) }
            try await house.remove()
            runs.append((Double(performed) / taken, try await BareLoop.of(performed, edition, at: start, work: work)))
        }
        runs.sort { $0.rate / $0.bare.rate < $1.rate / $1.bare.rate }
        let middle = runs[rounds / 2]
        return [
            Figure(
                what:
                    "activities through the desk, 64 clients, against a bare loop making the same \(middle.bare.rows) changes each",
                value: middle.rate / middle.bare.rate * 100, unit: "%", limit: 35),
            Figure(what: "the same in activities a second", value: middle.rate, unit: "/s", limit: middle.bare.rate * 0.35),
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
