import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

/// A step that was handed in is done once; nothing is kept of one that isn't taken, and none is read unnoticed.
extension `What was left on a phone` {
    /// A request of another region, whose case isn't the engineer's.
    static func requestOfAnother(in house: WebHouse) async throws -> String {
        try await house.open(
            "SR", "receive", by: "wang-desk",
            [
                "description": "存储告警", "contact": "陆遥", "phone": "13800000002", "customer": "suneng", "site": "suzhou-hub",
                "channel": "hotline",
            ])
    }

    @Test(arguments: WebHouse.databases)
    func `However wrong a phone's clock was told to be, its step can be read`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            let manager = try await house.browser(of: "li-manager", client)
            let clocks = [
                ("-9223372036854775808", "手机时钟快"), ("9223372036854775807", "手机时钟慢"), ("9223372036854775808", "手机时钟未校"),
            ]
            for (place, (skew, told)) in clocks.enumerated() {
                let log = Self.log.merging(["_number": order, "_verb": "log-work", "_key": "k-\(place)", "_skew": skew]) { $1 }
                    .merging(["_done": "2026-05-12T06:20:00Z"]) { $1 }
                #expect(try await Self.handIn(key, log, client).status == .ok, "\(skew)")
                #expect(try await manager.open("/deposits/\(place + 1)") == .ok, "\(skew)")
                let has = manager.page.contains(told)
                #expect(has, "\(skew)")
            }
        }
    }

    @Test(arguments: WebHouse.databases)
    func `What was handed in isn't taken from the phone too, neither before a manager enters it nor after`(dialect: Dialect)
        async throws
    {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.serve { client in
            func grant(_ role: String) async throws {
                try await house.act(
                    "amend", on: "person:zhang-wei", by: "he-hr",
                    [
                        "code": "zhang-wei", "name": "张伟", "region": "shanghai", "employment": "employed",
                        "grants": [["role": .text(role), "region": "shanghai"]],
                    ])
            }
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            let arrive = Self.arrival.merging(["_number": order, "_verb": "arrive", "_key": "k-1"]) { $1 }
                .merging(["_done": "2026-05-12T05:55:00Z"]) { $1 }
            try await grant("storekeeper")
            #expect(try await Self.handIn(key, arrive, client).status == .ok)
            // Back among the engineers, whose phone has it still.
            try await grant("engineer")
            let phone = try await house.browser(of: "zhang-wei", client)
            let step = arrive.merging(["_person": "zhang-wei"]) { $1 }
            let path = "/site/\(order)/steps/arrive"
            #expect(try await phone.post(path, form: step, from: "/profile") == .unprocessableContent)
            #expect(phone.page.contains("此步已交给主管"))
            #expect(try await house.entries(of: order).allSatisfy { $0.verb != "arrive" })
            let manager = try await house.browser(of: "li-manager", client)
            #expect(
                try await manager.post("/deposits/1", form: Self.form(Self.arrival, takeOver: "补录"), from: "/deposits/1")
                    == .seeOther)
            #expect(try await phone.post(path, form: step, from: "/profile") == .unprocessableContent)
            #expect(try await house.entries(of: order).filter { $0.verb == "arrive" }.map(\.person) == ["li-manager"])
        }
    }

    @Test(arguments: WebHouse.databases) func `Of a step that isn't taken no file is kept`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        let other = try await Self.requestOfAnother(in: house)
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            func kept() async throws -> Int64? {
                try await house.front.desk.database.read { session in
                    try session.first("SELECT COUNT(*) AS n FROM blobs")?.integer("n")
                }
            }
            func handIn(_ number: String, _ verb: String, _ field: String) async throws -> HTTPResponse.Status {
                let head = "--b\r\nContent-Disposition: form-data; name="
                let fields = ["_number": number, "_verb": verb, "_key": "k-\(number)", "_done": "2026-05-12T06:21:00Z"]
                    .map { "\(head)\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }.joined()
                let file = "\(head)\"\(field)\"; filename=\"a.txt\"\r\n\r\n收光正常\r\n--b--\r\n"
                return try await Self.send(key, fields + file, "multipart/form-data; boundary=b", client).status
            }
            let before = try #require(try await kept())
            #expect(try await handIn("DO-2026-999999", "add-photo", "photos") == .notFound)
            #expect(try await handIn(other, "attach", "files") == .notFound)
            #expect(try await kept() == before)
            #expect(try await handIn(order, "add-photo", "photos") == .ok)
            #expect(try await kept() == before + 1)
        }
    }

    @Test(arguments: WebHouse.databases)
    func `Who reads a step, or a file of it, is noted where its case holds customer secrets`(dialect: Dialect) async throws {
        guard WebHouse.isHere(dialect) else { return }
        let house = try await WebHouse(dialect)
        let order = try await house.order(for: "zhang-wei", at: "2026-05-12 14:00", accepted: true)
        try await house.act("comment", on: order, by: "li-manager", ["text": "请看 10.20.30.40 的告警"])
        let photo = try await house.house.desk.keep(file: "a.png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7])
        try await house.serve { client in
            let key = try await house.depositKey(of: "zhang-wei", client)
            house.wait(minutes: 360)
            try await house.act("leave-company", on: "person:zhang-wei", by: "he-hr", ["lastDay": "2026-05-12"])
            let photos = [
                "_number": order, "_verb": "add-photo", "_key": "k-1", "_done": "2026-05-12T06:21:00Z",
                "photos[1].name": photo.name, "photos[1].hash": photo.hash,
            ]
            #expect(try await Self.handIn(key, photos, client).status == .ok)
            func reads(by reader: String) async throws -> [String] {
                try await house.front.desk.secretReads(by: reader, of: order, before: nil, for: "feng-audit").lines.map(\.what)
            }
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open("/deposits") == .ok)
            #expect(try await reads(by: "li-manager").isEmpty)
            #expect(try await manager.open("/deposits/1/files/\(photo.hash.dropFirst(7))") == .ok)
            #expect(try await reads(by: "li-manager") == ["file a.png"])
            let other = try await house.browser(of: "chen-deputy", client)
            #expect(try await other.open("/deposits/1") == .ok)
            #expect(try await reads(by: "chen-deputy") == ["case"])
            // Whoever keeps no steps of that region has read nothing.
            let stranger = try await house.browser(of: "zhao-manager", client)
            #expect(try await stranger.open("/deposits/1") == .notFound)
            #expect(try await reads(by: "zhao-manager").isEmpty)
        }
    }
}
