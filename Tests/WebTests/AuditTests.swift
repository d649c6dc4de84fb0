import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

@Suite struct `The audit's pages` {
    @Test(arguments: [
        "/audit", "/audit/departures", "/audit/refusals", "/audit/reads", "/audit/export", "/audit/cases/person:admin",
    ])
    func `are there for auditor, administrator and management only`(_ path: String) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            for (person, status) in [
                ("feng-audit", HTTPResponse.Status.ok), ("admin", .ok), ("zhang-wei", .notFound), ("gu-customer", .notFound),
            ] {
                let cookie = try await house.signIn(ID(person), client)
                let answer = try await client.execute(uri: path, method: .get, headers: .signedIn(cookie))
                #expect(answer.status == status, "\(person)")
            }
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `walk the whole journal page by page, each entry once`(_ dialect: Dialect)
        async throws
    {
        let house = try await WebHouse(dialect)
        try await house.play("01-a-fault-is-repaired.yaml")
        let all = try await house.front.desk.database.read { session in
            try session.query("SELECT number, position FROM journal ORDER BY id DESC").map {
                "\(try $0.text("number"))#\(try $0.integer("position"))"
            }
        }
        var seen: [String] = []
        var question = JournalQuestion()
        repeat {
            let page = try await house.front.desk.journal(question, for: "feng-audit")
            seen += page.lines.map { "\($0.number)#\($0.position)" }
            question.before = page.next
        } while question.before != nil
        #expect(seen == all)
        let day = house.front.desk.editions.current.time.day(of: house.front.desk.now())
        var asked = JournalQuestion()
        (asked.person, asked.kind, asked.to) = ("zhang-wei", "DO", day)
        let found = try await house.front.desk.journal(asked, for: "feng-audit").lines
        #expect(!found.isEmpty && found.allSatisfy { $0.person == "zhang-wei" && $0.number.hasPrefix("DO-") })
        asked.from = day.adding(1)
        asked.to = nil
        #expect(try await house.front.desk.journal(asked, for: "feng-audit").lines.isEmpty)
        try await house.house.remove()
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `show a tick for every entry of a case, and a cross where one was changed`(
        _ dialect: Dialect
    ) async throws {
        let house = try await WebHouse(dialect)
        try await house.play("01-a-fault-is-repaired.yaml")
        let order = try await house.closedOrder()
        try await house.serve { client in
            let clean = try await house.page("/audit/cases/\(order)", as: "feng-audit", client)
            #expect(clean.contains("✓ 与所写一致"))
            #expect(!clean.contains("✗"))
            try await house.front.desk.database.write { session in
                try session.execute("UPDATE journal SET person = 'nobody' WHERE number = ? AND position = 2", order)
            }
            let changed = try await house.page("/audit/cases/\(order)", as: "feng-audit", client)
            #expect(changed.contains("✗ 与所写不符"))
            #expect(changed.contains("\(order)#2"))
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `give files that verify anywhere, and that betray a change`(
        _ dialect: Dialect
    )
        async throws
    {
        let house = try await WebHouse(dialect)
        try await house.play("01-a-fault-is-repaired.yaml")
        let order = try await house.closedOrder()
        let now = house.front.desk.now()
        let key = try #require(SealKey(bytes: Array(repeating: 7, count: 32)))
        try await house.front.desk.database.write { session in
            for _ in 0..<2 { _ = try Seal.make(at: now, key: key, in: session, atMost: 20) }
        }
        try await house.serve { client in
            let one = try await house.page("/audit/cases/\(order)/export", as: "feng-audit", client).split(separator: "\n").map(
                String.init)
            let some = try await house.page("/audit/export?from=2026-01-01&to=2026-12-31", as: "feng-audit", client)
                .split(separator: "\n").map(String.init)
            let audits = try (AuditExport.verify(one), AuditExport.verify(some, trusting: [key.publicKey]))
            #expect(audits.0.isClean && audits.0.cases == 1 && audits.0.entries > 5)
            #expect(audits.1.isClean && audits.1.cases > 20 && audits.1.seals == 2 && audits.1.isPart)
            let changed = some.map { $0.replacing("\"verb\":\"arrive\"", with: "\"verb\":\"leave\"") }
            #expect(try !AuditExport.verify(changed).isClean)
            let shortened = some.filter { !$0.contains("\"verb\":\"arrive\"") }
            #expect(try !AuditExport.verify(shortened).isClean)
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres].filter(WebHouse.isHere))
    func `tell who read customer secrets, once a case and hour`(_ dialect: Dialect)
        async throws
    {
        let house = try await WebHouse(dialect)
        try await house.play("01-a-fault-is-repaired.yaml")
        let order = try await house.closedOrder()
        try await house.serve { client in
            let desk = house.front.desk
            func reads() async throws -> [SecretRead] {
                try await desk.secretReads(by: nil, of: order, before: nil, for: "feng-audit").lines
            }
            #expect(try await reads().isEmpty)
            _ = try await house.page("/cases/\(order)", as: "li-manager", client)
            _ = try await house.page("/cases/\(order)", as: "li-manager", client)
            // Whoever may not see it has read nothing.
            _ = try await house.page("/cases/\(order)", as: "zhao-manager", client)
            // What is no secret is not noted.
            _ = try await house.page("/cases/person:zhang-wei", as: "li-manager", client)
            #expect(try await reads().map(\.person) == ["li-manager"])
            house.house.clock.set(desk.now().adding(hours: 1))
            _ = try await house.page("/cases/\(order)", as: "li-manager", client)
            #expect(try await reads().count == 2)
            let page = try await house.page("/audit/reads?person=li-manager", as: "feng-audit", client)
            #expect(page.contains(order))
            let all = try await desk.secretReads(by: nil, of: nil, before: nil, for: "feng-audit").lines
            #expect(Set(all.map(\.number)) == [order])
        }
    }

    @Test func `list refusals and deviations with their reasons`() async throws {
        let house = try await WebHouse()
        try await house.play("30-guards-of-staffing.yaml")
        try await house.serve { client in
            let refusals = try await house.front.desk.refusals(of: nil, before: nil, for: "feng-audit").lines
            let page = try await house.page("/audit/refusals", as: "feng-audit", client)
            #expect(!refusals.isEmpty)
            for reason in refusals.flatMap(\.reasons) { #expect(page.contains(reason.clause)) }
            let departures = try await house.front.desk.departures(before: nil, for: "feng-audit").lines
            let listed = try await house.page("/audit/departures", as: "feng-audit", client)
            #expect(!departures.isEmpty)
            for departure in departures { #expect(listed.contains(departure.number)) }
        }
    }
}

extension WebHouse {
    /// A closed order of the scenarios that were played.
    func closedOrder() async throws -> String {
        try #require(
            try await front.desk.database.read { session in
                try session.first("SELECT number FROM cases WHERE kind = 'DO' AND stage = 'closed' ORDER BY number LIMIT 1")?.text(
                    "number")
            })
    }
}
