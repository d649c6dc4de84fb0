import Handbook
import Storage

/// What somebody asks of the list of cases: which ones, in which order, and where the page begins.
package struct CaseFilter: Hashable, Sendable {
    package var kind: String?
    package var stage: String?
    package var region: String?
    package var owner: String?
    package var customer: String?
    package var level: String?
    package var due: DueWindow?
    /// Only those behind a number of a report, open or ended, the latest day first.
    package var marked: MarkedCases?
    package var isOpen = true
    package var order = Order.limit
    package var cursor: Cursor?

    package init() {}

    /// In which order the list goes.
    package enum Order: String, Sendable, CaseIterable {
        /// Open cases by their limit, the nearest first; ended ones by their end, the latest first.
        case limit = "due"
        /// The latest first.
        case opened
        /// The highest number of each kind first.
        case number

        var isFalling: Bool { self != .limit }
    }

    /// When a case is due.
    package enum DueWindow: String, Sendable, CaseIterable {
        case late, today, week
        case unlimited = "none"
    }

    /// The line of a list after which, or before which, a page begins.
    package struct Cursor: Hashable, Sendable {
        package let key: Int64
        package let number: String
        package var isBackward = false

        package init(key: Int64, number: String, isBackward: Bool = false) {
            self.key = key
            self.number = number
            self.isBackward = isBackward
        }

        /// The cursor as it stands in an address.
        package var text: String { "\(key).\(number)" }

        /// Reads a cursor; nil where it is none.
        package init?(_ text: String, isBackward: Bool) {
            let halves = text.split(separator: ".", maxSplits: 1)
            guard halves.count == 2, let key = Int64(halves[0]), CaseNumber.isReadable(String(halves[1])) else { return nil }
            self.init(key: key, number: String(halves[1]), isBackward: isBackward)
        }
    }

    /// The procedures that the list is of.
    var kinds: [String] { (marked?.mark.kind ?? kind).map { [$0] } ?? Procedures.all.map { $0.kind } }

    /// Whether the keys of this page are walked from high to low.
    var isDescending: Bool { (order.isFalling || marked != nil) != (cursor?.isBackward ?? false) }

    /// The limits between which a case's place must lie; only open cases have any.
    func places(at now: Instant, _ time: ServiceTime) -> ClosedRange<Int64> {
        if let marked { return marked.places }
        guard isOpen, let due else { return Int64.min...Int64.max }
        let today = time.day(of: now)
        switch due {
        case .late: return Int64.min...(now.milliseconds - 1)
        case .today: return now.milliseconds...max(now.milliseconds, time.end(of: today).milliseconds - 1)
        case .week: return now.milliseconds...time.end(of: today.adding(6)).milliseconds
        case .unlimited: return Int64.max...Int64.max
        }
    }
}

extension CaseHeader {
    /// Where lists have the case: by its limit while it is open, those without one last; by its end afterwards, the latest first.
    ///
    /// Entries of registers have no place of their own: they go by their numbers.
    package var place: Int64 { number.contains(":") ? .max : Self.place(due: due, closed: closed) }

    /// The place, as the column `cases.place` works it out too.
    static func place(due: Instant?, closed: Instant?) -> Int64 { closed.map { -$0.milliseconds } ?? due?.milliseconds ?? .max }
}
