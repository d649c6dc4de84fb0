import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `An engineer's phone` {
    @Test(arguments: WebHouse.databases)
    func `The pack holds one's own visits of today and seven days, and nobody else's`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let today = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00")
        let last = try await house.order(for: "zhang-wei", at: "2026-05-19 23:00")
        let later = try await house.order(for: "zhang-wei", at: "2026-05-20 09:00")
        let others = try await house.order(for: "sun-yu", at: "2026-05-13 10:00")
        try await house.serve { client in
            let own = try await house.pack(of: "zhang-wei", client)
            #expect(own.visits.map(\.number) == [today, last])
            #expect(own.person == "zhang-wei" && own.days == 7 && own.now == house.house.clock.now.milliseconds)
            #expect(try await house.pack(of: "sun-yu", client).visits.map(\.number) == [others])
            for stranger in ["ma-jun", "li-manager", "gu-customer"] {
                #expect(try await house.pack(of: stranger, client).visits.isEmpty, "\(stranger)")
                let browser = try await house.browser(of: stranger, client)
                #expect(try await browser.open("/site/\(today)") == .notFound, "\(stranger)")
            }
            house.wait(minutes: 24 * 60)
            #expect(try await house.pack(of: "zhang-wei", client).visits.map(\.number) == [today, last, later])
        }
    }

    @Test func `The pack has what every step needs where there is no network`() async throws {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.act("confirm-spares", on: order, by: "li-manager")
        try await house.act(
            "issue-spares", on: order, by: "qian-store",
            ["warehouse": "sh-main", "lines": [["part": "brd-10g", "serial": "B-NEW-1"]]])
        try await house.open(
            "contact", "enter", by: "wang-desk",
            ["code": "gu-ming", "name": "顾明", "customer": "hudian", "region": "shanghai", "phone": "13800000001"])
        try await house.serve { client in
            let text = try await house.packText(of: "zhang-wei", client)
            for need in [
                "顾明", "13800000001", "凭工作票登记进入", "SN-OSN-0001", "B-OLD-1", "B-NEW-1", "10G 线路板", "五一保电",
                "\"delayNotice\":30", "antistatic", "on-site-confirmation", "not-solved",
            ] {
                let has = text.contains(need)
                #expect(has, "\(need)")
            }
            let browser = try await house.browser(of: "zhang-wei", client)
            try await browser.open("/site/\(order)")
            // Every input of every step of the visit stands on its page, whatever the stage.
            let procedure = try #require(Procedures.declared["DO"])
            for step in DispatchOrder.visit.flatMap(\.steps) {
                for field in try #require(procedure.activity(step.verb)).fields {
                    let has = browser.page.contains("f-\(step.verb).\(field.name)")
                    #expect(has, "\(step.verb).\(field.name)")
                }
            }
            for need in ["tel:13800000001", "凭工作票登记进入", "B-OLD-1", "B-NEW-1"] {
                let has = browser.page.contains(need)
                #expect(has, "\(need)")
            }
        }
    }

    @Test func `Forty visits are a pack that a phone can carry, and a stamp changes with its order only`() async throws {
        let house = try await WebHouse()
        var made: [String] = []
        for index in 0..<40 {
            made.append(
                try await house.order(
                    for: "zhang-wei", at: "2026-05-\(13 + index / 8) \(String(format: "%02d", 8 + index % 8 * 2)):00", minutes: 30))
        }
        let orders = made
        try await house.serve { client in
            let before = try await house.pack(of: "zhang-wei", client)
            #expect(before.visits.count == 40)
            #expect(try await house.packText(of: "zhang-wei", client).utf8.count < 150_000)
            let browser = try await house.browser(of: "zhang-wei", client)
            try await browser.open("/site/\(orders[0])")
            #expect(browser.page.utf8.count < 100_000)
            try await house.act("accept", on: orders[3], by: "zhang-wei")
            let after = try await house.pack(of: "zhang-wei", client)
            let changed = zip(before.visits, after.visits).filter { $0.stamp != $1.stamp }.map(\.0.number)
            #expect(changed == [orders[3]])
        }
    }

    @Test(arguments: WebHouse.databases)
    func `A queued step is journaled with the time of doing and the time of hearing, once`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        house.wait(minutes: 360)
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            let fields: KeyValuePairs = [
                "_person": "zhang-wei", "_key": "k-1", "_done": "2026-05-12T05:55:01.250Z", "_way": "phone",
                "isCustomerPresent": "true",
                "consent.kind": "on-site-confirmation", "consent.givenBy": "顾明", "consent.at": "2026-05-12T13:56",
            ]
            for _ in 1...2 {
                #expect(try await browser.post("/site/\(order)/steps/arrive", fields, from: "/profile") == .ok)
                #expect(browser.page.contains(#""stage":"on-site""#))
            }
            let arrivals = try await house.entries(of: order).filter { $0.verb == "arrive" }
            #expect(arrivals.count == 1)
            let arrival = try #require(arrivals.first)
            let done = try #require(house.front.desk.editions.current.time.instant(parsing: "2026-05-12 13:55:01.250"))
            #expect(arrival.done == done && arrival.received == house.house.clock.now && arrival.source == "phone")
            // The same key for another doing is another request.
            #expect(
                try await browser.post(
                    "/site/\(order)/steps/log-work", ["_person": "zhang-wei", "_key": "k-1", "_done": "2026-05-12T06:05:00Z"],
                    from: "/profile")
                    == .badRequest)
        }
    }

    @Test func `What was written on paper is entered late by its own time, and nothing is done in the future`() async throws {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            func arrive(_ done: String, _ way: String) async throws -> (status: HTTPResponse.Status?, page: String) {
                let browser = try await house.browser(of: "zhang-wei", client)
                try await browser.post(
                    "/site/\(order)/steps/arrive", ["_person": "zhang-wei", "_key": "k-\(done)", "_done": done, "_way": way],
                    from: "/profile")
                return (browser.status, browser.page)
            }
            let ahead = try await arrive("2026-05-12T10:30", "phone")
            #expect(ahead.status == .badRequest && ahead.page.contains("办理时间不能晚于现在"))
            house.wait(minutes: 24 * 60)
            #expect(try await arrive("2026-05-12T13:50", "paper").status == .ok)
            let arrival = try #require(try await house.entries(of: order).first(where: { $0.verb == "arrive" }))
            #expect(arrival.source == "paper" && arrival.received.milliseconds - arrival.done.milliseconds == 1150 * 60_000)
        }
    }

    @Test func `A step is sent in the name of whoever did it only, and a refusal names its clause`() async throws {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            let path = "/site/\(order)/steps/log-work"
            let fields: KeyValuePairs = ["_person": "sun-yu", "_key": "k", "kind": "look", "operation": "查看", "text": "收光正常"]
            #expect(try await browser.post(path, fields, from: "/profile") == .unauthorized)
            let own: KeyValuePairs = ["_person": "zhang-wei", "_key": "k", "kind": "look", "operation": "查看", "text": "收光正常"]
            #expect(try await browser.post(path, own, from: "/profile") == .unprocessableContent)
            #expect(browser.page.contains(#""clause":"13/040""#) && browser.page.contains(#""reasons""#))
            #expect(try await browser.post(path, own, token: "forged") == .forbidden)
            #expect(try await house.entries(of: order).allSatisfy { $0.verb != "log-work" })
        }
    }

    @Test func `Without a script a sheet does its steps in order, and one that is refused comes back as it was typed`() async throws
    {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 09:10", accepted: true)
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            let page = "/site/\(order)"
            try await browser.post(
                "\(page)/arrive",
                [
                    "_key": "a", "arrive.isCustomerPresent": "true", "arrive.consent.kind": "on-site-confirmation",
                    "arrive.consent.givenBy": "顾明", "arrive.consent.at": "2026-05-12T09:00", "arrive.operations[1]": "查看告警",
                ], from: page)
            #expect(browser.location == "\(page)?done=arrive")
            // Neither the swap nor the photos were touched: only the log is done.
            try await browser.post(
                "\(page)/log-work",
                [
                    "_key": "b", "log-work.device": "SN-OSN-0001", "log-work.kind": "look", "log-work.operation": "查看告警",
                    "log-work.text": "无异常",
                ],
                from: page)
            #expect(browser.location == "\(page)?done=log-work")
            house.wait(minutes: 60)
            let words = ["值班员无权签字", "请观察告警", "未见异常"]
            let sheet: KeyValuePairs = [
                "_key": "c", "sign.signature.way": "drawn", "signature-owed.reason": "值班员无权签字", "leave.handOver": "请观察告警",
                "submit-receipt.result": "done", "submit-receipt.summary": "未见异常", "submit-receipt.travel": "30",
                "submit-receipt.work": "600",
            ]
            #expect(try await browser.post("\(page)/sign", sheet, from: page) == .unprocessableContent)
            // Signing was put off and one has left; the hours are too many, and everything typed stands there still.
            #expect(browser.page.contains("21/D-1") && words.allSatisfy { browser.page.contains($0) })
            #expect(try await house.entries(of: order).map(\.verb).suffix(2) == ["signature-owed", "leave"])
            try await browser.post(
                "\(page)/sign",
                [
                    "_key": "d", "sign.signature.way": "drawn", "submit-receipt.result": "done", "submit-receipt.summary": "未见异常",
                    "submit-receipt.travel": "30", "submit-receipt.work": "45",
                ], from: page)
            #expect(browser.location == "/site?handed-in=\(order)")
            #expect(try await browser.open(page) == .notFound)
        }
    }

    @Test func `A signature given on site binds the record that was shown, and another one is refused`() async throws {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 09:10", accepted: true)
        try await house.act("arrive", on: order, by: "zhang-wei", ["isCustomerPresent": true, "operations": ["换板"]])
        try await house.act(
            "log-work", on: order, by: "zhang-wei",
            ["device": "SN-OSN-0001", "kind": "hardware", "operation": "换板", "text": "断开光纤，\"做防静电\"，换板\r\n收光正常"])
        let file = try await house.house.desk.keep(file: "sign.png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            // What JavaScript writes for these lines: the phone hashes the same bytes.
            let shown = #"{"log":[["SN-OSN-0001","换板","断开光纤，\"做防静电\"，换板\r\n收光正常"]],"swaps":[]}"#
            func sign(_ hash: String) async throws -> HTTPResponse.Status {
                try await browser.post(
                    "/site/\(order)/steps/sign",
                    [
                        "_person": "zhang-wei", "_key": "\(hash)", "signature.way": "drawn", "signature.name": "顾明",
                        "signature.file.name": "\(file.name)", "signature.file.hash": "\(file.hash)", "signature.paper": "\(hash)",
                        "password": "none-given",
                    ], from: "/profile")
            }
            #expect(try await sign(contentHash(of: Array(#"{"log":[],"swaps":[]}"#.utf8))) == .unprocessableContent)
            #expect(browser.page.contains("3.3.2"))
            #expect(try await sign(contentHash(of: Array(shown.utf8))) == .ok)
            try await browser.open("/cases/\(order)")
            #expect(browser.page.contains("客户已签"))
        }
    }

    @Test func `The worker names what it keeps, and stands at the root under the strict policy`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let worker = try await client.execute(uri: "/worker.js", method: .get)
            let text = String(buffer: worker.body)
            let files = text.matches(of: /\/assets\/[a-z.0-9]+/).map { String($0.0) }
            #expect(files.count == 4)
            for file in files { #expect(try await client.execute(uri: file, method: .get).status == .ok, "\(file)") }
            #expect(worker.headers[.cacheControl] == "no-cache")
            #expect(try #require(worker.headers[.contentSecurityPolicy]).contains("script-src 'self';"))
            let manifest = try await client.execute(uri: "/site.webmanifest", method: .get)
            #expect(String(buffer: manifest.body).contains(#""start_url":"/site""#))
        }
    }
}

