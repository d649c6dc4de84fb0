extension Entry {
    /// Some text of at most so many characters.
    func string(max: Int = 500) -> String? {
        guard let text = node.scalar?.string else {
            fault("这里应是文字", "text is expected here")
            return nil
        }
        guard !text.isBlank, text.unicodeScalars.count <= max else {
            fault("文字须为 1 到 \(max) 个字符", "the text must have 1 to \(max) characters")
            return nil
        }
        return text
    }

    /// A whole number within bounds.
    func whole(in bounds: ClosedRange<Int>) -> Int? {
        guard let text = node.scalar?.string, let number = Int(text), bounds.contains(number) else {
            fault(
                "应为 \(bounds.lowerBound) 到 \(bounds.upperBound) 的整数",
                "a whole number from \(bounds.lowerBound) to \(bounds.upperBound) is expected")
            return nil
        }
        return number
    }

    /// A number strictly between zero and one.
    func share() -> Double? {
        guard let text = node.scalar?.string, let number = Double(text), number > 0, number < 1 else {
            fault("应为 0 和 1 之间的数", "a number between 0 and 1 is expected")
            return nil
        }
        return number
    }

    /// true or false.
    func flag() -> Bool? {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default:
            fault("应为 true 或 false", "true or false is expected")
            return nil
        }
    }

    /// A day such as 2026-05-18.
    func day() -> Day? {
        guard let text = node.scalar?.string, let day = Day(text) else {
            fault("应为日期,如 2026-05-18", "a day such as 2026-05-18 is expected")
            return nil
        }
        return day
    }

    /// Minutes since midnight, written 09:00; 24:00 is the day's end.
    func minuteOfDay() -> Int? {
        var digits = Digits(node.scalar?.string ?? "")
        guard let hour = digits.number(2), digits.skip(":"), let minute = digits.number(2), digits.isAtEnd, hour <= 24,
            minute <= 59, hour * 60 + minute <= 1_440
        else {
            fault("应为时刻,如 09:00", "a time such as 09:00 is expected")
            return nil
        }
        return hour * 60 + minute
    }

    /// A clause's number; that there is such a clause is checked when all are known.
    func clause() -> String? {
        guard let id = string(max: 40) else { return nil }
        log.cite(id, file: file, line: line)
        return id
    }

    /// A name of lower-case letters, digits and hyphens.
    func name() -> String? {
        guard let text = string(max: 40) else { return nil }
        guard text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }) else {
            fault("只能用小写字母、数字和连字符", "only lower-case letters, digits and hyphens are allowed")
            return nil
        }
        return text
    }

    /// One of the words of a type.
    func one<Word: RawRepresentable & CaseIterable>(of type: Word.Type) -> Word? where Word.RawValue == String {
        guard let text = node.scalar?.string, let word = Word(rawValue: text) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            fault("应为其中之一:\(words)", "one of these is expected: \(words)")
            return nil
        }
        return word
    }

    /// A service level such as 5x8/NBD.
    func level() -> ServiceLevel? {
        guard let text = node.scalar?.string, let level = ServiceLevel(text) else {
            fault("应为服务等级,如 5x8/NBD", "a service level such as 5x8/NBD is expected")
            return nil
        }
        return level
    }

    /// The text of a mapping of zh and en alone.
    func text() -> Text? {
        fields(["zh", "en"])?.text()
    }

    /// What a reader gives for every entry of the list here, leaving out those with faults.
    func each<Value>(_ count: ClosedRange<Int> = 0...1_000, _ read: (Entry) -> Value?) -> [Value]? {
        list(count)?.compactMap(read)
    }
}
