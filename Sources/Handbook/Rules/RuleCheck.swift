/// Checks JSON against a rule's fields, collecting every fault with the field's place.
struct RuleCheck {
    /// What is outside is a slip of the pen.
    private static let years = 1_970...2_999

    let time: ServiceTime
    private(set) var faults: [RuleFault] = []

    /// A check that reads moments in this time.
    init(time: ServiceTime) {
        self.time = time
    }

    /// The checked values of an object's fields.
    mutating func object(_ json: JSON, _ fields: [RuleField], at place: String) -> [String: RuleValue] {
        guard case .object(let given) = json else {
            faults.append(RuleFault(place, "应为 JSON 对象", "a JSON object is expected"))
            return [:]
        }
        let prefix = place.isEmpty ? "" : place + "."
        for (name, _) in given.sorted(by: { $0.0 < $1.0 }) where !fields.contains(where: { $0.name == name }) {
            faults.append(RuleFault(prefix + name, "没有这个字段", "there is no such field"))
        }
        var values: [String: RuleValue] = [:]
        for field in fields {
            let value = given.first { $0.0 == field.name }?.1 ?? .null
            if case .null = value {
                if field.isRequired { faults.append(RuleFault(prefix + field.name, "缺少此项", "this is missing")) }
            } else {
                values[field.name] = self.value(value, field.kind, at: prefix + field.name)
            }
        }
        return values
    }

    private mutating func value(_ json: JSON, _ kind: RuleField.Kind, at place: String) -> RuleValue? {
        switch (kind, json) {
        case (.flag, .flag(let flag)): return .flag(flag)
        case (.instant, _): if let instant = instant(json) { return .instant(instant) }
        case (.day, .text(let text)):
            if let day = Day(text) ?? time.instant(parsing: text).map(time.day), Self.years.contains(day.year) {
                return .day(day)
            }
        case (.whole(let bounds), .whole(let whole)):
            if let whole = Int(exactly: whole), bounds.contains(whole) { return .whole(whole) }
        case (.whole(let bounds), .number(let number)):
            if let whole = Int(exactly: number), bounds.contains(whole) { return .whole(whole) }
        case (.number(let bounds), .whole(let whole)): if bounds.contains(Double(whole)) { return .number(Double(whole)) }
        case (.number(let bounds), .number(let number)): if bounds.contains(number) { return .number(number) }
        case (.choice(let choices), .text(let text)): if choices.contains(text) { return .text(text) }
        case (.line(let length), .text(let text)): if isLine(text, length) { return .text(text) }
        case (.level, .text(let text)): if let level = ServiceLevel(text) { return .level(level) }
        case (.spans, .list(let list)): return spans(list, at: place)
        case (.rows(let count, let fields), .list(let list)): if list.count <= count { return rows(list, fields, at: place) }
        case (.lines(let count), .list(let list)): if list.count <= count { return lines(list, at: place) }
        default: break
        }
        faults.append(RuleFault(place, kind.expected.zh, kind.expected.en))
        return nil
    }

    private func instant(_ json: JSON) -> Instant? {
        guard case .text(let text) = json, let instant = time.instant(parsing: text) ?? Day(text).map(time.start),
            Self.years.contains(time.day(of: instant).year)
        else { return nil }
        return instant
    }

    private mutating func spans(_ list: [JSON], at place: String) -> RuleValue? {
        guard list.count <= 1_000 else {
            faults.append(RuleFault(place, "至多 1000 段", "at most 1000 stretches are allowed"))
            return nil
        }
        var spans: [Range<Instant>] = []
        for (index, entry) in list.enumerated() {
            if case .list(let pair) = entry, pair.count == 2, let from = instant(pair[0]) {
                if case .null = pair[1] {
                    spans.append(from..<max(from, .distant))
                    continue
                }
                if let to = instant(pair[1]), from <= to {
                    spans.append(from..<to)
                    continue
                }
            }
            faults.append(
                RuleFault(
                    "\(place)[\(index)]", "应为 [开始, 结束],结束不早于开始,未结束写 null",
                    "[from, to] is expected, to not before from, null if still open"))
        }
        return .spans(spans)
    }

    private mutating func rows(_ list: [JSON], _ fields: [RuleField], at place: String) -> RuleValue {
        var rows: [RuleInput] = []
        for (index, row) in list.enumerated() {
            rows.append(RuleInput(values: object(row, fields, at: "\(place)[\(index)]")))
        }
        return .rows(rows)
    }

    private mutating func lines(_ list: [JSON], at place: String) -> RuleValue {
        var lines: [String] = []
        for (index, entry) in list.enumerated() {
            if case .text(let text) = entry, isLine(text, 200) {
                lines.append(text)
            } else {
                faults.append(RuleFault("\(place)[\(index)]", "应为 1 到 200 个字符", "1 to 200 characters are expected"))
            }
        }
        return .lines(lines)
    }

    private func isLine(_ text: String, _ length: Int) -> Bool {
        let scalars = text.unicodeScalars
        return !text.isBlank && scalars.count <= length && !scalars.contains { $0.value < 32 }
    }
}
