/// A day of the week.
package enum Weekday: Int, Sendable, CaseIterable, Codable {
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Its short name: 周一, Mon.
    package var name: Text {
        switch self {
        case .monday: Text("周一", "Mon")
        case .tuesday: Text("周二", "Tue")
        case .wednesday: Text("周三", "Wed")
        case .thursday: Text("周四", "Thu")
        case .friday: Text("周五", "Fri")
        case .saturday: Text("周六", "Sat")
        case .sunday: Text("周日", "Sun")
        }
    }

    /// Whether it is Saturday or Sunday (12.1.1).
    package var isWeekend: Bool { rawValue >= 5 }
}
