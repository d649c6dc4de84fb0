import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Signing in` {
    private static let password = "three words and a fish"

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `by code, phone or mail leads to the page that was asked for`(_ dialect: Dialect) async throws {
        let house = try await WebHouse(dialect)
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            for name in ["zhang-wei", " ZHANG-WEI ", "13900000003"] {
                let browser = Browser(client)
                try await browser.post(
                    "/sign-in", ["name": name, "password": Self.password, "then": "/cases/SR-1"],
                    from: "/sign-in?then=%2Fcases%2FSR-1")
                #expect(browser.status == .seeOther)
                #expect(browser.location == "/cases/SR-1")
                #expect(try await browser.open("/") == .ok)
            }
        }
    }

    @Test(arguments: [
        "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nSet-Cookie: b=c", "/sign-in",
    ])
    func `never leads to another site`(_ then: String) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let browser = Browser(client)
            try await browser.post(
                "/sign-in", ["name": "zhang-wei", "password": Self.password, "then": then], from: "/sign-in")
            #expect(browser.location == "/")
        }
    }

    @Test func `says the same of an unknown name as of a wrong password, at the same cost`() async throws {
        let threads = HashingThreads()
        let house = try await WebHouse(threads: threads)
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            var answers: [(HTTPResponse.Status?, String)] = []
            for name in ["zhang-wei", "nobody-here", "wang-desk", "console", "clock"] {
                let browser = Browser(client)
                try await browser.open("/sign-in")
                let before = threads.count
                try await browser.post("/sign-in", ["name": name, "password": "something else"])
                #expect(threads.count == before + 1)
                let told = browser.page.replacing(name, with: "").replacing(try #require(browser.token), with: "")
                answers.append((browser.status, told))
            }
            #expect(answers.allSatisfy { $0 == answers[0] })
            #expect(answers[0].0 == .unprocessableContent)
        }
    }

    @Test func `has whoever is wrong too often wait, longer each time, and lets them in afterwards`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            for name in ["zhang-wei", "nobody-here"] {
                let browser = Browser(client)
                try await browser.open("/sign-in")
                for _ in 0..<5 { try await browser.post("/sign-in", ["name": name, "password": "wrong"]) }
                #expect(browser.status == .unprocessableContent)
                // Even the right one has to wait now.
                try await browser.post("/sign-in", ["name": name, "password": Self.password])
                #expect(browser.status == .tooManyRequests)
                #expect(browser.answer?.headers[.retryAfter] == "30")
                #expect(browser.page.contains("30 秒后再试"))
                house.wait(minutes: 1)
                try await browser.post("/sign-in", ["name": name, "password": "wrong"])
                try await browser.post("/sign-in", ["name": name, "password": "wrong"])
                #expect(browser.answer?.headers[.retryAfter] == "60")
            }
            house.wait(minutes: 2)
            let browser = Browser(client)
            try await browser.post("/sign-in", ["name": "zhang-wei", "password": Self.password], from: "/sign-in")
            #expect(browser.status == .seeOther)
            try await browser.open("/profile")
            #expect(browser.page.contains("暂停登录"))
        }
    }

    @Test func `is held up from one address that tries many names`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = Browser(client)
            try await browser.open("/sign-in")
            for number in 0..<40 { try await browser.post("/sign-in", ["name": "person-\(number)", "password": "x"]) }
            #expect(browser.status == .unprocessableContent)
            try await browser.post("/sign-in", ["name": "person-41", "password": "x"])
            #expect(browser.status == .tooManyRequests)
        }
    }

    @Test func `takes no form of another site, and no form of another visitor`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let other = Browser(client)
            try await other.open("/sign-in")
            let browser = Browser(client)
            for token in ["", try #require(other.token)] {
                try await browser.post("/sign-in", ["name": "zhang-wei", "password": Self.password], token: token)
                #expect(browser.status == .forbidden)
                #expect(browser.cookies["paigong"] == nil)
            }
        }
    }

    @Test func `begins a new session in place of the one before`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "zhang-wei", client)
            let thief = Browser(client)
            let browser = try await house.browser(of: "zhang-wei", client)
            thief.steal(browser)
            let link = try await house.front.accounts.link(for: "zhang-wei", to: .signIn)
            try await browser.post(link, [:], from: link)
            #expect(try await browser.open("/") == .ok)
            #expect(try await thief.open("/") == .seeOther)
        }
    }

    @Test func `ends at once for whoever leaves the company, and stays shut`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await house.give(Self.password, to: "xu-gone", client)
            let browser = try await house.browser(of: "xu-gone", client)
            let unused = try await house.front.accounts.link(for: "xu-gone", to: .signIn)
            #expect(try await browser.open("/") == .ok)
            try await house.front.desk.perform(
                Submission(by: "he-hr", .at(number: "person:xu-gone"), "leave-company", ["lastDay": "2026-05-12"]))
            #expect(try await browser.open("/") == .seeOther)
            #expect(try await browser.open(unused) == .notFound)
            try await browser.post("/sign-in", ["name": "xu-gone", "password": Self.password], from: "/sign-in")
            #expect(browser.status == .unprocessableContent)
        }
    }

    @Test func `ends after twelve hours without a request, and after fourteen days with`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let idle = try await house.browser(of: "zhang-wei", client)
            let busy = try await house.browser(of: "zhang-wei", client)
            house.wait(minutes: 11 * 60)
            #expect(try await busy.open("/") == .ok)
            house.wait(minutes: 2 * 60)
            #expect(try await idle.open("/") == .seeOther)
            #expect(try await busy.open("/") == .ok)
            for _ in 0..<33 {
                house.wait(minutes: 10 * 60)
                try await busy.open("/")
            }
            #expect(busy.status == .seeOther)
        }
    }

    @Test func `is kept by a cookie that only this host can set, once it is served by TLS`() async throws {
        let house = try await WebHouse(address: "https://paigong.example")
        try await house.serve { client in
            let browser = try await house.browser(of: "zhang-wei", client)
            let cookie = try #require(browser.answer?.headers[values: .setCookie].first { $0.hasPrefix("__Host-paigong=") })
            #expect(cookie.contains("Secure") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"))
            #expect(cookie.contains("Path=/") && !cookie.contains("Domain"))
        }
    }

    @Test func `speaks the language that somebody chose before they are known`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = Browser(client)
            try await browser.open("/language/en?then=%2Fsign-in%3Fthen%3D%252F")
            #expect(browser.cookies["lang"] == "en")
            try await browser.open("/sign-in")
            #expect(browser.page.contains("<html lang=\"en\">"))
            #expect(try await browser.open("/language/fr") == .notFound)
        }
    }

    @Test(arguments: [
        "short", "aaaaaaaaaaaaaa", "123456789012", "Password1234", "abcdefghijklmn", "qwertyuiop123", "zhang-wei-zhang-wei",
        "abcabcabcabcabc",
    ])
    func `takes no password that is short or common`(_ password: String) async throws {
        #expect(PasswordRules.fault(in: password, names: ["zhang-wei", "张伟"]) != nil)
    }

    @Test(arguments: ["three words and a fish", "一二三四五六七八九十木头人唱歌", "kT9#kT9#mv2Lq8"])
    func `takes any long one, in any script`(_ password: String) async throws {
        #expect(PasswordRules.fault(in: password, names: ["zhang-wei", "张伟"]) == nil)
    }
}
