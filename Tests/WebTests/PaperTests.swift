import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

/// An order whose record was signed on site, went on, and was signed anew: two versions, one signature each.
private struct SignedTwice {
    let house: WebHouse
    let number: String
    let hashes: [String]

    init(_ dialect: Dialect = .sqlite) async throws {
        house = try await WebHouse(dialect)
        let scenario = try #require(try Scenario.all(in: WebHouse.scenarios.appending(path: "12-a-receipt-returned.yaml")).first)
        house.house.clock.set(try #require(house.front.desk.editions.current.time.instant(parsing: scenario.start)))
        var player = Player(scenario, in: house.house)
        try await player.play()
        #expect(player.failures == [])
        let papers = try await house.front.desk.database.read { session in
            try session.query("SELECT number, hash FROM papers WHERE kind = 'work-record' ORDER BY version").map {
                (try $0.text("number"), try $0.text("hash"))
            }
        }
        number = try #require(papers.first?.0)
        hashes = papers.map { String($0.1.dropFirst("sha256:".count)) }
    }

    func path(_ kind: String, _ version: Int) -> String { "/cases/\(number)/papers/\(kind)/\(version)" }
}

@Suite struct `A paper` {
    @Test(arguments: [Dialect.sqlite, .postgres])
    func `shows its snapshot with letterhead, number, version, class and proof`(_ dialect: Dialect) async throws {
        let signed = try await SignedTwice(dialect)
        try await signed.house.serve { client in
            let cookie = try await signed.house.signIn("zhang-wei", client)
            let text = try await client.text(signed.path("work-record", 2), cookie)
            for word in [
                "上海辉电技术部", "400 820 6805", "派工工作记录表", signed.number, "第 2 版", "HD-EN-2021-A0", "客户机密", "补测一路", "沪东电力公司",
                signed.hashes[1],
            ] { #expect(text.contains(word), "\(word)") }
            #expect(text.utf8.count < 100_000)
        }
    }

    @Test func `stays as it was when the registers change`() async throws {
        let signed = try await SignedTwice()
        try await signed.house.front.desk.database.write { session in
            try session.execute("UPDATE customers SET name = '别的公司'")
            try session.execute("UPDATE sites SET name = '别的局点'")
        }
        try await signed.house.serve { client in
            let cookie = try await signed.house.signIn("zhang-wei", client)
            let text = try await client.text(signed.path("work-record", 2), cookie)
            #expect(text.contains("浦东调度中心") && !text.contains("别的局点"))
        }
    }

    @Test func `that replaces another names it, and the replaced one says so`() async throws {
        let signed = try await SignedTwice()
        try await signed.house.serve { client in
            let cookie = try await signed.house.signIn("zhang-wei", client)
            let second = try await client.text(signed.path("work-record", 2), cookie)
            let first = try await client.text(signed.path("work-record", 1), cookie)
            #expect(second.contains("本版取代第 1 版") && second.contains("\(signed.hashes[0].prefix(16))…"))
            #expect(first.contains("已由第 2 版取代") && !first.contains("本版取代"))
        }
    }

    @Test func `bears the signature that binds its hash, and no other`() async throws {
        let signed = try await SignedTwice()
        try await signed.house.serve { client in
            let cookie = try await signed.house.signIn("zhang-wei", client)
            let second = try await client.text(signed.path("work-record", 2), cookie)
            let order = try await client.text(signed.path("dispatch-order", 1), cookie)
            #expect(second.contains("class=\"seal\"") && second.contains("本人登录确认") && !second.contains("手写签字"))
            #expect(!order.contains("class=\"seal\""))
            let first = try await client.text(signed.path("work-record", 1), cookie)
            #expect(first.contains("手写签字") && !first.contains("本人登录确认"))
        }
    }

    @Test func `bears the scan that came in while it stood, though a scan names no hash`() async throws {
        let house = try await WebHouse()
        try await house.play("11-a-signature-given-later.yaml")
        let number = try #require(
            try await house.front.desk.database.read { session in
                try session.first("SELECT number FROM papers WHERE kind = 'work-record'")?.text("number")
            })
        let order = try await house.front.desk.reading(of: number, for: "li-manager")
        let signed = order.papers.filter(\.isSigned).map(\.put)
        let latest = order.papers.filter { $0.put.kind == "work-record" }.map(\.put.version).max()
        #expect(signed.map(\.kind) == ["work-record"] && signed.map(\.version) == [latest])
        try await house.serve { client in
            let cookie = try await house.signIn("zhang-wei", client)
            let path = "/cases/\(number)/papers/work-record/\(try #require(latest))"
            let text = try await client.text(path, cookie)
            #expect(text.contains("class=\"seal\"") && text.contains("纸质盖章"))
            #expect(try await client.text("/cases/\(number)", cookie).contains("客户已签"))
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `is there for its audience only`(_ dialect: Dialect) async throws {
        let signed = try await SignedTwice(dialect)
        try await signed.house.serve { client in
            for (person, status) in [
                ("gu-customer", HTTPResponse.Status.ok), ("li-manager", .ok), ("lu-customer", .notFound),
                ("zhao-manager", .notFound),
            ] {
                let cookie = try await signed.house.signIn(.init(person), client)
                let answer = try await client.execute(
                    uri: signed.path("work-record", 1), method: .get, headers: .signedIn(cookie))
                #expect(answer.status == status, "\(person)")
            }
            let stranger = try await client.execute(uri: signed.path("work-record", 1), method: .get)
            #expect(stranger.status == .seeOther)
        }
    }

    @Test func `of our own house is not the customer's to read`() async throws {
        let signed = try await SignedTwice()
        let desk = signed.house.front.desk
        try await desk.database.write { session in
            try session.execute("UPDATE papers SET class = 'internal' WHERE kind = 'dispatch-order'")
        }
        try await signed.house.serve { client in
            let customer = try await signed.house.signIn("gu-customer", client)
            let answer = try await client.execute(
                uri: signed.path("dispatch-order", 1), method: .get, headers: .signedIn(customer))
            #expect(answer.status == .notFound)
            #expect(try await !client.text("/cases/\(signed.number)", customer).contains("papers/dispatch-order"))
            let manager = try await signed.house.signIn("li-manager", client)
            #expect(try await client.text(signed.path("dispatch-order", 1), manager).contains("内部"))
        }
    }
}

@Suite struct `The check of a paper` {
    @Test(arguments: [Dialect.sqlite, .postgres])
    func `tells anybody whether it was put out, holds and is signed, and nothing of its content`(_ dialect: Dialect) async throws {
        let signed = try await SignedTwice(dialect)
        try await signed.house.serve { client in
            let latest = try await client.text("/verify/\(signed.hashes[1])")
            #expect(latest.contains("本公司签发过这份单据") && latest.contains("现行版") && latest.contains("客户已签"))
            #expect(latest.contains("派工工作记录表") && latest.contains("DO-2026-•••001"))
            for secret in [signed.number, "沪东", "浦东", "顾明", "补测"] { #expect(!latest.contains(secret), "\(secret)") }
            let old = try await client.text("/verify/sha256:\(signed.hashes[0])")
            #expect(old.contains("已有新版，本版作废"))
        }
    }

    @Test func `says that nothing is known of another hash`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            for hash in [String(repeating: "0", count: 64), "short", "%E6%B4%BE"] {
                let answer = try await client.execute(uri: "/verify/\(hash)", method: .get)
                #expect(answer.status == .notFound)
                #expect(String(buffer: answer.body).contains("没有签发过"))
            }
        }
    }
}

@Suite struct `A paper's PDF` {
    @Test func `has its words and its fonts within, and is logged by reader`() async throws {
        let signed = try await SignedTwice()
        let desk = signed.house.front.desk
        try await signed.house.serve { client in
            let cookie = try await signed.house.signIn("li-manager", client)
            let answer = try await client.execute(
                uri: "\(signed.path("work-record", 2)).pdf", method: .get, headers: .signedIn(cookie))
            #expect(answer.status == .ok)
            #expect(answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename*=UTF-8''%E6%B4%BE%E5%B7%A5") == true)
            let pdf = Array(buffer: answer.body)
            let text = try await PDFTool.read(pdf, "pdftotext", ["-", "-"])
            for word in ["派工工作记录表", "补测一路", "李强"] { #expect(text.contains(word), "\(word)") }
            let fonts = try await PDFTool.read(pdf, "pdffonts", ["-"])
            #expect(fonts.contains("Noto-Sans-CJK-SC") && !fonts.contains(" no "))
            let log = try await desk.database.read { session in
                try session.query("SELECT person, paper FROM downloads").map { [try $0.text("person"), try $0.text("paper")] }
            }
            #expect(log == [["li-manager", "sha256:\(signed.hashes[1])"]])
            let auditor = try await signed.house.signIn("feng-audit", client)
            let told = try await client.text("/audit/downloads?number=\(signed.number)", auditor)
            #expect(told.contains("李强") && told.contains(signed.path("work-record", 2)))
            let others = try await client.text("/audit/downloads?person=zhang-wei", auditor)
            #expect(others.contains("没有下载记录") && !others.contains(signed.number))
        }
    }
}

extension TestClientProtocol {
    /// A page's text.
    fileprivate func text(_ path: String, _ cookie: String? = nil) async throws -> String {
        let headers: HTTPFields = cookie.map { .signedIn($0) } ?? [.acceptLanguage: "zh-CN"]
        return String(buffer: try await execute(uri: path, method: .get, headers: headers).body)
    }
}
