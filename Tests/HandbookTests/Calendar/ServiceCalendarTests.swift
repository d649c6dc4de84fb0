import Testing

@testable import Handbook

struct ServiceCalendarTests {
    let calendar: ServiceCalendar

    init() throws {
        calendar = try Shipped.edition.calendar
    }

    /// From the public record: holidays on weekdays, make-up days at weekends, working days and covered days in the year.
    @Test(arguments: [
        (2021, 18, 7, 250, 243),
        (2022, 18, 7, 249, 242),
        (2023, 18, 7, 249, 242),
        (2024, 19, 8, 251, 243),
        (2025, 18, 5, 248, 243),
        (2026, 19, 6, 248, 242),
    ])
    func `each announced year has its holidays and make-up days (12.1.1)`(
        year: Int, holidays: Int, makeUps: Int, working: Int, covered: Int
    ) throws {
        let listed = try #require(calendar.years.first { $0.year == year })
        #expect(listed.holidays.count == holidays)
        #expect(listed.workdays.count == makeUps)
        let days = try days(of: year)
        #expect(try days.filter(calendar.isWorkingDay).count == working)
        #expect(try days.filter(calendar.isCoveredDay).count == covered)
        #expect(!calendar.isProvisional(year))
    }

    func days(of year: Int) throws -> [Day] {
        let first = try #require(Day(year: year, month: 1, day: 1))
        let last = try #require(Day(year: year, month: 12, day: 31))
        return (first.number...last.number).map(Day.init(number:))
    }

    @Test func `a make-up weekend is worked but not covered, a holiday neither (12.1.1)`() throws {
        let saturday = try day("2026-05-09")
        #expect(try calendar.isWorkingDay(saturday))
        #expect(try !calendar.isCoveredDay(saturday))
        let holiday = try day("2026-05-04")
        #expect(try !calendar.isWorkingDay(holiday))
        #expect(try !calendar.isCoveredDay(holiday))
    }

    @Test func `the edition can have make-up weekends covered as well (12.1.1)`() throws {
        let source = try Shipped.source.get()
            .changing("calendar.yaml", "covered: { value: false", to: "covered: { value: true")
        #expect(try Edition(source).calendar.isCoveredDay(day("2026-05-09")))
    }

    @Test func `a year not yet announced has its weekends and fixed holidays, and says so (12.1.1)`() throws {
        for year in [2027, 2028, 2040] {
            #expect(calendar.isProvisional(year))
            let free = try days(of: year).filter { try !$0.weekday.isWeekend && !calendar.isWorkingDay($0) }
            let fixed = ["01-01", "05-01", "05-02", "05-03", "10-01", "10-02", "10-03"].compactMap { Day("\(year)-\($0)") }
            #expect(free == fixed.filter { !$0.weekday.isWeekend })
        }
    }

    @Test func `before 2021 there is no calendar (12.1.1)`() throws {
        let last = try day("2020-12-31")
        #expect(throws: PolicyGap(Text("没有 2021 年以前的日历", "no calendar before 2021"))) { try calendar.isWorkingDay(last) }
        #expect(throws: PolicyGap.self) { try calendar.isCoveredDay(last) }
        #expect(try !calendar.isWorkingDay(last.adding(1)))
    }

    @Test func `working days are counted over the turn of the year (12.1.3)`() throws {
        // 1 and 2 January 2026 are holidays, Sunday the 4th is a make-up day.
        #expect(try calendar.workingDay(1, after: day("2025-12-31")) == day("2026-01-04"))
        #expect(try calendar.coveredDay(after: day("2025-12-31")) == day("2026-01-05"))
        #expect(try calendar.workingDays(after: day("2025-12-30"), through: day("2026-01-05")) == 3)
        #expect(try calendar.workingDays(after: day("2026-01-05"), through: day("2025-12-30")) == 0)
    }
}
