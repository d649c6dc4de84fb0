import Handbook

/// The dispatch board: who does what when in some regions over a few days, and what waits for somebody.
package struct DispatchBoard: Sendable {
    /// The regions that the reader may see.
    package let regions: [String]
    package let days: [Day]
    package let today: Day
    package let now: Instant
    package let engineers: [Engineer]
    /// The code after which the next engineers come; nil where all are shown.
    package let nextEngineer: String?
    package let blocks: [Block]
    package let duties: [OnCall]
    /// Orders that nobody has been given yet, by their limit.
    package let waiting: [CaseLine]
    /// Where the waiting orders go on.
    package let nextWaiting: CaseFilter.Cursor?
    /// Orders that somebody has whose visit is over without having been, or was interrupted: they need another time.
    package let lapsed: [CaseLine]
    /// Names of customers, sites and people, by number.
    package let titles: [String: String]
    /// The cities of the sites.
    package let cities: [String: String]

    /// What somebody asks of the board.
    package struct Query: Sendable {
        package var first: Day
        package var days: Int
        package var region: String?
        package var afterEngineer: String?
        package var waiting: CaseFilter.Cursor?

        package init(first: Day, days: Int) {
            self.first = first
            self.days = days
        }
    }

    /// Somebody who can be sent out.
    package struct Engineer: Sendable {
        package let code: String
        package let name: String
        package let region: String?
        package let city: String?
        package let phone: String?
        package let isOnProbation: Bool
        package let leave: [Absence]
    }

    /// A stretch of somebody's time that an order takes.
    package struct Block: Sendable {
        package let number: String
        package let person: String
        package let from: Instant
        package let to: Instant
        /// The order, where the reader may see it; otherwise they only learn that the time is taken.
        package let order: CaseLine?
        /// Whether the person leads it, or goes along.
        package let isLead: Bool
        /// The order that leads the journey in which this one is done; its own where it leads one or stands alone.
        package let journey: String
    }

    /// A stretch in which somebody is on call.
    package struct OnCall: Sendable {
        package let person: String
        package let from: Instant
        package let to: Instant
    }

    /// The title of a register entry of that kind; its code where it is not known.
    package func title(of kind: String, _ code: String) -> String { titles["\(kind):\(code)"] ?? code }

    /// The blocks that somebody does in one journey with this one, in their order; it alone where it stands alone.
    package func trip(of block: Block) -> [Block] {
        blocks.filter { $0.person == block.person && $0.journey == block.journey }
    }

    /// Somebody's blocks that touch a day, by their beginning.
    package func blocks(of person: String, on day: Day, _ time: ServiceTime) -> [Block] {
        blocks.filter { $0.person == person && $0.from < time.end(of: day) && $0.to > time.start(of: day) }
    }
}

/// How much of somebody's working day is taken.
package struct DayLoad: Hashable, Sendable {
    /// Minutes that orders take, and those that the person works at all: covered hours of a working day, less leave.
    package let booked: Int
    package let working: Int

    /// Whether more is asked than the day holds.
    package var isOver: Bool { booked > working }

    /// Works it out; throws `PolicyGap` for a day of which no calendar is known.
    package init(of engineer: DispatchBoard.Engineer, on day: Day, in board: DispatchBoard, under edition: Edition) throws {
        let time = edition.time
        let (start, end) = (time.start(of: day), time.end(of: day))
        func minutes(_ from: Instant, _ to: Instant, within: Range<Instant>) -> Int {
            let (from, to) = (max(from, within.lowerBound), min(to, within.upperBound))
            return from < to ? Int((to.milliseconds - from.milliseconds) / 60_000) : 0
        }
        booked = board.blocks(of: engineer.code, on: day, time).reduce(0) { $0 + minutes($1.from, $1.to, within: start..<end) }
        guard try edition.calendar.isWorkingDay(day) else {
            working = 0
            return
        }
        let hours = edition.levels.coveredHours
        let open = time.instant(day, minute: hours.lowerBound)..<time.instant(day, minute: hours.upperBound)
        let away = engineer.leave.reduce(0) { $0 + minutes($1.from, $1.to, within: open) }
        working = max(0, hours.count - away)
    }
}
