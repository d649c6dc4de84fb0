import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Synchronization
import Testing

@testable import Web

@Suite struct `Watching the house` {
    @Test(arguments: Dialect.allCases) func `it is ready while its schema is this program's`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            #expect(try await client.execute(uri: "/readyz", method: .get).status == .ok)
            try await house.front.desk.database.write { session in
                _ = try session.execute("DELETE FROM schema_migrations WHERE name = '0001-house'")
            }
            #expect(try await client.execute(uri: "/readyz", method: .get).status == .serviceUnavailable)
            #expect(try await client.execute(uri: "/healthz", method: .get).status == .ok)
        }
    }

    @Test(arguments: Dialect.allCases) func `what fails keeps nothing else waiting that time brings`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let (desk, clock) = (house.front.desk, house.house.clock)
            let program = try await Program(client, of: "wang-desk", in: house)
            func count(_ sql: String) async throws -> Int64 {
                try await desk.database.read { try $0.first(sql)?.integer(at: 0) ?? 0 }
            }
            // Each turn finds a clock that has run out, counts to add up and a draft to drop, and one table gone.
            for (gone, work) in [("schedules", "clock"), ("report_counts", "counts"), ("drafts", "tidying")] {
                let number = try await program.request()
                try await desk.database.write { session in
                    try session.execute("INSERT INTO drafts (person, place, verb, body, at) VALUES (?, 'x', 'x', '{}', 0)", gone)
                    try session.execute("ALTER TABLE \(gone) RENAME TO gone")
                }
                clock.set(clock.now.adding(hours: 24))
                let failed = Failures()
                await house.front.keepTime(tidies: true) { work, _ in failed.note(work) }
                // Tidying adds up the counts as well.
                #expect(failed.works == (work == "counts" ? ["counts", "tidying"] : [work]))
                let breached = "SELECT COUNT(*) FROM clocks WHERE number = '\(number)' AND breached IS NOT NULL"
                #expect(try await count(breached) > 0 || work == "clock")
                if work != "counts" { #expect(try await count("SELECT COUNT(*) FROM report_changes") == 0) }
                if work != "tidying" { #expect(try await count("SELECT COUNT(*) FROM drafts WHERE at = 0") == 0) }
                try await desk.database.write { session in _ = try session.execute("ALTER TABLE gone RENAME TO \(gone)") }
            }
            let failed = Failures()
            await house.front.keepTime(tidies: true) { work, _ in failed.note(work) }
            #expect(failed.works == [])
        }
    }

    /// What was told to have failed, in order.
    private final class Failures: Sendable {
        private let noted = Mutex<[String]>([])
        var works: [String] { noted.withLock { $0 } }
        func note(_ work: String) { noted.withLock { $0.append(work) } }
    }

    @Test(arguments: Dialect.allCases) func `its figures are for administrators`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let admin = try await Program(client, of: "admin", in: house, scopes: "read")
            let desk = try await Program(client, of: "wang-desk", in: house)
            _ = try await desk.request()
            #expect(try await desk.send(.get, "/metrics", nil).status == .notFound)
            #expect(try await Program(client).send(.get, "/metrics", nil).status == .notFound)
            let answer = try await client.execute(
                uri: "/metrics", method: .get, headers: [.authorization: "Bearer \(admin.token ?? "")"])
            let text = String(buffer: answer.body)
            #expect(text.contains("paigong_requests_total{route=\"/api/v1/cases/{case}\",method=\"POST\",status=\"201\"} 1\n"))
            #expect(text.contains("paigong_request_seconds_bucket{le=\"+Inf\"} 3\n"))
            #expect(text.firstMatch(of: /paigong_activities_done_total [1-9]/) != nil)
        }
    }

    @Test func `only the word of our own proxies counts`() throws {
        let proxies = try #require(TrustedProxies(["10.0.0.0/8", "fd00::/8", "192.168.7.1"]))
        #expect(
            proxies.trusts("10.9.8.7") && proxies.trusts("::ffff:10.9.8.7") && proxies.trusts("fd12::1")
                && proxies.trusts("192.168.7.1"))
        #expect(!proxies.trusts("11.0.0.1") && !proxies.trusts("192.168.7.2") && !proxies.trusts("fe80::1") && !proxies.trusts("–"))
        #expect(proxies.client(behind: "10.0.0.1", forwarded: "6.6.6.6, 203.0.113.9, 10.0.0.2") == "203.0.113.9")
        #expect(proxies.client(behind: "10.0.0.1", forwarded: "rubbish") == "10.0.0.1")
        #expect(TrustedProxies(["10.0.0.0/33"]) == nil && TrustedProxies(["here"]) == nil)
        #expect(!TrustedProxies().trusts("127.0.0.1"))
    }
}
