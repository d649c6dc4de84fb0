import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Letters with links` {
    /// Gives somebody a mail address, as HR does.
    private static func give(_ mail: String, to person: String, in house: WebHouse) async throws {
        try await house.front.desk.perform(
            Submission(
                by: "he-hr", .at(number: "person:\(person)"), "amend",
                [
                    "code": .text(person), "name": "张伟", "region": "shanghai", "employment": "employed", "mail": .text(mail),
                    "grants": [["role": "engineer", "region": "shanghai"]],
                ]))
    }

    private static func outbox(_ house: WebHouse) async throws -> [(target: String, path: String)] {
        try await house.front.desk.database.read { session in
            try session.query("SELECT target, payload FROM outbox WHERE target LIKE 'mail:%' ORDER BY id").map { row in
                (try row.text("target"), try CanonicalJSON.value(of: Array(try row.text("payload").utf8))["path"].text ?? "")
            }
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `lead whoever forgot their password to a new one, and tell nobody who is known`(_ dialect: Dialect) async throws {
        let house = try await WebHouse(dialect)
        try await house.serve { client in
            try await Self.give("Zhang.Wei@example.com", to: "zhang-wei", in: house)
            var answers: Set<String> = []
            for name in ["zhang.wei@EXAMPLE.com", "zhang-wei", "wang-desk", "nobody", ""] {
                let browser = Browser(client)
                try await browser.post("/forgotten", ["name": name], from: "/forgotten")
                #expect(browser.status == .ok)
                answers.insert(browser.page)
            }
            #expect(answers.count == 1)
            let letters = try await Self.outbox(house)
            #expect(letters.map(\.target) == ["mail:Zhang.Wei@example.com", "mail:Zhang.Wei@example.com"])
            let link = letters[0].path
            let browser = Browser(client)
            let password = "three words and a fish"
            try await browser.open(link)
            #expect(
                try await browser.post(link, ["password": password, "again": "another one altogether"]) == .unprocessableContent)
            #expect(try await browser.post(link, ["password": password, "again": password]) == .seeOther)
            #expect(try await browser.open("/") == .ok)
            #expect(try await Browser(client).open(link) == .notFound)
            // The other letter's link ended with it.
            let second = letters[1].path
            #expect(try await Browser(client).open(second) == .notFound)
        }
    }

    @Test func `are few for one name, and their links end after two hours`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await Self.give("zw@example.com", to: "zhang-wei", in: house)
            let browser = Browser(client)
            try await browser.open("/forgotten")
            let token = try #require(browser.token)
            for _ in 0..<6 { #expect(try await browser.post("/forgotten", ["name": "zhang-wei"], token: token) == .ok) }
            let letters = try await Self.outbox(house)
            #expect(letters.count == 3)
            house.wait(minutes: 121)
            let link = letters[0].path
            #expect(try await Browser(client).open(link) == .notFound)
        }
    }

    @Test func `are sent by HR and administrators only, to whoever has an address`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            try await Self.give("zw@example.com", to: "zhang-wei", in: house)
            let hr = try await house.browser(of: "he-hr", client)
            try await hr.open("/cases/person:zhang-wei")
            #expect(hr.page.contains("action=\"/invite/zhang-wei\""))
            #expect(try await hr.post("/invite/zhang-wei", [:]) == .ok)
            #expect(hr.page.contains("zw@example.com"))
            #expect(try await hr.post("/invite/sun-yu", [:], from: "/cases/person:sun-yu") == .unprocessableContent)
            #expect(try await hr.post("/invite/nobody", [:], from: "/profile") == .notFound)
            let engineer = try await house.browser(of: "sun-yu", client)
            #expect(try await engineer.post("/invite/zhang-wei", [:], from: "/profile") == .notFound)
            #expect(try await Self.outbox(house).count == 1)
        }
    }
}
