import HTTPTypes
import Handbook
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `Hours` {
    private static let databases = [Dialect.sqlite, .postgres].filter(WebHouse.isHere)

    @Test(arguments: databases) func `add up to the same on the sheets and in the table`(_ dialect: Dialect) async throws {
        let house = try await LivedHouse(dialect)
        let desk = house.front.desk
        try await house.serve { client in
            let first = try #require(Day("2026-05-01"))
            let audit = try await house.front.desk.actor("feng-audit")
            let table = try await desk.hours(ReportQuery(year: 2026, month: 5), for: audit)
            try #require(table.engineers.count > 5)
            for part in table.engineers {
                let sheet = try await desk.hours(of: part.code, in: first, for: audit)
                for kind in HoursKind.allCases { #expect(sheet.total(kind) == part[kind], "\(part.code) \(kind)") }
                // The way there is told by its orders, each journey once.
                #expect(sheet.journeys.reduce(0) { $0 + $1.minutes } == part[.travel])
                // It bears the number of the order that leads it; those beside it are the others that were done on it.
                for journey in sheet.journeys {
                    let orders = sheet.lines.map(\.row).filter { $0.isLead && $0.journey == journey.number }.map(\.number)
                    #expect(Set(orders).subtracting([journey.number]).sorted() == journey.others, "\(journey.number)")
                    #expect(!orders.isEmpty)
                }
            }
            for kind in HoursKind.allCases {
                let all = table.engineers.reduce(0) { $0 + $1[kind] }
                #expect(all == table.regions.reduce(0) { $0 + $1[kind] })
            }
            let browser = try await house.browser(of: "he-hr", client)
            #expect(try await browser.open("/hours?year=2026&month=5") == .ok)
            let person = try #require(table.engineers.first { $0[.travel] > 0 && $0[.work] > 0 })
            #expect(browser.page.contains("/hours/\(person.code)/2026-05"))
            #expect(try await browser.open("/hours/\(person.code)/2026-05") == .ok)
            #expect(browser.page.contains(Self.clock(person[.work])))
            #expect(browser.page.contains("21/D-1"))
            try await browser.open("/hours/\(person.code)/2026-05?as=csv")
            let rows = browser.page.split(separator: "\r\n").dropFirst().map {
                $0.split(separator: ",", omittingEmptySubsequences: false)
            }
            #expect(rows.reduce(0) { $0 + (Int($1[8]) ?? 0) } == person[.work])
            #expect(try await browser.open("/hours/\(person.code)/2026-05?as=xlsx") == .ok)
            // The list of all has a line for each.
            try await browser.open("/hours?year=2026&month=5&as=csv")
            let lines = browser.page.split(separator: "\r\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
            try #require(lines.count == table.engineers.count + 1)
            #expect(lines[0][1] == "单·天" && lines[0][4] == "工作（分钟）")
            for (line, part) in zip(lines.dropFirst(), table.engineers) {
                #expect(Int(line[1]) == part[.days] && Int(line[4]) == part[.work], "\(part.code)")
            }
            // Where there is nothing, there are the heads.
            try await browser.open("/hours?year=2001&month=5&as=csv")
            #expect(browser.page.split(separator: "\r\n").count == 1 && browser.page.contains("工作（分钟）"))
            try await browser.open("/hours?year=2000")
            #expect(!browser.page.contains("year=1999") && browser.page.contains("year=2001"))
        }
    }

    private static func clock(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)" }

    @Test func `are read by oneself, by whoever answers for the region, and by human resources`() async throws {
        let house = try await LivedHouse(.sqlite)
        try await house.serve { client in
            let sheet = "/hours/zhang-wei/2026-05"
            for (person, reads) in [
                ("zhang-wei", true), ("li-manager", true), ("he-hr", true), ("feng-audit", true), ("zhao-manager", false),
                ("sun-yu", false), ("gu-customer", false), ("qian-store", false),
            ] {
                let browser = try await house.browser(of: person, client)
                #expect(try await browser.open(sheet) == (reads ? .ok : .notFound), "\(person)")
                #expect(try await browser.open("\(sheet)?as=csv") == (reads ? .ok : .notFound), "\(person)")
            }
            let engineer = try await house.browser(of: "zhang-wei", client)
            #expect(try await engineer.open("/hours") == .seeOther)
            #expect(engineer.location == sheet)
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open("/hours?region=jiangsu") == .notFound)
            try await manager.open("/hours?year=2026&month=5")
            #expect(!manager.page.contains("ma-jun"))
            #expect(manager.page.contains("在本区域派工单上的工时"))
            // Each sheet to which the page leads is there.
            let links = manager.page.matches(of: /href="(\/hours\/[^"\/]+\/2026-05)"/).map { String($0.1) }
            try #require(!links.isEmpty)
            for link in links { #expect(try await manager.open(link) == .ok, "\(link)") }
        }
    }
}
