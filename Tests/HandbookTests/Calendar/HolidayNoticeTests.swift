import Testing

@testable import Handbook

struct HolidayNoticeTests {
    /// Notices of past years in their own form; what they say stands in the edition's calendar already.
    private static let notices = [
        2_025: """
        一、元旦：1月1日（周三）放假1天，不调休。
        二、春节：1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。
        三、清明节：4月4日（周五）至6日（周日）放假，共3天。
        四、劳动节：5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。
        五、端午节：5月31日（周六）至6月2日（周一）放假，共3天。
        六、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。
        """,
        2_022: """
        一、元旦：2022年1月1日至3日放假，共3天。
        二、春节：1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。
        三、清明节：4月3日至5日放假调休，共3天。4月2日（星期六）上班。
        四、劳动节：4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。
        五、端午节：6月3日至5日放假，共3天。
        六、中秋节：9月10日至12日放假，共3天。
        七、国庆节：10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。
        """,
    ]

    @Test(arguments: [2_022, 2_025]) func `a notice is read as the calendar has it (12.1.1)`(_ year: Int) throws {
        let notice = HolidayNotice(try #require(Self.notices[year]), year: year)
        #expect(notice.faults == [])
        let listed = try #require(try Shipped.edition.calendar.years.first { $0.year == year })
        #expect(notice.year.holidays.map(\.day) == listed.holidays.map(\.day))
        #expect(notice.year.workdays.map(\.day) == listed.workdays.map(\.day))
        #expect(!notice.year.isProvisional)
    }

    @Test func `a year takes its place in the files, and the edition is whole`() throws {
        let edition = try Shipped.edition
        let notice = HolidayNotice("一、元旦：1月1日至3日放假。1月9日（周六）上班。", year: 2_027)
        #expect(notice.year.holidays.map(\.day.iso) == ["2027-01-01"])
        let last = try #require(edition.calendar.years.last?.year)
        let source = try Shipped.source.get()
        #expect(try Edition(source.replacing(notice.year)).calendar.years.map(\.year).last == max(last, 2_027))
        // In place of what stood there, and nothing else is touched.
        let again = source.replacing(HolidayNotice(try #require(Self.notices[2_025]), year: 2_025).year)
        let changes = EditionDifference(from: edition, to: try Edition(again)).changes
        #expect(changes.allSatisfy { $0.part == .calendar && $0.name.hasPrefix("2025-") })
    }

    @Test(arguments: ["", "今年照旧。", "一、元旦：13月1日放假。", "一、元旦：1月1日放假。1月4日（周一）上班。"])
    func `what is no notice is told in a sentence`(_ text: String) { #expect(!HolidayNotice(text, year: 2_027).faults.isEmpty) }
}