/// The pack as a phone reads it.
struct PackRead: Decodable {
    let now: Int64
    let person: String
    let days: Int
    let visits: [Visit]

    struct Visit: Decodable {
        let number: String
        let stamp: String
    }
}

extension WebHouse {
    /// An order of an engineer for that time, accepted where that is said.
    func order(for engineer: String, at appointment: String, minutes: Int = 60, accepted: Bool = false) async throws -> String {
        let order = try await open(
            "DO", "raise", by: "li-manager",
            [
                "type": "inspection", "site": "pudong-dc", "work": "更换 3 槽线路板", "devices": ["SN-OSN-0001"],
                "spares": [["part": "brd-10g"]],
            ])
        var assignment = Submission(
            by: "li-manager", .at(number: order), "assign",
            [
                "engineer": .text(engineer), "appointment": .text(appointment), "minutes": .integer(Int64(minutes)),
                "difficulty": "junior",
            ])
        assignment.reasons = ["DO/assign/8.2.2(a)": "证书换发中"]
        try await house.desk.perform(assignment)
        if accepted { try await act("accept", on: order, by: ID(engineer)) }
        return order
    }

    /// The pack as somebody's phone gets it.
    func packText(of person: String, _ client: any TestClientProtocol) async throws -> String {
        let browser = try await browser(of: person, client)
        try #require(try await browser.open("/site.json") == .ok)
        return browser.page
    }

    func pack(of person: String, _ client: any TestClientProtocol) async throws -> PackRead {
        try JSONDecoder().decode(PackRead.self, from: Data(try await packText(of: person, client).utf8))
    }

    /// A case's journal.
    func entries(of number: String) async throws -> [JournalEntry] {
        try await front.desk.database.read { session in try JournalEntry.all(of: number, in: session) }
    }
}
