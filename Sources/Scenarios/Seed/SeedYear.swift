import Handbook
import Operations
import Storage
import Synchronization

/// The year as its stories share it: the desk, the time, the company, and what people know.
final class SeedYear: Sendable {
    let desk: Desk
    let agenda: Agenda
    let company: SeedCompany
    let seed: UInt64
    let diary: Diary
    let shelves = Shelves()
    let library = SeedLibrary()
    /// A signed work record as it was scanned.
    let scan: Attachment
    private let tally = Mutex(SeedTally())

    init(_ desk: Desk, _ agenda: Agenda, _ company: SeedCompany, seed: UInt64, scan: Attachment) {
        self.desk = desk
        self.agenda = agenda
        self.company = company
        self.seed = seed
        self.scan = scan
        diary = Diary(desk.editions.current.calendar)
    }

    var calendar: ServiceCalendar { desk.editions.current.calendar }
    var time: ServiceTime { calendar.time }
    var now: Instant { agenda.now }

    /// Notes a story that begins at that time; one that gets stuck stays where it is, and is told of in the tally.
    func begin(at time: Instant, _ story: @escaping @Sendable () async throws -> Void) {
        agenda.begin(at: time) { [self] in
            do { try await story() } catch let stuck as Stuck { count { $0.stuck.append(stuck.text) } }
        }
    }

    /// Adds to what happened.
    func count(_ change: (inout SeedTally) -> Void) { tally.withLock { change(&$0) } }

    /// What happened so far.
    var told: SeedTally { tally.withLock { $0 } }
}

/// What happened in a seeded year.
package struct SeedTally: Sendable {
    package var activities = 0
    /// How often each mistake was made and refused.
    package var mistakes: [String: Int] = [:]
    /// Guards that refused, were gone past with a reason, or found a breach, by clause.
    package var refused: [String: Int] = [:]
    package var deviated: [String: Int] = [:]
    package var broken: [String: Int] = [:]
    /// Stories that did not come as told.
    package var stuck: [String] = []
}

/// A step that did not come as the story has it.
struct Stuck: Error {
    let text: String
    /// The clauses by which it was refused.
    var clauses: Set<String> = []
}
