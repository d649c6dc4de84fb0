import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `One's own account` {
    private static let password = "three words and a fish"
    private static let another = "four words, a fish and a fly"

    @Test func `shows where one is signed in, and ends the others`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let here = try await house.browser(of: "zhang-wei", client)
            let there = try await house.browser(of: "zhang-wei", client)
            let elsewhere = try await house.browser(of: "zhang-wei", client)
            let stranger = try await house.browser(of: "sun-yu", client)
            try await here.open("/profile")
            #expect(here.page.components(separatedBy: "Firefox · Linux").count > 3)
            try await here.post("/profile/sessions", ["session": try #require(here.sessions.first)])
            let open = [try await there.open("/"), try await elsewhere.open("/")]
            #expect(open.filter { $0 == .ok }.count == 1)
            try await here.post("/profile/sessions", ["session": "others"], from: "/profile")
            #expect(try await there.open("/") == .seeOther)
            #expect(try await elsewhere.open("/") == .seeOther)
            #expect(try await here.open("/") == .ok)
            // Nobody ends another's session, even knowing its digest.
            try await here.open("/profile")
            try await stranger.open("/profile")
            try await here.post("/profile/sessions", ["session": "sha256:\(String(repeating: "0", count: 64))"])
            #expect(try await stranger.open("/") == .ok)
        }
    }

    @Test func `asks for the present password before it takes another, which ends every other session`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let here = try await house.browser(of: "zhang-wei", client)
            let there = try await house.browser(of: "zhang-wei", client)
            let old = Browser(client)
            old.steal(here)
            let fields: KeyValuePairs = ["present": "not it, I am afraid", "password": Self.another, "again": Self.another]
            #expect(try await here.post("/profile/password", fields, from: "/profile/password") == .unprocessableContent)
            #expect(here.page.contains("现在的口令不对"))
            let short: KeyValuePairs = ["present": Self.password, "password": "short", "again": "short"]
            #expect(try await here.post("/profile/password", short) == .unprocessableContent)
            let right: KeyValuePairs = ["present": Self.password, "password": Self.another, "again": Self.another]
            #expect(try await here.post("/profile/password", right) == .seeOther)
            #expect(try await here.open("/profile") == .ok)
            #expect(here.page.contains("设定口令"))
            #expect(try await there.open("/") == .seeOther)
            #expect(try await old.open("/") == .seeOther)
            let again = Browser(client)
            #expect(
                try await again.post("/sign-in", ["name": "zhang-wei", "password": Self.password], from: "/sign-in")
                    == .unprocessableContent)
            #expect(try await again.post("/sign-in", ["name": "zhang-wei", "password": Self.another]) == .seeOther)
        }
    }

    @Test func `keeps the language, which then beats the browser's`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            try await browser.post("/profile", ["language": "en", "mail": "1"], from: "/profile")
            try await browser.open("/profile")
            #expect(browser.page.contains("<html lang=\"en\">"))
            #expect(browser.page.contains("name=\"mail\" value=\"1\" checked"))
            try await browser.post("/profile", ["language": ""])
            try await browser.open("/profile")
            #expect(browser.page.contains("<html lang=\"zh-CN\">"))
            #expect(!browser.page.contains("name=\"mail\" value=\"1\" checked"))
        }
    }

    @Test func `issues a token, shows it once, and revokes it`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            try await browser.post("/profile/tokens", ["scopes": "read", "days": "30"], from: "/profile")
            let token = try #require(browser.page.firstMatch(of: /pgt_[A-Za-z0-9_-]{43}/).map { String($0.0) })
            try await browser.open("/profile")
            #expect(!browser.page.contains(token))
            let issued = try await house.front.desk.tokens(of: "zhang-wei")
            #expect(issued.map(\.hash) == [contentHash(of: Array(token.utf8))])
            let stranger = try await house.browser(of: "sun-yu", client)
            #expect(try await stranger.post("/profile/tokens/revoke", ["hash": issued[0].hash], from: "/profile") == .notFound)
            #expect(try await browser.post("/profile/tokens/revoke", ["hash": issued[0].hash]) == .seeOther)
            #expect(try await house.front.desk.tokens(of: "zhang-wei").first?.revoked == house.front.desk.now())
            #expect(try await browser.post("/profile/tokens", ["scopes": "all", "days": "30"], from: "/profile") == .badRequest)
            #expect(try await browser.post("/profile/tokens", ["scopes": "read", "days": "367"]) == .badRequest)
        }
    }

    @Test(
        arguments: [(59, "94287082"), (1_111_111_109, "07081804"), (1_234_567_890, "89005924"), (20_000_000_000, "65353130")]
            as [(Int64, String)])
    func `counts codes as the standard's own examples do`(_ second: Int64, _ code: String) {
        let totp = TOTP(secret: Array("12345678901234567890".utf8))
        #expect(totp.code(at: TOTP.step(at: second * 1000)) == code.suffix(6))
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `asks for the second step once it is on, takes each code once, and recovery codes in its place`(_ dialect: Dialect)
        async throws
    {
        let house = try await WebHouse(dialect)
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let browser = try await house.browser(of: "zhang-wei", client)
            let totp = try await house.enrol(browser, password: Self.password)
            let codes = browser.page.matches(of: /<code>([a-z2-7-]{29})<\/code>/).map { String($0.1) }
            #expect(codes.count == 10)

            let other = Browser(client)
            let signIn: KeyValuePairs = ["name": "zhang-wei", "password": Self.password]
            try await other.post("/sign-in", signIn, from: "/sign-in")
            #expect(other.status == .ok && other.cookies["paigong"] == nil)
            let key = try #require(other.hidden("key"))
            // The code by which it was turned on is used up; a wrong one is refused.
            for code in [totp.code(at: house.step), "000000", ""] {
                #expect(try await other.post("/sign-in", ["key": key, "code": code]) == .unprocessableContent)
            }
            house.wait(minutes: 1)
            #expect(try await other.post("/sign-in", ["key": key, "code": totp.code(at: house.step)]) == .seeOther)
            #expect(try await other.open("/") == .ok)

            let third = Browser(client)
            try await third.post("/sign-in", signIn, from: "/sign-in")
            let next = try #require(third.hidden("key"))
            #expect(try await third.post("/sign-in", ["key": next, "code": totp.code(at: house.step)]) == .unprocessableContent)
            #expect(try await third.post("/sign-in", ["key": next, "code": codes[3].uppercased()]) == .seeOther)
            let fourth = Browser(client)
            try await fourth.post("/sign-in", signIn, from: "/sign-in")
            let last = try #require(fourth.hidden("key"))
            #expect(try await fourth.post("/sign-in", ["key": last, "code": codes[3]]) == .unprocessableContent)
        }
    }

    @Test func `guards the second step: no guessing, no way around by a link, none off without the password`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let browser = try await house.browser(of: "zhang-wei", client)
            _ = try await house.enrol(browser, password: Self.password)
            for purpose in [Accounts.Purpose.signIn, .setPassword] {
                let link = try await house.front.accounts.link(for: "zhang-wei", to: purpose)
                let visitor = Browser(client)
                try await visitor.post(link, ["password": Self.another, "again": Self.another], from: link)
                #expect(visitor.status == .ok && visitor.cookies["paigong"] == nil)
            }
            let guesser = Browser(client)
            try await guesser.open("/sign-in")
            var statuses: [HTTPResponse.Status?] = []
            for _ in 0..<4 {
                // Whoever knows the password gets no fresh tries by giving it again.
                try await guesser.post("/sign-in", ["name": "zhang-wei", "password": Self.another])
                let key = try #require(guesser.hidden("key"))
                for _ in 0..<2 { statuses.append(try await guesser.post("/sign-in", ["key": key, "code": "123456"])) }
            }
            #expect(statuses.prefix(5).allSatisfy { $0 == .unprocessableContent })
            #expect(statuses.dropFirst(5).allSatisfy { $0 == .tooManyRequests })
        }
    }

    @Test func `lets nobody turn the second step off without the password`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let browser = try await house.browser(of: "zhang-wei", client)
            _ = try await house.enrol(browser, password: Self.password)
            #expect(try await browser.post("/profile/second-step", ["step": "end", "present": "no"]) == .unprocessableContent)
            #expect(try await browser.post("/profile/second-step", ["step": "end", "present": Self.password]) == .seeOther)
            try await browser.open("/profile")
            #expect(browser.page.contains("未启用"))
        }
    }
}

