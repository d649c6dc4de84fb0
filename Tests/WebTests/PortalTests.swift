import HTTPTypes
import Handbook
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

/// One-time links and the portal: who comes by a link sees one case, does one thing, once.
@Suite struct `Customers` {
    static let databases: [Dialect] = [.sqlite, .postgres].filter(WebHouse.isHere)

    /// Makes a link as the staff do, and gives its path.
    func link(
        in house: WebHouse, _ number: String, _ purpose: String, by staff: String = "wang-desk", days: Int = 3,
        _ client: any TestClientProtocol
    ) async throws -> String {
        let browser = try await house.browser(of: staff, client)
        let path = "/cases/\(number)/links"
        try await browser.post(path, ["contact": "gu-ming", "purpose": purpose, "days": String(days)], from: path)
        try #require(browser.status == .ok, "\(browser.page)")
        return try #require(browser.page.firstMatch(of: /http:\/\/127\.0\.0\.1(\/l\/[A-Za-z0-9_-]+)/).map { String($0.1) })
    }

    func enterContact(_ house: WebHouse, mail: String? = nil) async throws {
        var input: [String: Value] = [
            "code": "gu-ming", "name": "顾明", "customer": "hudian", "region": "shanghai", "phone": "13800000001",
        ]
        if let mail { input["mail"] = .text(mail) }
        try await house.front.desk.perform(Submission(by: "wang-desk", .new(kind: "contact"), "enter", input))
    }

    @Test(arguments: databases) func `A link is short, looked at as often as one likes, and used up by what is sent`(
        _ kind: Dialect
    )
        async throws
    {
        let house = try await WebHouse(kind)
        try await enterContact(house)
        try await house.serve { client in
            let path = try await link(in: house, "contact:gu-ming", "report", client)
            #expect(path.count <= 40)
            let phone = Browser(client)
            for _ in 0..<3 {
                try await phone.open(path)
                #expect(phone.status == .ok && phone.page.contains("顾明，您好"))
            }
            // What can't be taken leaves it as it was, with what was typed.
            try await phone.post("\(path)/receive", ["description": "", "serial": "SN-OSN-0001"])
            #expect(phone.status == .badRequest && phone.page.contains("SN-OSN-0001"))
            let words = "浦东链路中断，红灯"
            try await phone.post("\(path)/receive", ["description": words, "serial": "SN-OSN-0001"])
            #expect(phone.status == .seeOther && phone.location == "\(path)?done=receive")
            try await phone.open(path)
            #expect(phone.page.contains("已收到") && phone.page.contains(words) && !phone.page.contains("<textarea"))
            // Sent again it does nothing again.
            try await phone.post("\(path)/receive", ["description": "又一次"], token: phone.token ?? "")
            let count = try await house.front.desk.database.read { session in
                try session.first("SELECT COUNT(*) AS n FROM cases WHERE kind = 'SR'")?.integer("n")
            }
            #expect(count == 1)
            let entry = try await house.front.desk.database.read { session in
                try JournalEntry.all(of: "SR-2026-000001", in: session).first
            }
            #expect(entry?.person == "contact:gu-ming" && entry?.source == "link")
            #expect(try entry?.content()["link"].text?.hasPrefix("sha256:") == true)
            #expect(try entry?.content()["by"].text == "顾明")
        }
    }

