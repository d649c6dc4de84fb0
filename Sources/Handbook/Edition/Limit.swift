/// A number of the handbook that something is compared with, with its clause.
package struct Limit: Hashable, Sendable {
    package let value: Int
    package let unit: Unit
    package let clause: String
    /// Whether the handbook doesn't print it and we have filled it in.
    package let inferred: Bool
    /// What it limits.
    package let text: Text

    /// What a limit counts.
    package enum Unit: String, CaseIterable, Sendable, Codable {
        case seconds, minutes, hours, days, weeks, months, feet, count
        case workingDays = "working-days"

        /// Its name in words.
        package var label: Text {
            switch self {
            case .seconds: Text("秒", "seconds")
            case .minutes: Text("分钟", "minutes")
            case .hours: Text("小时", "hours")
            case .days: Text("天", "days")
            case .weeks: Text("周", "weeks")
            case .months: Text("个月", "months")
            case .feet: Text("英尺", "feet")
            case .count: Text("次", "times")
            case .workingDays: Text("个工作日", "working days")
            }
        }

        /// Milliseconds of one, where every one is equally long.
        package var milliseconds: Int64? {
            switch self {
            case .seconds: 1_000
            case .minutes: .minute
            case .hours: .hour
            case .days: .day
            case .weeks: 7 * .day
            case .months, .feet, .count, .workingDays: nil
            }
        }
    }
}

extension Limit {
    /// "30 分钟", "30 minutes".
    package var label: Text {
        Text("\(value) \(unit.label.zh)", "\(value) \(unit.label.en)")
    }
}