@Suite struct `An administrator` {
    @Test func `ends another's sessions, and a second step whose phone is lost`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let password = "three words and a fish"
            try await house.give(password, to: "zhang-wei", client)
            let browser = try await house.browser(of: "zhang-wei", client)
            _ = try await house.enrol(browser, password: password)
            let hr = try await house.browser(of: "he-hr", client)
            #expect(try await hr.post("/accounts/zhang-wei", ["act": "end-second-step"], from: "/profile") == .notFound)
            let admin = try await house.browser(of: "admin", client)
            try await admin.open("/cases/person:zhang-wei")
            #expect(admin.page.contains("action=\"/accounts/zhang-wei\""))
            #expect(try await admin.post("/accounts/zhang-wei", ["act": "end-second-step"]) == .seeOther)
            #expect(try await browser.open("/") == .seeOther)
            try await browser.post("/sign-in", ["name": "zhang-wei", "password": password], from: "/sign-in")
            #expect(browser.status == .seeOther)
            try await browser.open("/profile")
            #expect(browser.page.contains("off: admin"))
            try await admin.open("/profile")
            #expect(try await admin.post("/accounts/zhang-wei", ["act": "end-sessions"]) == .seeOther)
            #expect(try await browser.open("/") == .seeOther)
            // Nobody gets round their own second step in this way.
            #expect(try await admin.post("/accounts/admin", ["act": "end-second-step"], from: "/profile") == .notFound)
        }
    }
}

