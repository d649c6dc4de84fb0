import Handbook
import Scenarios
import Storage
import Testing

@testable import Operations

extension House {
    /// Gu Ming of Hudian reports the failed board in Pudong.
    @discardableResult
    func request(by person: ID<Person> = "gu-customer", _ more: [String: Value] = [:]) async throws -> String {
        let told: [String: Value] = [
            "description": "浦东至南汇 10G 链路中断", "contact": "顾明", "phone": "13800000001", "serial": "SN-OSN-0001", "stepsTaken": "已复位",
            "likelyCause": "线路板故障",
        ]
        return try await open("SR", "receive", by: person, told.merging(more) { $1 })
    }

    /// Zhang Wei raises a repair in Pudong.
    func order(_ more: [String: Value] = [:]) async throws -> String {
        let asked: [String: Value] = [
            "type": "repair", "site": "pudong-dc", "work": "更换 3 槽 10G 线路板", "devices": ["SN-OSN-0001"],
            "spares": [["part": "brd-10g"]],
        ]
        return try await open("DO", "raise", by: "zhang-wei", asked.merging(more) { $1 })
    }

    /// The order's way on the day, each step with its time, its person and its input.
    private static let way: [(stage: String, at: String, verb: String, by: ID<Person>, input: [String: Value])] = [
        ("assigned", "09:50", "assign", "li-manager", assignment),
        ("accepted", "10:10", "accept", "zhang-wei", [:]),
        (
            "on-site", "13:56", "arrive", "zhang-wei",
            [
                "isCustomerPresent": true, "operations": ["更换线路板"],
                "consent": ["kind": "on-site-confirmation", "givenBy": "顾明", "at": "2026-05-18 13:58"],
            ]
        ),
        ("left", "15:00", "leave", "zhang-wei", ["handOver": "链路恢复，请继续观察告警"]),
        ("handed-in", "16:30", "submit-receipt", "zhang-wei", ["result": "done", "summary": "换板恢复", "travel": 60, "work": 60]),
        ("reviewed", "16:45", "accept-receipt", "li-manager", [:]),
        ("closed", "17:00", "close", "li-manager", [:]),
    ]

    static let assignment: [String: Value] = ["engineer": "zhang-wei", "appointment": "2026-05-18 14:00", "difficulty": "junior"]

    /// Leads an order, as it was raised, up to a stage.
    func lead(_ order: String, to stage: String) async throws { try await lead(again: order, from: Self.way[0].stage, to: stage) }

    /// Leads an order on, from the step that leads to one stage up to another.
    func lead(again order: String, from: String, to stage: String) async throws {
        let first = try #require(Self.way.firstIndex { $0.stage == from })
        let last = try #require(Self.way.firstIndex { $0.stage == stage })
        for step in Self.way[first...last] {
            try at("2026-05-18 \(step.at)")
            if step.verb == "leave" { try await log(order) }
            if step.verb == "submit-receipt" { try await sign(order) }
            try await act(step.verb, on: order, by: step.by, step.input)
        }
    }

    /// Notes what was done on the device.
    func log(_ order: String, _ more: [String: Value] = [:], by person: ID<Person> = "zhang-wei") async throws {
        let line: [String: Value] = ["device": "SN-OSN-0001", "kind": "hardware", "operation": "更换线路板", "text": "断开光纤，换板"]
        try await act("log-work", on: order, by: person, line.merging(more) { $1 })
    }

    /// Gu Ming signs the record as it stands, by link.
    func sign(_ order: String) async throws {
        let paper = try await database.read { try PaperShelf.latest(.workRecord, of: order, in: $0)?.hash }
        try await act(
            "sign", on: order, by: "gu-customer",
            ["signature": ["way": "link", "name": "顾明", "paper": .text(try #require(paper))], "password": "none-given"])
    }

    /// Issues the board that the order asked for.
    func issueBoard(_ order: String, serial: String = "B-NEW-1") async throws {
        try await act("confirm-spares", on: order, by: "li-manager")
        try await act(
            "issue-spares", on: order, by: "qian-store",
            ["warehouse": "sh-main", "lines": [["part": "brd-10g", "serial": .text(serial)]]])
    }

    /// Swaps the old board for the new one.
    func swap(_ order: String, new: String = "B-NEW-1", _ more: [String: Value] = [:]) async throws {
        let swap: [String: Value] = [
            "device": "SN-OSN-0001", "part": "brd-10g", "oldSerial": "B-OLD-1", "newSerial": .text(new), "slot": "3",
            "isTakenBack": true,
        ]
        try await act("swap-part", on: order, by: "zhang-wei", swap.merging(more) { $1 })
    }

    /// A day with a request, an order with a swap, and everything that follows from them.
    @discardableResult
    func day() async throws -> (request: String, order: String) {
        let request = try await request()
        try await act("respond", on: request, by: "zhang-wei", ["answer": "您好，正在远程查看告警"])
        let order = try await order()
        try await lead(order, to: "accepted")
        try await issueBoard(order)
        try at("13:56")
        try await act("arrive", on: order, by: "zhang-wei", Self.way[2].input)
        try at("14:20")
        try await swap(order)
        return (request, order)
    }
}
