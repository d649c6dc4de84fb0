import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `A year's holidays` {
    /// What such a notice says: two holidays, and the weekends that are worked for them.
    private static let notice = """
        国务院办公厅关于2027年部分节假日安排的通知
        一、元旦：1月1日（周五）至3日（周日）放假，共3天。
        二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月30日（周六）、2月14日（周日）上班。
        """

    @Test(arguments: WebHouse.databases)
    func `are read from the notice; running clocks show before and after, and follow through the door`(_ kind: Dialect) async throws
    {
        let house = try await WebHouse(kind)
        // A request whose limit lies at the spring festival: by weekends and fixed days alone it is due on the Friday.
        house.house.clock.set(try #require(house.front.desk.editions.current.time.instant(parsing: "2027-02-04 16:30")))
        let number = try await house.open(
            "SR", "receive", by: "wang-desk",
            ["description": "线路告警", "customer": "hudian", "contact": "顾明", "phone": "13800000001"])
        let before = try #require(try await house.house.desk.reading(of: number, for: "wang-desk").clocks.first)
        #expect(before.isProvisional)
        try await house.serve { client in
            let admin = try await house.browser(of: "admin", client)
            try await admin.post(
                "/editions/calendar", ["year": "2027", "notice": Self.notice, "_do": "look"], from: "/editions/calendar")
            #expect(admin.status == .ok && admin.page.contains("工作日放假 6 天，周末上班 2 天"))
            #expect(admin.page.contains("2027-02-05") && admin.page.contains("春节"))
            #expect(admin.page.contains(number) || admin.page.contains("您无权查看"))
            #expect(try await house.house.desk.revisions(for: "admin").count == 1)

            try await admin.post("/editions/calendar", ["year": "2027", "notice": Self.notice, "_do": "take"])
            #expect(admin.location == "/editions/calendar?done=1")
            #expect(try await house.house.desk.revisions(for: "admin").count == 2)
            try await admin.post(
                "/editions/calendar", ["year": "2027", "notice": Self.notice, "_do": "look"], from: "/editions/calendar")
            #expect(admin.page.contains("与现行日历相同"))
        }
    }

    @Test func `are taken by a house that keeps a revision from before notes stood in two languages`() async throws {
        let house = try await WebHouse()
        let desk = house.house.desk
        var files = try await desk.source().files
        let clauses = try #require(files["clauses.yaml"])
        files["clauses.yaml"] = clauses.replacing(
            "    inferred: true\n", with: "    inferred: true\n    note: \"alone\"\n", maxReplacements: 1)
        let old = EditionSource(name: "HD-EN-2021-A0", files: files)
        try await desk.importEdition(old, read: try Edition(old, isKept: true), by: "admin")
        // So it is opened again after the program was renewed.
        let again = try await Desk.open(desk.database, founding: old, build: "test", now: desk.now)
        #expect(again.editions.current.hash == old.hash && again.editions.current.clauses["0.1"]?.note == nil)
        try await house.serve { client in
            let admin = try await house.browser(of: "admin", client)
            try await admin.post(
                "/editions/calendar", ["year": "2027", "notice": Self.notice, "_do": "take"], from: "/editions/calendar")
            #expect(admin.location?.hasPrefix("/editions/calendar?done=") == true)
            #expect(try await desk.revisions(for: "admin").count == 3)
        }
    }

    @Test func `keep what was typed where the year is none, leaves a gap, or the notice is too long`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let admin = try await house.browser(of: "admin", client)
            func refused(_ year: String, _ notice: String, _ words: String) async throws {
                try await admin.post(
                    "/editions/calendar", ["year": year, "notice": notice, "_do": "take"], from: "/editions/calendar")
                #expect(admin.status == .unprocessableContent && admin.page.contains(words))
                #expect(admin.page.contains("value=\"\(year)\"") && admin.page.contains(notice))
            }
            let notice = "国庆节：10月1日至7日放假"
            try await refused("1999", notice, "“1999”不是 2021 至 2100 年")
            try await refused("明年", notice, "“明年”不是 2021 至 2100 年")
            try await refused("2040", notice, "2040 年：年份须连续递增")
            try await refused("2027", String(repeating: notice, count: 2_000), "最多 20000 个字")
            #expect(try await house.house.desk.revisions(for: "admin").count == 1)
        }
    }

    @Test(arguments: WebHouse.databases) func `move an open case's limit, once, with the entry that says so`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        house.house.clock.set(try #require(house.front.desk.editions.current.time.instant(parsing: "2027-02-04 16:30")))
        let desk = house.house.desk
        let number = try await house.open(
            "SR", "receive", by: "wang-desk",
            ["description": "线路告警", "customer": "hudian", "contact": "顾明", "phone": "13800000001"])
        let before = try await desk.reading(of: number, for: "wang-desk")
        let source = try await desk.source().replacing(HolidayNotice(Self.notice, year: 2_027).year)
        try await desk.importEdition(source, by: "admin")
        #expect(try await desk.followCalendar() == 1)
        #expect(try await desk.followCalendar() == 0)
        let after = try await desk.reading(of: number, for: "wang-desk")
        #expect(before.clocks.allSatisfy(\.isProvisional) && !after.clocks.contains(where: \.isProvisional))
        #expect(zip(before.clocks, after.clocks).allSatisfy { $0.due <= $1.due })
        #expect(after.entries.contains { $0.verb == "adopt-calendar" })
        // The derived rows are what the record gives, and later steps go on under the same calendar.
        #expect(try await desk.differences() == [])
        try await house.act("comment", on: number, by: "wang-desk", ["text": "已知悉"])
        try await house.house.remove()
    }
}
