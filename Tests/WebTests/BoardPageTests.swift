import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `The dispatch board` {
    /// A repair in Pudong that nobody has yet.
    private func order(_ house: WebHouse, _ work: String = "更换风扇") async throws -> String {
        try await house.open(
            "DO", "raise", by: "zhang-wei",
            ["type": "repair", "site": "pudong-dc", "work": .text(work), "devices": ["SN-OSN-0001"]])
    }

    private func assign(_ house: WebHouse, _ order: String, at: String = "2026-05-12 14:00") async throws {
        try await house.act("assign", on: order, by: "li-manager", ["engineer": "zhang-wei", "appointment": .text(at)])
    }

    @Test(arguments: WebHouse.databases)
    func `plans without a script: who could go, with every rule, then the step, then the way back`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let order = try await order(house)
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/board")
            #expect(manager.page.contains("/board/orders/\(order)") && manager.page.contains("张伟"))
            try await manager.open("/board/orders/\(order)?day=2026-05-12&at=2026-05-12T14:00")
            // The best who can go is chosen, and the form of the step has the choice filled in.
            #expect(manager.page.contains("candidate chosen\" id=\"c-zhang-wei\"") && manager.page.contains("✓ 可派"))
            #expect(manager.page.contains("value=\"2026-05-12T14:00\""))
            for clause in ["5.2%281%29", "3.1.4", "8.2.2%28a%29", "2.10.2"] {
                #expect(manager.page.contains("/handbook/\(clause)"))
            }
            let status = try await manager.post(
                "/board/orders/\(order)/assign?day=2026-05-12",
                ["engineer": "zhang-wei", "appointment": "2026-05-12T14:00", "minutes": "90"])
            #expect(status == .seeOther && manager.location == "/board?day=2026-05-12&done=\(order)")
            try await manager.open("/board?day=2026-05-12&done=\(order)")
            #expect(manager.page.contains("14:00–15:30") && manager.page.contains("1:30 / 8:00") && manager.page.contains("撤销"))
            try await manager.post("/board/orders/\(order)/undo?day=2026-05-12", [:])
            #expect(manager.status == .seeOther)
            #expect(try await house.house.desk.reading(of: order, for: "li-manager").header.stage == "raised")
            #expect(try await house.house.desk.reading(of: order, for: "li-manager").entries.map(\.verb).first == "withdraw")
        }
    }

    @Test(arguments: WebHouse.databases)
    func `refuses what the desk refuses, with clause and remedy, and keeps what was typed`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let (taken, order) = (try await order(house), try await order(house, "更换线路板"))
        try await assign(house, taken)
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/board/orders/\(order)?day=2026-05-12")
            try await manager.post(
                "/board/orders/\(order)/assign?day=2026-05-12",
                ["engineer": "zhang-wei", "appointment": "2026-05-12T15:00", "requirements": "带光功率计"])
            #expect(manager.status == .unprocessableContent)
            #expect(manager.page.contains("/handbook/3.1.4") && manager.page.contains(taken) && manager.page.contains("带光功率计"))
            #expect(manager.page.contains("✗ 不可派") && manager.page.contains("都符合的时间"))
        }
    }

    @Test(arguments: WebHouse.databases)
    func `tells its script every rule for everybody and every half-hour in one answer`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        let (taken, order) = (try await order(house), try await order(house, "更换线路板"))
        try await assign(house, taken)
        try await house.serve { client in
            let cookie = try await house.signIn("li-manager", client)
            let answer = try await client.execute(
                uri: "/board/orders/\(order)/outlook?day=2026-05-12&first=18&count=16&p=zhang-wei&p=sun-yu", method: .get,
                headers: .signedIn(cookie))
            let outlook = try JSONDecoder().decode(Outlook.self, from: answer.body)
            #expect(outlook.starts.count == 16 && Set(outlook.people.keys) == ["zhang-wei", "sun-yu"])
            let free = try #require(outlook.rules.firstIndex { $0.clause == "3.1.4" })
            let runs = try #require(outlook.people["zhang-wei"]?.answers.first { $0.first?.value == free }).dropFirst().map(\.run)
            let isFree = (0..<16).map { slot in runs.last { $0[0] <= slot }.map { outlook.findings[$0[1]].met } }
            // The visit from two to four and the two hours that this one takes: none from half past twelve to half past three.
            #expect(isFree == (18..<34).map { !(25..<32).contains($0) })
        }
    }

    @Test(arguments: WebHouse.databases)
    func `tells what the rules say of one trip before two orders are joined, joins them, and takes that back`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        let (one, other, elsewhere) = (try await order(house), try await order(house, "更换线路板"), try await order(house, "清洁"))
        try await assign(house, one)
        try await assign(house, other, at: "2026-05-12 16:30")
        try await assign(house, elsewhere, at: "2026-05-13 10:00")
        let at = try #require(house.front.desk.editions.current.time.instant(parsing: "2026-05-12 16:30")).milliseconds
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/board?day=2026-05-12")
            #expect(manager.page.contains("data-joins=\"\(one)\"") && manager.page.contains("data-from=\"\(at)\""))
            let cookie = try await house.signIn("li-manager", client)
            func isTogether(_ trip: String) async throws -> Bool? {
                let answer = try await client.execute(
                    uri: "/board/orders/\(other)/outlook?at=\(at)&minutes=60&p=zhang-wei&trip=\(trip)", method: .get,
                    headers: .signedIn(cookie))
                let outlook = try JSONDecoder().decode(Outlook.self, from: answer.body)
                #expect(outlook.starts == [at])
                let rule = try #require(outlook.rules.firstIndex { $0.clause == "21/D-1" })
                let run = outlook.people["zhang-wei"]?.answers.first { $0.first?.value == rule }?.last?.run
                return run.map { outlook.findings[$0[1]].met }
            }
            #expect(try await isTogether(one) == true)
            #expect(try await isTogether(elsewhere) == false)
            #expect(try await isTogether("DO-2026-999999") == false)

            try await manager.post(
                "/board/orders/\(other)/reschedule?day=2026-05-12",
                ["appointment": "2026-05-12T16:30", "minutes": "60", "trip": one, "reason": "顺路"],
                from: "/board/orders/\(other)?day=2026-05-12&trip=\(one)")
            #expect(manager.status == .seeOther)
            try await manager.open("/board?day=2026-05-12&done=\(other)")
            #expect(manager.page.contains("同程 2/2"))
            try await manager.post("/board/orders/\(other)/undo?day=2026-05-12", [:])
            try await manager.open("/board?day=2026-05-12")
            #expect(!manager.page.contains("同程 2/2"))
        }
    }

    @Test(arguments: WebHouse.databases) func `fills the form of one new order from a template`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/new/DO/raise")
            #expect(manager.status == .ok && !manager.page.contains("不用模板"))
            try await house.open(
                "template", "enter", by: "li-manager",
                ["code": "quarter", "name": "季度巡检", "type": "inspection", "work": "光功率、风扇、电源", "spares": [["part": "fan-18"]]])
            try await manager.open("/new/DO/raise?site=pudong-dc")
            #expect(manager.page.contains("季度巡检") && !manager.page.contains("光功率、风扇、电源"))
            try await manager.open("/new/DO/raise?template=quarter")
            #expect(manager.page.contains("光功率、风扇、电源") && manager.page.contains("value=\"fan-18\""))
            #expect(manager.page.contains("value=\"inspection\" selected") || manager.page.contains("value=\"inspection\" checked"))
            #expect(try await manager.open("/new/DO/raise?template=none") == .notFound)
            try await manager.open("/registers/template")
            try await manager.open("/cases/template:quarter")
            #expect(manager.page.contains("/new/DO/raise?template=quarter"))
        }
    }

    @Test(arguments: WebHouse.databases) func `lets one of two managers have the engineer, and tells the other why not`(
        _ kind: Dialect
    )
        async throws
    {
        let house = try await WebHouse(kind)
        let orders = [try await order(house), try await order(house, "更换线路板")]
        try await house.serve { client in
            let managers = [try await house.browser(of: "li-manager", client), try await house.browser(of: "chen-deputy", client)]
            var tokens: [String] = []
            for (manager, order) in zip(managers, orders) {
                try await manager.open("/board/orders/\(order)?day=2026-05-12")
                tokens.append(try #require(manager.token))
            }
            let cookies = managers.map { $0.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
            let answers = try await withThrowingTaskGroup(of: (HTTPResponse.Status, String).self) { group in
                for ((order, token), cookie) in zip(zip(orders, tokens), cookies) {
                    group.addTask {
                        let answer = try await client.execute(
                            uri: "/board/orders/\(order)/assign?day=2026-05-12", method: .post,
                            headers: [
                                .cookie: cookie, .accept: "application/json", .contentType: "application/x-www-form-urlencoded",
                                .acceptLanguage: "zh-CN",
                            ],
                            body: ByteBuffer(string: "_token=\(token)&engineer=zhang-wei&appointment=2026-05-12T14:00"))
                        return (answer.status, String(buffer: answer.body))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.map(\.0.code).sorted() == [200, 422])
            let refusal = try #require(answers.first { $0.0 == .unprocessableContent }).1
            #expect(refusal.contains("\"clause\":\"3.1.4\"") && refusal.contains("\"done\":false"))
        }
    }

    @Test func `takes another time back to the one before, and nothing after somebody else had a hand in it`() async throws {
        let house = try await WebHouse()
        let order = try await order(house)
        let desk = house.house.desk
        try await assign(house, order)
        try await house.act(
            "reschedule", on: order, by: "li-manager", ["appointment": "2026-05-12 16:00", "minutes": 60, "reason": "客户改期"])
        let undoing = try #require(try await desk.undoing(of: order, for: "li-manager"))
        #expect(try await desk.undoing(of: order, for: "chen-deputy") == nil)
        try await desk.perform(undoing.step)
        let board = try await desk.board(DispatchBoard.Query(first: try #require(Day("2026-05-12")), days: 1), for: "li-manager")
        #expect(board.blocks.map { desk.editions.current.time.minuteOfDay($0.from) } == [14 * 60])
        try await house.act("accept", on: order, by: "zhang-wei")
        #expect(try await desk.undoing(of: order, for: "li-manager") == nil)
        try await house.house.remove()
    }

    @Test func `shows a week, leave and who is on call`() async throws {
        let house = try await WebHouse()
        try await assign(house, try await order(house))
        try await house.act("take-leave", on: "person:sun-yu", by: "he-hr", ["from": "2026-05-13 00:00", "to": "2026-05-14 00:00"])
        try await house.serve { client in
            let week = try await house.page("/board?view=week&day=2026-05-14", for: "li-manager", client).text
            #expect(
                week.contains("2026-05-11 – 05-17") && week.contains("14:00–16:00") && week.contains("请假") && week.contains("值班"))
            #expect(try await house.page("/board", for: "zhao-manager", client).text.contains("14:00–16:00") == false)
        }
    }
}

/// What the script is told, as far as the test looks at it.
private struct Outlook: Decodable {
    let starts: [Int64]
    let rules: [Rule]
    let findings: [Finding]
    let people: [String: Person]

    struct Rule: Decodable { let clause: String }
    struct Finding: Decodable { let met: Bool }
    struct Person: Decodable { let answers: [[Part]] }

    /// A rule's place, or a half-hour with the finding that holds from it on.
    enum Part: Decodable {
        case rule(Int)
        case from([Int])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let rule = try? container.decode(Int.self) {
                self = .rule(rule)
            } else {
                self = .from(try container.decode([Int].self))
            }
        }

        var value: Int? { if case .rule(let rule) = self { rule } else { nil } }
        var run: [Int] { if case .from(let run) = self { run } else { [] } }
    }
}
