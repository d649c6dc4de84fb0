import Foundation
import Handbook
import Operations
import Storage

/// The demonstration company with its last weeks behind it: furnished and lived through the desk by a simulated clock, up to now.
package struct Demonstration {
    /// The entries of its registers.
    private let company: URL
    private let days: Scenario
    private let edition: EditionSource

    /// - Parameter folder: where `company.yaml` and `days.yaml` lie.
    package init(folder: URL, edition: EditionSource) throws {
        company = folder.appending(path: "company.yaml")
        days = try Scenario.read(folder.appending(path: "days.yaml"))
        self.edition = edition
    }

    /// Founds the company on an empty database and lives through its days; afterwards it stands as it stands now.
    ///
    /// Throws `ScenarioFault` where a step did not come as told, and `PolicyGap` where now lies outside the edition's calendar.
    package func load(into database: any Database, at now: Instant) async throws {
        let clock = SimulatedClock(now)
        let desk = try await Desk.open(database, founding: edition, build: "demonstration", now: { clock.now })
        let calendar = desk.editions.current.calendar
        let start = try Self.start(days, from: now, by: calendar)
        clock.set(start)
        try await desk.furnish(from: company, tellingTimesFrom: now)
        var player = Player(days, at: desk, clock, tellingTimesFrom: now)
        try await player.play()
        try await clock.pass(to: now, at: desk)
        if let failure = player.failures.first {
            throw ScenarioFault(file: days.file, line: 0, text: failure)
        }
    }

    static func start(_ days: Scenario, from now: Instant, by calendar: ServiceCalendar) throws -> Instant {
        let first = calendar.years.first?.year ?? 0
        let last = calendar.years.last?.year ?? 0
        let gap = PolicyGap(
            Text(
                "演示须在手册日历之内（\(first) 年 3 月至 \(last) 年底），现为 \(calendar.time.day(of: now).iso)",
                "the demonstration needs a day within the edition's calendar (March \(first) to the end of \(last)); it is \(calendar.time.day(of: now).iso)"
            ))
        guard calendar.time.day(of: now).year <= last, let start = RelativeTime(days.start) else { throw gap }
        do { return try start.instant(from: now, by: calendar) } catch { throw gap }
    }
}
