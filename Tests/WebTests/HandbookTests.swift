import Foundation
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

@Suite struct `The handbook's pages` {
    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `count of a clause what the command counts, and list each departure with its reason`(
        _ dialect: Dialect
    ) async throws {
        let house = try await WebHouse(dialect)
        try await house.play("10-told-too-late.yaml")
        let edition = house.front.desk.editions.current
        let now = house.front.desk.now()
        let clause = try #require(edition.clauses["3.1.5"])
        let proof = try await house.front.desk.database.read { session in
            try ClauseProof(of: clause, Holders.of(clause.id, under: edition), at: now, under: edition, visibleTo: nil, in: session)
        }
        #expect((proof.tally.totals[.attested] ?? 0) > 0)
        #expect((proof.tally.totals[.broken] ?? 0) + (proof.tally.totals[.deviated] ?? 0) > 0)
        #expect(proof.activities.allSatisfy { $0.addsUp || !$0.isGuarded })
        try await house.serve { client in
            let page = try await house.page("/handbook/3.1.5", as: "feng-audit", client)
            let total = try #require(page.firstMatch(of: /<tr class="total">.*?<\/tr>/)).output
            let numbers = total.matches(of: /<td class="num">(\d+)<\/td>/).compactMap { Int($0.1) }
            #expect(numbers == ClauseEvents.Event.allCases.map { proof.tally.totals[$0] ?? 0 })
            for departure in proof.departures {
                #expect(page.contains(departure.number))
                for finding in departure.findings { #expect(page.contains(finding.reason.zh)) }
            }
        }
    }

    @Test func `name no case that the reader may not open, but count it`() async throws {
        let house = try await WebHouse()
        try await house.play("10-told-too-late.yaml")
        try await house.serve { client in
            let here = try await house.page("/handbook/3.1.5", as: "feng-audit", client)
            let elsewhere = try await house.page("/handbook/3.1.5", as: "zhao-manager", client)
            let customer = try await house.page("/handbook/3.1.5", as: "gu-customer", client)
            #expect(here.contains("DO-2026-"))
            #expect(!elsewhere.contains("DO-2026-"))
            #expect(elsewhere.contains("在您无权查看的单据中"))
            let total = /<tr class="total">.*?<\/tr>/
            #expect(here.firstMatch(of: total)?.output == elsewhere.firstMatch(of: total)?.output)
            // The customer reads the book, but not how often the house failed.
            #expect(customer.contains("不符"))
            #expect(customer.firstMatch(of: total) == nil)
            #expect(!customer.contains("DO-2026-"))
        }
    }

    @Test func `find clauses by number, word and way, and stay small`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("zhang-wei", client)
            func body(_ path: String) async throws -> String {
                String(buffer: try await client.execute(uri: path, method: .get, headers: .signedIn(cookie)).body)
            }
            let word = try await body("/handbook?q=consent+operate")
            #expect(word.contains(">3.2.8</a>"))
            let none = try await body("/handbook?q=%E6%B2%A1%E6%9C%89%E6%AD%A4%E8%AF%8D")
            #expect(none.contains("没有这样的条款"))
            var seen: [Substring] = []
            var path = "/handbook?part=2"
            while true {
                let page = try await body(path)
                #expect(page.utf8.count < 100_000)
                seen += page.matches(of: /<a class="id" href="[^"]+">([^<]+)<\/a>/).map(\.1)
                guard let next = page.firstMatch(of: /href="(\/handbook\?part=2&amp;after=[^"]+)"/) else { break }
                path = String(next.1).replacing("&amp;", with: "&")
            }
            let part = house.front.desk.editions.current.clauses.all.filter { $0.part == 2 }.map(\.id)
            #expect(seen.map(String.init) == part)
        }
    }

    @Test func `answer every clause of the book, and no other`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("feng-audit", client)
            for clause in house.front.desk.editions.current.clauses.all {
                let path = "/handbook/" + (clause.id.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")
                let answer = try await client.execute(uri: path, method: .get, headers: .signedIn(cookie))
                #expect(answer.status == .ok, "\(clause.id)")
                #expect(answer.body.readableBytes < 100_000, "\(clause.id)")
                if let note = clause.note { #expect(String(buffer: answer.body).contains(note.zh), "\(clause.id)") }
            }
            let answer = try await client.execute(uri: "/handbook/99.9", method: .get, headers: .signedIn(cookie))
            #expect(answer.status == .notFound)
        }
    }
}
