import Handbook

/// What hours are told apart by (21/D-1).
package enum HoursKind: String, Sendable, CaseIterable {
    /// Days on orders: a day on two orders is two.
    case days
    case travel, waiting, work, standby, overtime, weekend, holiday, night

    /// Under which its sum is kept.
    var id: String { "hours.\(rawValue)" }

    /// Whether it is counted, not measured in minutes.
    package var isCount: Bool { self == .days }

    package var name: Text {
        switch self {
        case .days: Text("单·天", "Order days")
        case .travel: Text("路途", "Travel")
        case .waiting: Text("等待", "Waiting")
        case .work: Text("工作", "Work")
        case .standby: Text("值守", "Standby")
        case .overtime: Text("延时", "Overtime")
        case .weekend: Text("周末", "Weekend")
        case .holiday: Text("节假日", "Holiday")
        case .night: Text("夜间", "Night")
        }
    }

    /// The kind whose id that is.
    static func named(_ id: String) -> HoursKind? { id.hasPrefix("hours.") ? HoursKind(rawValue: String(id.dropFirst(6))) : nil }
}

extension DayHours {
    /// The minutes of a kind; of days, the one that it is.
    package subscript(_ kind: HoursKind) -> Int {
        switch kind {
        case .days: 1
        case .travel: travel
        case .waiting: waiting
        case .work: work
        case .standby: standby
        case .overtime: overtime
        case .weekend: weekend
        case .holiday: holiday
        case .night: night
        }
    }
}
