import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `What was left on a phone` {
    static let arrival = [
        "isCustomerPresent": "true", "consent.kind": "on-site-confirmation", "consent.givenBy": "顾明",
        "consent.at": "2026-05-12T13:56", "operations[1]": "查看告警",
    ]
    typealias Client = any TestClientProtocol
    static let log = ["device": "SN-OSN-0001", "kind": "look", "operation": "查看告警", "text": "收光正常，无告警"]

    @Test(arguments: WebHouse.databases)
    func `The queue of somebody who left goes to the manager, once, who enters one step and sets one aside`(dialect: Dialect)
        async throws
    {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        let photo = try await house.house.desk.keep(file: "a.png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7])
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            let arrive = Self.arrival.merging(["_number": order, "_verb": "arrive", "_key": "k-1"]) { $1 }
                .merging(["_done": "2026-05-12T05:55:00.250Z", "_skew": "2400000", "_way": "phone"]) { $1 }
            let log = Self.log.merging(["_number": order, "_verb": "log-work", "_key": "k-2", "_done": "2026-05-12T06:20:00Z"]) {
                $1
            }
            let photos = [
                "_number": order, "_verb": "add-photo", "_key": "k-3", "_done": "2026-05-12T06:21:00Z",
                "photos[1].name": photo.name, "photos[1].hash": photo.hash,
            ]
            // Whoever can still sign in sends their steps themselves.
            #expect(String(buffer: try await Self.handIn(key, [:], client).body) == #"{"takes":false}"#)
            #expect(try await Self.handIn(key, arrive, client).status == .unprocessableContent)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            #expect(try await Self.handIn(key, [:], client).status == .ok)
            for _ in 1...2 {
                for step in [arrive, log, photos] { #expect(try await Self.handIn(key, step, client).status == .ok) }
            }
            // The same key for another step is another request; nothing of all this is performed.
            #expect(
                try await Self.handIn(key, arrive.merging(["_done": "2026-05-12T05:58:00Z", "operations[1]": "换板"]) { $1 }, client)
                    .status == .badRequest)
            #expect(try await house.entries(of: order).map(\.verb).last == "accept")

            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/notices")
            #expect(manager.page.components(separatedBy: "张伟手机上留有未发送的步骤").count == 2)
            try await manager.open("/")
            #expect(manager.page.contains("待补录 3"))
            try await manager.open("/deposits")
            #expect(manager.page.matches(of: /href="\/deposits\/\d+"/).count == 3)
            try await manager.open("/deposits/1")
            for told in ["张伟", "13:55", "手机时钟慢 40 分", "value=\"顾明\"", "查看告警", "name=\"_takeover\""] {
                let has = manager.page.contains(told)
                #expect(has, "\(told)")
            }
            // What the book refuses stays as it is, with its clause and what was typed; out of order is refused like any step.
            let logged = Self.form(Self.log, takeOver: "补录")
            #expect(try await manager.post("/deposits/2", form: logged, from: "/deposits/2") == .unprocessableContent)
            #expect(manager.page.contains("13/040") && manager.page.contains("收光正常，无告警"))
            #expect(
                try await manager.post("/deposits/1", form: Self.form(Self.arrival, takeOver: "补录"), from: "/deposits/1")
                    == .seeOther)
            #expect(try await manager.post("/deposits/2/aside", ["reason": " "], from: "/deposits/2") == .badRequest)
            #expect(
                try await manager.post("/deposits/2/aside", ["reason": "口令：Huawei@2026x"], from: "/deposits/2")
                    == .unprocessableContent)
            #expect(try await manager.post("/deposits/2/aside", ["reason": "另一人已记录"], from: "/deposits/2") == .seeOther)
            #expect(
                try await manager.post("/deposits/2/aside", ["reason": "再搁置一次"], token: manager.tokenAfter("/profile")) != .seeOther
            )

            let entries = try await house.entries(of: order)
            #expect(entries.suffix(2).map(\.verb) == ["arrive", "comment"])
            let arrived = try #require(entries.first { $0.verb == "arrive" })
            let time = house.front.desk.editions.current.time
            #expect(arrived.done == time.instant(parsing: "2026-05-12 13:55:00.250") && arrived.received == house.house.clock.now)
            #expect(arrived.person == "li-manager" && arrived.onBehalf == "take-over" && arrived.source == "phone")
            #expect(try arrived.content()["deposit"]["person"] == "zhang-wei")
            try await manager.open("/cases/\(order)")
            for told in ["补录张伟留在手机上的一步", "搁置张伟留在手机上的一步", "另一人已记录", "李强"] {
                let has = manager.page.contains(told)
                #expect(has, "\(told)")
            }
            // Set aside is not thrown away; its photo can still be had of the one that waits.
            try await manager.open("/deposits/2")
            #expect(manager.page.contains("收光正常，无告警") && manager.page.contains("搁置"))
            #expect(try await manager.open("/deposits/3/files/\(photo.hash.dropFirst(7))") == .ok)
            #expect(try await manager.open("/deposits/1/files/\(photo.hash.dropFirst(7))") == .notFound)
            try await manager.open("/deposits?settled=1")
            #expect(manager.page.matches(of: /href="\/deposits\/\d+"/).count == 2)
        }
    }

    @Test(arguments: WebHouse.databases)
    func `Whoever goes out no more hands in, and what the house did already is not handed in again`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            let phone = try await house.browser(of: "zhang-wei", client)
            let arrive = Self.arrival.merging(["_person": "zhang-wei", "_key": "k-1", "_done": "2026-05-12T05:55:00Z"]) { $1 }
            #expect(try await phone.post("/site/\(order)/steps/arrive", form: Self.form(arrive), from: "/profile") == .ok)
            try await house.act(
                "amend", on: "person:zhang-wei", by: "he-hr",
                [
                    "code": "zhang-wei", "name": "张伟", "region": "shanghai", "employment": "employed",
                    "grants": [["role": "storekeeper", "region": "shanghai"]],
                ])
            #expect(try await phone.open("/site.json") == .ok)
            #expect(phone.page.contains(#""mayWork":false"#) && !phone.page.contains(#""deposit""#))
            // The answer to the first was lost on the way.
            let again = arrive.merging(["_number": order, "_verb": "arrive"]) { $1 }
            #expect(try await Self.handIn(key, again, client).status == .ok)
            let log = Self.log.merging(["_number": order, "_verb": "log-work", "_key": "k-2", "_done": "2026-05-12T06:20:00Z"]) {
                $1
            }
            #expect(try await Self.handIn(key, log, client).status == .ok)
            let kept = try await house.front.desk.database.read { session in
                try session.query("SELECT verb FROM deposits").map { try $0.text("verb") }
            }
            #expect(kept == ["log-work"])
            // Two managers with the same step before them: the second learns what came of it, and nothing is done twice.
            let (one, other) = (
                try await house.browser(of: "li-manager", client), try await house.browser(of: "chen-deputy", client)
            )
            try await other.open("/deposits/1")
            #expect(try await one.post("/deposits/1", form: Self.form(Self.log, takeOver: "补录"), from: "/deposits/1") == .seeOther)
            #expect(try await other.post("/deposits/1", form: Self.form(Self.log, takeOver: "补录")) == .conflict)
            #expect(other.page.contains("已补录") && other.page.contains("李强"))
            #expect(try await house.entries(of: order).filter { $0.verb == "log-work" }.count == 1)
        }
    }

    @Test func `What was handed in is the region's managers' and the administrators', and entered by a manager only`() async throws
    {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            let arrive = Self.arrival.merging(["_number": order, "_verb": "arrive", "_key": "k-1", "_done": "2026-05-12T05:55:00Z"])
            { $1 }
            #expect(try await Self.handIn(key, arrive, client).status == .ok)
            for stranger in ["zhao-manager", "sun-yu", "he-hr", "wang-desk", "gu-customer", "wu-service"] {
                let browser = try await house.browser(of: stranger, client)
                let isManager = stranger == "zhao-manager"
                #expect(try await browser.open("/deposits") == (isManager ? .ok : .notFound), "\(stranger)")
                #expect(!browser.page.contains("/deposits/1"), "\(stranger)")
                #expect(try await browser.open("/deposits/1") == .notFound, "\(stranger)")
                let token = try await browser.tokenAfter("/profile")
                let own = Self.arrival.merging(["_number": order, "_verb": "arrive", "_key": "f", "_person": "zhang-wei"]) { $1 }
                for (path, fields) in [("/deposits/1", Self.arrival), ("/deposits/1/aside", ["reason": "不该录"]), ("/deposits", own)]
                {
                    #expect(try await browser.post(path, form: Self.form(fields), token: token) == .notFound, "\(stranger) \(path)")
                }
            }
            let nobody = Browser(client)
            try await nobody.open("/deposits")
            #expect(nobody.location?.hasPrefix("/sign-in") ?? false)
            let admin = try await house.browser(of: "admin", client)
            #expect(try await admin.open("/deposits/1") == .ok)
            #expect(
                try await admin.post("/deposits/1", form: Self.form(Self.arrival, takeOver: "补录"), from: "/deposits/1")
                    == .unprocessableContent)
            for path in ["/deposits/1", "/deposits/1/aside", "/deposits"] {
                #expect(try await admin.post(path, form: Self.form(["reason": "伪造"]), token: "forged") == .forbidden, "\(path)")
            }
            #expect(try await admin.post("/deposits/1/aside", ["reason": "另案处理"], from: "/deposits/1") == .seeOther)
            // A manager brings a file for orders of their own region, as often as they like.
            let manager = try await house.browser(of: "li-manager", client)
            let token = try await manager.tokenAfter("/profile")
            let brought = Self.log.merging(
                ["_number": order, "_verb": "log-work", "_key": "f-1", "_person": "zhang-wei", "_done": "2026-05-12T06:20:00Z"]) {
                    $1
                }
            for _ in 1...2 { #expect(try await manager.post("/deposits", form: Self.form(brought), token: token) == .ok) }
            try await manager.open("/deposits/2")
            #expect(manager.page.contains("李强凭加密文件交入"))
            #expect(try await manager.open("/deposits/3") == .notFound)
            for person in ["nobody", "gu-customer", "", "a\0b"] {
                let fields = brought.merging(["_person": person, "_key": "f-\(person)"]) { $1 }
                let status = try await manager.post("/deposits", form: Self.form(fields), token: token)
                #expect((400..<500).contains(status.code), "\(person)")
            }
        }
    }

    @Test func `A stranger hands nothing in, nothing secret is kept, and garbage is told as such`() async throws {
        let house = try await WebHouse()
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        let other = try await Self.requestOfAnother(in: house)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            let log = Self.log.merging(["_number": order, "_verb": "log-work", "_key": "k-1", "_done": "2026-05-12T06:20:00Z"]) {
                $1
            }
            for wrong in [nil, "", "x", String(key.reversed()), String(repeating: "a", count: 43)] {
                #expect(try await Self.handIn(wrong, log, client).status == .notFound)
            }
            let refused: [([String: String], HTTPResponse.Status)] = [
                (["text": "设备口令：Huawei@2026x"], .unprocessableContent), (["_number": "DO-2026-999999"], .notFound),
                (["_number": other, "_verb": "comment", "text": "苏州"], .notFound), (["_number": "\0"], .notFound),
                (["_verb": "no-such"], .notFound), (["_verb": "breach"], .notFound), (["_number": "person:zhang-wei"], .notFound),
                (["_done": "yesterday"], .badRequest), (["_done": "2026-06-12T06:20:00Z"], .badRequest),
                (["_key": ""], .badRequest), (["_key": String(repeating: "k", count: 201)], .badRequest),
                (["text": String(repeating: "长", count: 100_000)], .badRequest),
            ]
            for (change, status) in refused {
                let answer = try await Self.handIn(key, log.merging(change) { $1 }, client)
                #expect(answer.status == status, "\(change.keys) \(String(buffer: answer.body))")
            }
            for type in ["text/plain", "multipart/form-data; boundary=x", "application/json"] {
                let answer = try await Self.send(key, "{]", type, client)
                #expect((400..<500).contains(answer.status.code), "\(type)")
            }
            // What can't be read in a text is kept as far as it can be.
            #expect(
                try await Self.handIn(key, log.merging(["text": "a\0b", "_skew": "soon", "_key": "k-9"]) { $1 }, client).status
                    == .ok)
            let kept = try await house.front.desk.database.read { session in
                try session.query("SELECT key FROM deposits").map { try $0.text("key") }
            }
            #expect(kept == ["k-9"])
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open("/deposits/1") == .ok)
            for path in ["/deposits/0", "/deposits/x", "/deposits/99999999999999999999", "/deposits/1/files/x"] {
                #expect(try await manager.open(path) == .notFound, "\(path)")
            }
            #expect(try await manager.open("/deposits?from=x&settled=2&done=none") == .ok)
        }
    }

    @Test func `A key hands in a queue at once and then has to wait`() async throws {
        let house = try await WebHouse()
        _ = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            for _ in 1...Desk.mostDeposits { #expect(try await Self.handIn(key, [:], client).status == .ok) }
            let answer = try await Self.handIn(key, [:], client)
            #expect(answer.status == .tooManyRequests && answer.headers[.retryAfter] != nil)
            house.wait(minutes: 60)
            #expect(try await Self.handIn(key, [:], client).status == .ok)
        }
    }

    /// Sends what a phone would, without a cookie.
    static func handIn(_ key: String?, _ fields: [String: String], _ client: Client) async throws -> TestResponse {
        let body = fields.map { "\($0.key)=\(Browser.encoded($0.value))" }.joined(separator: "&")
        return try await send(key, body, "application/x-www-form-urlencoded", client)
    }

    static func send(_ key: String?, _ body: String, _ type: String, _ client: Client) async throws -> TestResponse {
        var headers: HTTPFields = [.contentType: type, .acceptLanguage: "zh-CN"]
        if let key { headers[.authorization] = "Deposit \(key)" }
        return try await client.execute(uri: "/site/deposits", method: .post, headers: headers, body: ByteBuffer(string: body))
    }

    /// The fields of a form, with the word of whoever takes it over.
    static func form(_ fields: [String: String], takeOver: String? = nil) -> [String: String] {
        fields.merging(takeOver.map { ["_takeover": $0] } ?? [:]) { $1 }
    }
}

extension Browser {
    /// The token of a page's forms.
    fileprivate func tokenAfter(_ path: String) async throws -> String {
        try await open(path)
        return try #require(token)
    }
}

extension WebHouse {
    /// The key that came with somebody's pack.
    func depositKey(of person: String, _ client: any TestClientProtocol) async throws -> String {
        let pack = try await packText(of: person, client)
        return String(try #require(pack.firstMatch(of: /"deposit":"([^"]+)"/)).1)
    }
}
