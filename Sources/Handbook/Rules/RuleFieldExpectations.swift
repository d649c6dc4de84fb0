extension RuleField.Kind {
    /// What is said where a value isn't of this kind.
    var expected: Text {
        switch self {
        case .instant: Text("应为时刻,如 2026-05-18T12:30", "a moment such as 2026-05-18T12:30 is expected")
        case .day: Text("应为日期,如 2026-05-18", "a day such as 2026-05-18 is expected")
        case .whole(let bounds):
            Text(
                "应为 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
                "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is expected")
        case .number(let bounds):
            Text(
                "应为 \(bounds.lowerBound) 到 \(bounds.upperBound) 的数",
                "a number from \(bounds.lowerBound) to \(bounds.upperBound) is expected")
        case .choice(let choices):
            Text(
                "应为其中之一:\(choices.joined(separator: ", "))", "one of these is expected: \(choices.joined(separator: ", "))")
        case .flag: Text("应为 true 或 false", "true or false is expected")
        case .line(let length): Text("应为 1 到 \(length) 个字符", "1 to \(length) characters are expected")
        case .level: Text("应为服务等级,如 5x8/4H", "a service level such as 5x8/4H is expected")
        case .spans: Text("应为时段的列表", "a list of stretches of time is expected")
        case .rows(let count, _), .lines(let count):
            Text("应为至多 \(count) 项的列表", "a list of at most \(count) entries is expected")
        case .object: Text("应为 JSON 对象", "a JSON object is expected")
        case .nullable(let kind): kind.expected
        }
    }
}
