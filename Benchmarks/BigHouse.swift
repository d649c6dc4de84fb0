import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// A house with many cases, kept between runs: ten thousand are played through the desk, the others are clones of them.
enum BigHouse {
    static let base = 10_000

    /// The path of a house with so many cases; made where it is missing.
    static func path(cases: Int, _ edition: EditionSource) async throws -> String {
        let folder = URL(filePath: ".bench")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let name = "cases-\(cases)-"
        let file = folder.appending(path: "\(name)\(schema).sqlite").path
        if FileManager.default.fileExists(atPath: file) { return file }
        // Those of an earlier schema can't be opened any more, and are large.
        for other in try FileManager.default.contentsOfDirectory(atPath: folder.path) where other.hasPrefix(name) {
            try FileManager.default.removeItem(at: folder.appending(path: other))
        }
        let unfinished = file + ".unfinished"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: unfinished + suffix) }
        let database = try await openDatabase("sqlite:\(unfinished)")
        try await play(database, edition)
        let cloning = Cloning(try Edition(edition))
        for copy in 1..<max(1, cases / base) { try await cloning.clone(in: database, copy: copy) }
        await database.close()
        try FileManager.default.moveItem(atPath: unfinished, toPath: file)
        return file
    }

    /// What tells this program's schema from another's.
    private static var schema: String {
        let sums = Migration.all.map { $0.checksum(for: .sqlite) }.joined(separator: " ")
        return String(contentHash(of: Array(sums.utf8)).suffix(8))
    }

    /// Plays the first cases through the desk: calls that ended, requests under way, orders with an engineer, one long case.
    private static func play(_ database: any Database, _ edition: EditionSource) async throws {
        let time = try Edition(edition).time
        guard let start = time.instant(parsing: "2026-01-05 08:00") else { return }
        let clock = SimulatedClock(start)
        let desk = try await Desk.open(database, founding: edition, build: "bench", now: { clock.now })
        try await desk.furnish(from: URL(filePath: "Scenarios/_house.yaml"))
        let long = try await request(0, desk)
        for index in 0..<27 {
            try await desk.perform(
                Submission(by: "zhang-wei", .at(number: long), "note", ["means": "remote", "text": .text("第 \(index) 次远程查看")]))
        }
        // Sixteen at a time, so that commits are shared; the clock goes on between them.
        for wave in 1..<(base / 16) {
            clock.set(start.adding(minutes: wave * 20))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in (wave * 16)..<(wave * 16 + 16) { group.addTask { try await play(index, desk) } }
                try await group.waitForAll()
            }
        }
    }

    private static func play(_ index: Int, _ desk: Desk) async throws {
        switch index % 4 {
        case 0:
            let call = try await desk.perform(
                Submission(
                    by: "wang-desk", .new(kind: "HC"), "log-call",
                    ["phone": "13800000001", "caller": .text("来电人 \(index)"), "matter": .text("咨询第 \(index) 号链路")]))
            try await desk.perform(Submission(by: "wang-desk", .at(number: call.number), "end-call", ["result": "已答复"]))
        default: _ = try await request(index, desk)
        }
    }

    /// A request by the service desk, every third one answered; gives its number.
    static func request(_ index: Int, _ desk: Desk) async throws -> String {
        let isSuneng = index % 5 == 3
        let opened = try await desk.perform(
            Submission(
                by: "wang-desk", .new(kind: "SR"), "receive",
                [
                    "description": .text("第 \(index) 号链路\(["中断", "误码", "光功率低", "告警"][index % 4])"), "contact": "顾明",
                    "phone": "13800000001", "serial": isSuneng ? "SN-OS-0003" : "SN-OSN-0001", "stepsTaken": "已复位",
                    "likelyCause": .text(["线路板", "尾纤", "风扇"][index % 3]),
                ]))
        if index % 3 == 0 {
            try await desk.perform(
                Submission(
                    by: isSuneng ? "ma-jun" : "zhang-wei", .at(number: opened.number), "respond", ["answer": "已收到，正在查看告警"]))
        }
        return opened.number
    }
}
