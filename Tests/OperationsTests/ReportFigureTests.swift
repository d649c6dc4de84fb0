import Handbook
import Testing

@testable import Operations

struct ReportFigureTests {
    @Test func `Every age lies in one band, and the band's days are those on which such cases were opened`() throws {
        let today = try #require(Day("2026-05-18"))
        for age in 0...400 {
            let opened = today.adding(-age)
            let band = AgeBand.of(opened, seenOn: today)
            for other in AgeBand.allCases {
                let (from, to) = other.opened(seenOn: today)
                let isWithin = from.map { $0 <= opened } ?? true && to.map { opened <= $0 } ?? true
                #expect(isWithin == (other == band), "\(age) \(other)")
            }
        }
        // A clock that runs ahead elsewhere makes nothing older.
        #expect(AgeBand.of(today.adding(1), seenOn: today) == .week)
    }

    @Test func `A share is never rounded up to what was not reached`() {
        var figures = ReportFigures()
        #expect(figures.share(of: .satisfied, against: .unsatisfied) == nil)
        figures.add(999, .satisfied)
        figures.add(1, .unsatisfied)
        #expect(figures.share(of: .satisfied, against: .unsatisfied) == 99)
        figures.add(-1, .unsatisfied)
        #expect(figures.share(of: .satisfied, against: .unsatisfied) == 100)
    }

    @Test(arguments: [
        ("2026", "2026-01-01", "2026-12-31"), ("2026-02", "2026-02-01", "2026-02-28"), ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
    ]) func `A period has its days, and the days their period`(_ period: String, _ first: String, _ last: String) throws {
        let query = try #require(ReportQuery(period))
        let days = try #require(query.days)
        #expect([days.from.iso, days.to.iso] == [first, last])
        #expect(ReportQuery(from: days.from, to: days.to)?.period == period)
        #expect(ReportQuery(from: days.from, to: days.to.adding(1)) == nil)
        #expect(ReportQuery(from: days.from, to: nil) == nil)
    }

    @Test(arguments: ["", "26", "2026-13", "2026-5", "x", "2026-05-01"]) func `What is no year or month is no period`(
        _ text: String
    ) {
        #expect(ReportQuery(text) == nil)
    }

    @Test func `Every mark is found by its name, and belongs to a procedure`() {
        #expect(Set(Mark.all.map(\.id)).count == Mark.all.count)
        for mark in Mark.all {
            #expect(Mark.named(mark.id) == mark)
            #expect(Procedures.declared[mark.kind] != nil)
        }
        #expect(Mark.named("SR.nothing") == nil)
    }
}