    @Test func `Customers agree to what they have read, and to nothing that was asked after it`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let desk = house.front.desk
            let raise: [String: Value] = ["type": "repair", "site": "pudong-dc", "work": "更换风扇", "devices": ["SN-OSN-0001"]]
            let order = try await desk.perform(Submission(by: "zhang-wei", .new(kind: "DO"), "raise", raise)).number
            let noon = try #require(desk.editions.current.time.instant(parsing: "2026-05-13 12:00"))
            try await desk.perform(
                Submission(
                    by: "li-manager", .at(number: order), "assign",
                    ["engineer": "zhang-wei", "appointment": .integer(noon.milliseconds)]))
            func ask(_ operations: [String]) async throws {
                try await desk.perform(
                    Submission(
                        by: "zhang-wei", .at(number: order), "ask-consent",
                        ["operations": .list(operations.map { .text($0) }), "explanation": "换风扇时设备不断电"]))
            }
            try await ask(["更换风扇"])
            let customer = try await house.browser(of: "gu-customer", client)
            let page = "/portal/cases/\(order)"
            try await customer.open(page)
            let read = try #require(customer.hidden("_asof"))
            try await ask(["更换风扇", "复位网元"])
            let consent = "\(page)/give-consent"
            #expect(try await customer.post(consent, ["conditions": "提前来电", "_asof": read]) == .conflict)
            #expect(customer.page.contains("复位网元") && customer.page.contains("提前来电") && customer.page.contains("又有变化"))
            let now = try #require(customer.hidden("_asof"))
            #expect(try await customer.post(consent, ["conditions": "提前来电", "_asof": now]) == .seeOther)
            // Who comes too late is told so, and keeps what was typed.
            #expect(try await customer.post("\(page)/refuse-consent", ["why": "白天不能复位"], from: page) == .unprocessableContent)
            #expect(customer.page.contains("白天不能复位"))
            // What was agreed is allowed no more once it was asked again and refused.
            try await ask(["复位网元"])
            #expect(try await customer.post("\(page)/refuse-consent", ["why": "白天不能复位"], from: page) == .seeOther)
            let record = try await desk.reading(of: order, for: "li-manager").record()
            #expect(record["approvedOperations"] == ["更换风扇"])
        }
    }

    @Test func `A link opens nothing but its own step, and shows nothing of any other case`() async throws {
        let house = try await WebHouse()
        try await enterContact(house)
        try await house.serve { client in
            let own = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let sibling = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "风扇告警")
            let path = try await link(in: house, own, "facts", client)
            let phone = Browser(client)
            try await phone.open(path)
            #expect(phone.page.contains(own) && !phone.page.contains(sibling) && !phone.page.contains("风扇告警"))
            for verb in ["comment", "confirm", "receive", "close", "complete-facts%00", ".."] {
                let status = try await phone.post("\(path)/\(verb)", ["text": "在", "description": "在"], from: path)
                #expect(status == .notFound, "\(verb)")
            }
            // The link is no way into the house.
            for other in ["/portal", "/cases/\(own)", "/cases/\(sibling)", "/"] {
                try await phone.open(other)
                #expect(phone.status == .seeOther && phone.location?.hasPrefix("/sign-in") == true, "\(other)")
            }
            // A register's entries can't be guessed by it either: the input isn't even taken.
            try await phone.post("\(path)/complete-facts", ["place": "三楼", "site": "suzhou-hub"], from: path)
            #expect(phone.status == .seeOther)
            let record = try await house.front.desk.reading(of: own, for: "wang-desk").record()
            #expect(record["facts"]?["place"].text == "三楼" && record["site"]?.text == "pudong-dc")
        }
    }

    @Test func `A link is over when its days are, when it is taken back, and when its contact is gone`() async throws {
        let house = try await WebHouse()
        try await enterContact(house)
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let desk = try await house.browser(of: "wang-desk", client)
            let revoked = try await link(in: house, request, "facts", client)
            try await desk.open("/cases/\(request)/links")
            let hash = try #require(desk.hidden("hash"))
            try await desk.post("/cases/\(request)/revoke-link", ["hash": hash])
            #expect(desk.status == .seeOther)
            let phone = Browser(client)
            #expect(try await phone.open(revoked) == .notFound)
            #expect(phone.page.contains("请索取新的"))

            let late = try await link(in: house, request, "facts", days: 1, client)
            house.wait(minutes: 24 * 60 + 1)
            #expect(try await phone.open(late) == .notFound)

            let orphan = try await link(in: house, request, "facts", client)
            try await phone.open(orphan)
            let retire = Submission(by: "wang-desk", .at(number: "contact:gu-ming"), "retire", ["reason": "调离"])
            try await house.front.desk.perform(retire)
            try await phone.post("\(orphan)/complete-facts", ["place": "三楼"])
            #expect(phone.status == .notFound)
        }
    }

    @Test func `A key that is none opens nothing, whatever it looks like`() async throws {
        let house = try await WebHouse()
        try await enterContact(house)
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let path = try await link(in: house, request, "facts", client)
            let key = String(path.dropFirst(3))
            var spoiled = [
                "", "a", String(repeating: "a", count: 22), String(key.dropLast()), key + "a", key.lowercased(), key.uppercased(),
                String(key.reversed()), "%00", "%E6%B5%A6", "..%2F..", "'%20OR%201=1--", String(repeating: "k", count: 5000),
                "sha256:" + String(repeating: "0", count: 64),
            ]
            // One bit away, at every place.
            let bytes = Array(key.utf8)
            for index in bytes.indices {
                var other = bytes
                other[index] ^= 1
                spoiled.append(other.map { "%" + String($0, radix: 16) }.joined())
            }
            let phone = Browser(client)
            for key in spoiled where "/l/\(key)" != path {
                let got = try await phone.open("/l/\(key)")
                #expect(got == .notFound, "\(key)")
                let sent = try await phone.post("/l/\(key)/complete-facts", ["place": "三楼"], from: path)
                #expect(sent == .notFound, "\(key)")
            }
            // The digest, which the journal tells, is no key.
            try await phone.open(path)
            #expect(phone.status == .ok)
        }
    }

    @Test func `A link's form is taken only with its own page's token`() async throws {
        let house = try await WebHouse()
        try await enterContact(house)
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let path = try await link(in: house, request, "facts", client)
            let phone = Browser(client)
            try await phone.open(path)
            for forged in ["", "x", String((phone.token ?? "").reversed())] {
                #expect(try await phone.post("\(path)/complete-facts", ["place": "三楼"], token: forged) == .forbidden)
            }
        }
    }

    @Test func `The letter goes to the contact's address and is asked for by whoever saw the key`() async throws {
        let house = try await WebHouse()
        try await enterContact(house, mail: "gu@hudian.example")
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let desk = try await house.browser(of: "wang-desk", client)
            let path = "/cases/\(request)/links"
            try await desk.post(path, ["contact": "gu-ming", "purpose": "facts", "days": "3"], from: path)
            let key = try #require(desk.hidden("key"))
            let other = try await house.browser(of: "zhang-wei", client)
            #expect(try await other.post("\(path)/letter", ["key": String(key.reversed())], from: path) == .notFound)
            try await desk.post("\(path)/letter", ["key": key])
            #expect(desk.status == .ok && desk.page.contains("已寄往 gu@hudian.example"))
            let letters = try await house.front.desk.database.read { session in
                try session.query("SELECT target, payload FROM outbox WHERE target LIKE 'mail:%'").map {
                    (try $0.text("target"), try $0.text("payload"))
                }
            }
            #expect(letters.count == 1 && letters[0].0 == "mail:gu@hudian.example" && letters[0].1.contains("/l/\(key)"))
        }
    }

    @Test(arguments: databases) func `The portal tells a customer of their own, and a parent of its branches'`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let own = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let branch = Submission(
                by: "wang-desk", .new(kind: "SR"), "receive", ["description": "分公司网管告警", "customer": "hudian-pudong"])
            let below = try await house.front.desk.perform(branch).number
            let page = try await house.page("/portal", as: "gu-customer", client)
            #expect(page.contains("链路中断") && page.contains("分公司网管告警"))
            let other = try await house.page("/portal", as: "lu-customer", client)
            #expect(!other.contains("链路中断") && !other.contains("分公司"))
            // A parent sees what is its branch's, and does nothing in it.
            let parent = try await house.browser(of: "gu-customer", client)
            #expect(try await parent.open("/portal/cases/\(below)") == .ok)
            #expect(!parent.page.contains("<textarea"))
            try await parent.open("/portal/cases/\(own)")
            try await parent.post("/portal/cases/\(own)/complete-facts", ["place": "三楼"])
            #expect(parent.location == "/portal/cases/\(own)?done=complete-facts")
        }
    }

    @Test func `A customer reports and complains in the portal`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = try await house.browser(of: "gu-customer", client)
            try await browser.post(
                "/portal/new/SR/receive", ["description": "链路中断", "serial": "SN-OSN-0001"], from: "/portal/new/SR/receive")
            let location = try #require(browser.location)
            #expect(location.hasPrefix("/portal/cases/SR-2026-") && location.hasSuffix("?done=receive"))
            try await browser.open(location)
            #expect(browser.page.contains("方便时请再告诉我们"))
            let number = String(location.dropFirst("/portal/cases/".count).prefix { $0 != "?" })
            let form = "/portal/new/CP/complain?about=\(number)"
            try await browser.open(form)
            #expect(browser.page.contains("value=\"\(number)\""))
            try await browser.post("/portal/new/CP/complain", ["text": "一小时没有回音", "about": number])
            try await browser.open(try #require(browser.location))
            #expect(browser.page.contains("我们的时限"))
        }
    }
}
