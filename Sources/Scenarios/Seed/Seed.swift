import Foundation
import Handbook
import Operations
import Storage

/// A company that has lived for a year: furnished and lived through the desk by a simulated clock, always alike for the same seed.
///
/// It is the demonstration company with more of everything; the demonstration's own last weeks happen in between.
package struct Seed {
    private let folder: URL
    private let days: Scenario
    private let edition: EditionSource
    private let size: SeedSize
    private let seed: UInt64

    /// - Parameters:
    ///   - folder: where the demonstration's `company.yaml` and `days.yaml` lie.
    ///   - seed: what the year is drawn by.
    package init(folder: URL, edition: EditionSource, size: SeedSize, seed: UInt64) throws {
        self.folder = folder
        self.edition = edition
        self.size = size
        self.seed = seed
        days = try Scenario.read(folder.appending(path: "days.yaml"))
    }

    /// Founds the company on an empty database and lives through its year; afterwards it stands as it stands now.
    ///
    /// - Parameter tell: is told of each day as it begins, with how many are left.
    /// Throws `ScenarioFault` where a step of the demonstration did not come as told, `PolicyGap` where the year lies outside the
    /// edition's calendar.
    package func load(
        into database: any Database, at now: Instant, tell: @escaping @Sendable (Day, Int) -> Void = { _, _ in }
    ) async throws -> SeedTally {
        let clock = SimulatedClock(now)
        let desk = try await Desk.open(database, founding: edition, build: "demonstration", now: { clock.now })
        let calendar = desk.editions.current.calendar
        let time = calendar.time
        let last = time.day(of: now)
        let start = min(
            time.instant(last.adding(-size.days), minute: 8 * 60), try Demonstration.start(days, from: now, by: calendar))
        let first = time.day(of: start)
        _ = try calendar.isWorkingDay(first.adding(-7))
        clock.set(start)
        try await desk.furnish(from: folder.appending(path: "company.yaml"), tellingTimesFrom: now)
        let company = SeedCompany(size, seed: seed, beside: (customers: 4, sites: 5, devices: 7), from: first, to: last)
        try await SeedRegisters(company: company, first: first, last: last, time: time).enter(at: desk)
        let scan = try await desk.keep(file: "签字记录.pdf", bytes: Array("%PDF-1.4 签字盖章的工作记录".utf8))
        let agenda = Agenda(desk, clock)
        let year = SeedYear(desk, agenda, company, seed: seed, scan: scan)
        try await bookLeaves(year)
        tellDemonstration(year, clock, from: now)
        SeedPlan(year: year, size: size, first: first, last: last).begin()
        for number in first.number...last.number {
            let day = Day(number: number)
            agenda.begin(at: max(start, time.instant(day, minute: 5))) {
                tell(day, last.number - day.number)
                try await desk.tidy()
            }
        }
        try await agenda.run(until: now)
        while try await desk.sumUp() > 0 {}
        return year.told
    }

    /// The demonstration's people are away when their entries say so.
    private func bookLeaves(_ year: SeedYear) async throws {
        let engineers = SeedRegion.all.flatMap(\.engineers)
        let leaves = try await year.desk.database.read { session in
            try engineers.flatMap { code in
                try (Person.find(ID(code), in: session)?.entry.leave ?? []).map { (code, $0.from, $0.to) }
            }
        }
        for (person, from, to) in leaves { year.diary.book(person, from: from, to: to, for: Diary.leave) }
    }

    /// The demonstration's own days, step by step among all the others; its people are spoken for on the days of their visits.
    private func tellDemonstration(_ year: SeedYear, _ clock: SimulatedClock, from now: Instant) {
        let days = days
        for case .act(let act) in days.steps.map(\.kind) {
            guard let told = act.with["appointment"]?.text.flatMap({ RelativeTime($0) }), let lead = act.with["engineer"]?.text,
                let visit = try? told.instant(from: now, by: year.calendar)
            else { continue }
            let day = year.time.day(of: visit)
            for person in [lead] + (act.with["helpers"]?.elements?.compactMap(\.text) ?? []) {
                year.diary.book(person, from: year.time.start(of: day), to: year.time.end(of: day), for: "demonstration")
            }
        }
        year.agenda.begin(at: year.now) {
            var player = Player(days, at: year.desk, clock, tellingTimesFrom: now)
            for (time, step) in try player.timed() {
                try await year.agenda.wait(until: time)
                try await player.play(step)
            }
            if let failure = player.failures.first { throw ScenarioFault(file: days.file, line: 0, text: failure) }
        }
    }
}
