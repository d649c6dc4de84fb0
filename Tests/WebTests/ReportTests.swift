import Foundation
import HTTPTypes
import Handbook
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `The service report` {
    private static let databases = [Dialect.sqlite, .postgres].filter(WebHouse.isHere)

    @Test(arguments: databases) func `counts exactly the cases that each of its numbers opens`(_ dialect: Dialect) async throws {
        let house = try await LivedHouse(dialect)
        try await house.serve { client in
            var told: Set<String> = []
            for (person, paths) in [
                (
                    "li-manager",
                    [
                        "/reports", "/reports?year=2026&month=4", "/reports?view=parts&month=4", "/reports?customer=hudian",
                        "/reports?contract=ct-hudian", "/reports?contract=ct-hudian&month=4",
                    ]
                ),
                (
                    "feng-audit",
                    [
                        "/reports?year=2026", "/reports?year=2026&month=5&region=jiangsu", "/reports?view=parts&year=2026",
                        "/reports?view=parts&year=2026&region=jiangsu", "/reports?view=spares&year=2026",
                    ]
                ),
                ("wu-service", ["/reports?month=5"]),
            ] {
                let browser = try await house.browser(of: person, client)
                for path in paths {
                    try await browser.open(path)
                    let links = browser.page.matches(of: /<a class="counted" href="([^"]+)"[^>]*>([0-9]+)<\/a>/)
                    try #require(links.count > (path.contains("spares") ? 1 : 8), "\(person) \(path)")
                    var seen: Set<String> = []
                    for link in links {
                        let address = String(link.1.replacing("&amp;", with: "&"))
                        guard seen.insert(address).inserted else { continue }
                        let mark = try #require(QueueQuery(address: address).filter.marked?.mark)
                        told.insert(mark.id)
                        #expect(try await house.listed(address, by: person) == Int(link.2), "\(person) \(path): \(address)")
                    }
                    #expect(browser.page.utf8.count < 100_000, "\(path)")
                }
            }
            // Whatever is counted was among them.
            #expect(Set(Mark.all.map(\.id)).subtracting(told) == [])
            let browser = try await house.browser(of: "li-manager", client)
            try await browser.open("/reports?month=5")
            let first = try #require(browser.page.firstMatch(of: /<a class="counted" href="([^"]+)"[^>]*>([0-9]+)<\/a>/))
            try await browser.open(String(first.1.replacing("&amp;", with: "&")))
            #expect(browser.page.contains("<span class=\"n\"> \(first.2)</span>"))
        }
    }

    @Test(arguments: databases) func `says the same when everything is counted anew`(_ dialect: Dialect) async throws {
        let house = try await LivedHouse(dialect)
        let desk = house.front.desk
        try await house.serve { _ in
            func rows() async throws -> [[SQLValue]] {
                try await desk.database.read { session in
                    try [
                        "report_counts ORDER BY region, mark, part, period, name", "case_marks ORDER BY number, mark",
                        "order_hours ORDER BY number, person, day",
                    ].flatMap { try session.query("SELECT * FROM \($0)").map(\.values) }
                }
            }
            // The seed has summed up; what has come since is looked at below.
            let kept = try await rows()
            try #require(kept.count > 500)
            #expect(try await desk.differences() == [])
            try await desk.database.write { session in
                try session.execute("DELETE FROM case_marks WHERE mark <> 'SR.opened'")
                try session.execute("UPDATE order_hours SET night = night + 1")
                try session.execute("UPDATE report_counts SET count = count + 1")
            }
            #expect(try await desk.differences() != [])
            try await desk.rebuild()
            #expect(try await rows() == kept)
            // What has not been summed up yet counts all the same.
            let query = ReportQuery(year: 2026, region: "shanghai")
            let before = try await desk.report(query, for: .console)
            var request = Submission(by: "wang-desk", .new(kind: "SR"), "receive", ["description": "告警", "customer": "hudian"])
            request.source = .web
            try await desk.perform(request)
            let after = try await desk.report(query, for: .console)
            #expect(after.whole[.opened("SR")] == before.whole[.opened("SR")] + 1)
            #expect(after.whole[.open("SR")] == before.whole[.open("SR")] + 1)
            #expect(try await desk.sumUp() > 0)
            #expect(try await desk.report(query, for: .console).whole == after.whole)
            #expect(try await desk.sumUp() == 0)
            #expect(try await desk.differences() == [])
        }
    }

    @Test(arguments: databases) func `of a contract tells what was done by it, and what it covers`(_ dialect: Dialect) async throws
    {
        let house = try await LivedHouse(dialect)
        try await house.serve { client in
            struct Record: Decodable {
                struct Swap: Decodable { let part: String }
                let contract: String?
                let swaps: [Swap]?
            }
            let records = try await house.front.desk.database.read { session in
                try session.query(
                    "SELECT c.kind, r.body FROM records r JOIN cases c ON c.number = r.number WHERE c.kind IN ('SR', 'DO', 'DF')"
                ).map { (kind: try $0.text("kind"), body: try $0.text("body")) }
            }
            let mine = try records.map { ($0.kind, try JSONDecoder().decode(Record.self, from: Data($0.body.utf8))) }
                .filter { $0.1.contract == "ct-hudian" }
            let audit = try await house.front.desk.actor("feng-audit")
            let report = try await house.front.desk.report(ReportQuery(year: 2026, contract: "ct-hudian"), for: audit)
            for kind in Mark.counted {
                try #require(mine.contains { $0.0 == kind }, "\(kind)")
                #expect(report.year[.opened(kind)] == mine.count { $0.0 == kind }, "\(kind)")
            }
            let pieces = mine.reduce(0) { $0 + ($1.1.swaps?.count ?? 0) }
            try #require(pieces > 0)
            #expect(try #require(report.spares).parts.reduce(0) { $0 + $1.pieces } == pieces)
            // Every request of a known product is told under it.
            #expect(report.families.reduce(0) { $0 + $1.figures[.opened("SR")] } <= report.year[.opened("SR")])
            #expect(report.families.contains { $0.figures[.opened("SR")] > 0 })
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.open("/reports?customer=hudian")
            #expect(manager.page.contains("/reports?contract=ct-hudian"))
            #expect(try await manager.open("/reports?contract=ct-hudian&year=2026") == .ok)
            for words in ["年度服务报告", "沪东电力维保", "浦东调度中心", "备件先行", "故障按产品族", "遗留问题", "换件"] {
                #expect(manager.page.contains(words), "\(words)")
            }
            try await manager.open("/cases/contract:ct-hudian")
            #expect(manager.page.contains("/reports?contract=ct-hudian"))
            #expect(try await manager.open("/reports?contract=nobody") == .notFound)
            #expect(try await manager.open("/reports?contract=ct-hudian&as=csv") == .notFound)
            let neighbour = try await house.browser(of: "zhao-manager", client)
            #expect(try await neighbour.open("/reports?contract=ct-hudian") == .notFound)
            #expect(try await neighbour.open("/reports?view=spares&contract=ct-hudian") == .notFound)
        }
    }

    @Test(arguments: databases) func `tells each part that was changed as often as the records have it`(
        _ dialect: Dialect
    ) async throws {
        let house = try await LivedHouse(dialect)
        try await house.serve { client in
            struct Record: Decodable {
                struct Swap: Decodable { let part: String }
                let swaps: [Swap]
            }
            let records = try await house.front.desk.database.read { session in
                try session.query("SELECT body FROM records WHERE number LIKE 'DO-%'").map { try $0.text("body") }
            }
            let swaps = try records.map { try JSONDecoder().decode(Record.self, from: Data($0.utf8)).swaps }
            let codes = Set(swaps.flatMap { $0.map(\.part) }).sorted()
            try #require(!codes.isEmpty)
            let told = try await house.front.desk.spares(ReportQuery(year: 2026), for: .console)
            #expect(told.parts.map(\.code) == codes)
            for part in told.parts {
                #expect(part.pieces == swaps.reduce(0) { $0 + $1.count { $0.part == part.code } }, "\(part.code)")
                #expect(part.year == swaps.count { $0.contains { $0.part == part.code } }, "\(part.code)")
                #expect(part.year == part.months.reduce(0, +), "\(part.code)")
            }
            // The sheet has the same numbers.
            let browser = try await house.browser(of: "feng-audit", client)
            try await browser.open("/reports?view=spares&year=2026&as=csv")
            let lines = browser.page.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            try #require(lines.count == codes.count + 1)
            for (line, part) in zip(lines.dropFirst(), told.parts) {
                #expect(line.dropFirst(2).map(String.init) == (part.months + [part.year, part.pieces]).map(String.init))
            }
            #expect(try await browser.open("/reports?view=spares&year=2001&as=csv") == .ok)
            #expect(browser.page.contains("物料编码"))
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open("/reports?view=spares&region=jiangsu") == .notFound)
            let engineer = try await house.browser(of: "zhang-wei", client)
            #expect(try await engineer.open("/reports?view=spares") == .notFound)
        }
    }

    @Test func `is for those who answer for the figures, and of their own regions only`() async throws {
        let house = try await LivedHouse(.sqlite)
        try await house.serve { client in
            for person in ["zhang-wei", "gu-customer", "qian-store", "he-hr", "wang-desk"] {
                let browser = try await house.browser(of: person, client)
                #expect(try await browser.open("/reports") == .notFound, "\(person)")
                try await browser.open("/")
                #expect(!browser.page.contains("href=\"/reports\""), "\(person)")
            }
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open("/reports?region=jiangsu") == .notFound)
            try await manager.open("/reports")
            #expect(!manager.page.contains("region=jiangsu"))
            #expect(try await manager.open("/reports?customer=suneng") == .notFound)
            #expect(try await manager.open("/reports?customer=nobody") == .notFound)
            #expect(try await manager.open("/reports?customer=hudian&year=2026") == .ok)
            #expect(manager.page.contains("年度服务报告"))
            #expect(try await manager.open("/reports?customer=hudian&as=csv") == .notFound)
            // A year without figures has the heads of its sheet.
            #expect(try await manager.open("/reports?year=2001&as=csv") == .ok)
            #expect(manager.page.contains("请求新开"))
            // What one may not open one finds behind no mark either.
            let all = "/cases?mark=SR.opened"
            #expect(try await house.listed(all, by: "gu-customer") == 0)
            #expect(try await house.listed("\(all)&region=jiangsu", by: "li-manager") == 0)
            let own = try await house.listed(all, by: "li-manager")
            #expect(own == (try await house.listed("\(all)&region=shanghai", by: "feng-audit")))
            #expect(try await house.listed(all, by: "feng-audit") > own)
        }
    }
}
