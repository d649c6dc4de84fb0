import Testing

@testable import Handbook

@Test func `days run without a gap from 1900 to 2100, with their weekdays`() throws {
    var expected = try day("1900-01-01").number
    var weekday = 0
    for year in 1_900...2_100 {
        for month in 1...12 {
            for date in 1...31 {
                guard let day = Day(year: year, month: month, day: date) else { continue }
                #expect(day.number == expected)
                #expect(day.civil == (year, month, date))
                #expect(day.weekday.rawValue == weekday)
                expected += 1
                weekday = (weekday + 1) % 7
            }
        }
    }
    #expect(expected == (try day("2101-01-01").number))
}

@Test(arguments: [
    "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "26-04-01", "2026-04-01x", "", "0000-01-01",
])
func `what is no day is not read as one`(text: String) {
    #expect(Day(text) == nil)
}

@Test func `leap days are days`() throws {
    #expect(try day("2024-02-29").adding(1).iso == "2024-03-01")
    #expect(try day("2000-02-29").adding(366).iso == "2001-03-01")
    #expect(Day.last.iso == "9999-12-31")
}

@Test func `every weekday has a name in both languages`() {
    #expect(Weekday.allCases.map(\.name.zh) == ["周一", "周二", "周三", "周四", "周五", "周六", "周日"])
    #expect(Set(Weekday.allCases.map(\.name.en)).count == 7)
}