@Suite struct `The first start` {
    @Test func `has its first administrator entered by a link, once`() async throws {
        let house = try await WebHouse(isFurnished: false)
        try await house.serve { client in
            let link = String(try #require(try await house.front.setUpAddress()).dropFirst("http://127.0.0.1".count))
            let browser = Browser(client)
            #expect(try await browser.open(link) == .ok)
            let good = "three words and a fish"
            #expect(
                try await browser.post(link, ["name": "林岚", "code": "lin-lan", "password": "short", "again": "short"])
                    == .unprocessableContent)
            #expect(
                try await browser.post(link, ["name": "林岚", "code": "Lin Lan!", "password": good, "again": good]) == .badRequest)
            #expect(browser.page.contains("Lin Lan!"))
            #expect(
                try await browser.post(link, ["name": "林岚", "code": "lin-lan", "mail": "", "password": good, "again": good])
                    == .seeOther)
            #expect(try await browser.open("/profile") == .ok)
            #expect(browser.page.contains("系统管理员") || browser.page.contains("administrator"))
            #expect(try await Browser(client).open(link) == .notFound)
            #expect(try await house.front.setUpAddress() == nil)
        }
    }

    @Test func `ends every other set-up link with the first administrator`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let link = try await house.front.accounts.link(for: "console", to: .setUp)
            #expect(try await house.front.setUpAddress() == nil)
            #expect(try await Browser(client).open(link) == .notFound)
            #expect(try await Browser(client).open(link.replacing("set-up", with: "enter")) == .notFound)
        }
    }
}

extension Browser {
    /// The digests of the sessions that the page offers to end.
    fileprivate var sessions: [String] {
        page.matches(of: /name="session" value="(sha256:[^"]+)"/).map { String($0.1) }
    }
}

extension WebHouse {
    /// The step of codes that the clock stands in.
    var step: Int64 { TOTP.step(at: house.clock.now.milliseconds) }

    /// Turns somebody's second step on in their browser.
    func enrol(_ browser: Browser, password: String) async throws -> TOTP {
        let path = "/profile/second-step"
        try await browser.post(path, ["step": "begin", "present": password], from: path)
        try await browser.open(path)
        let text = try #require(browser.page.firstMatch(of: /<code class="key">([A-Z2-7 ]+)<\/code>/)).1.filter { $0 != " " }
        let totp = TOTP(secret: try #require(Base32.bytes(of: String(text))))
        try await browser.post(path, ["step": "confirm", "code": totp.code(at: step)])
        try #require(browser.status == .ok)
        return totp
    }
}
