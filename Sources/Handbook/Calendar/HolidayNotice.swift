/// A year's holidays, read from the words of the yearly notice (12.1.1): which weekdays are off, and which weekends are worked for them.
///
/// It reads what such notices say year by year: "二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。"
package struct HolidayNotice: Sendable {
    package let year: CalendarYear
    /// What could not be read, in one sentence each, with the line.
    package let faults: [Text]

    package init(_ text: String, year: Int) {
        var reading = NoticeReading(year: year)
        for line in text.split(whereSeparator: \.isNewline) { reading.read(String(line)) }
        if reading.holidays.isEmpty && reading.faults.isEmpty {
            reading.faults.append(Text("没有读到放假的日子", "No day off was found"))
        }
        self.year = CalendarYear(
            year: year, isProvisional: false, holidays: reading.holidays.sorted { $0.day < $1.day },
            workdays: reading.workdays.sorted { $0.day < $1.day })
        faults = reading.faults
    }
}

private struct NoticeReading {
    let year: Int
    var holidays: [NamedDay] = []
    var workdays: [NamedDay] = []
    var faults: [Text] = []
    private var occasion = Text("节假日", "Holiday")

    init(year: Int) { self.year = year }

    mutating func read(_ line: String) {
        var line = Self.withoutAsides(line)
        if let colon = line.firstIndex(where: { "：:".contains($0) }) {
            let head = line[..<colon].split(separator: "、").filter { !$0.allSatisfy { "一二三四五六七八九十 （）0123456789.".contains($0) } }
            let names = head.map { $0.filter { !$0.isWhitespace } }
            if !names.isEmpty, names.allSatisfy({ $0.count <= 6 }) {
                occasion = Text(names.joined(separator: "、"), names.map { Self.english[$0] ?? $0 }.joined(separator: " and "))
                line = String(line[line.index(after: colon)...])
            }
        }
        for sentence in line.split(whereSeparator: { "。；;".contains($0) }) {
            let days = days(in: String(sentence))
            if sentence.contains("上班") || sentence.contains("补班") {
                for day in days.flatMap({ $0 }) { work(on: day) }
            } else if sentence.contains("放假") || sentence.contains("休息") {
                for day in days.flatMap({ $0 }) where !day.weekday.isWeekend { rest(on: day) }
            }
        }
    }

    private mutating func rest(on day: Day) {
        // Two holidays may meet on a day; it is off once.
        if !holidays.contains(where: { $0.day == day }) { holidays.append(NamedDay(day: day, occasion: occasion)) }
    }

    private mutating func work(on day: Day) {
        guard day.weekday.isWeekend else {
            faults.append(
                Text(
                    "\(day.iso) 是\(day.weekday.name.zh)，不是周末，不能调休上班",
                    "\(day.iso) is a \(day.weekday.name.en), no weekend to be worked"))
            return
        }
        if !workdays.contains(where: { $0.day == day }) { workdays.append(NamedDay(day: day, occasion: occasion)) }
    }

    /// The stretches of days that a sentence names; a month that is left out is the one before.
    private mutating func days(in sentence: String) -> [[Day]] {
        let date = /(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:至(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日)?/
        var stretches: [[Day]] = []
        var month: Int?
        for match in sentence.matches(of: date) {
            month = match.2.flatMap { Int($0) } ?? month
            let from = day(match.1, month, match.3)
            if match.5 != nil || match.6 != nil { month = match.5.flatMap { Int($0) } ?? month }
            let to = match.6.map { day(match.4 ?? match.1, month, $0) } ?? from
            guard let from, let to, from <= to, to.number - from.number <= 20 else {
                faults.append(Text("“\(match.0)”不是 \(year) 年的日期", "“\(match.0)” is no date of \(year)"))
                continue
            }
            // A notice may begin in December before; those days are the other year's.
            stretches.append((from.number...to.number).map { Day(number: $0) }.filter { $0.year == year })
        }
        return stretches
    }

    private func day(_ written: Substring?, _ month: Int?, _ day: Substring) -> Day? {
        guard let month, let day = Int(day) else { return nil }
        return Day(year: written.flatMap { Int($0) } ?? year, month: month, day: day)
    }

    /// A line without what stands in brackets.
    private static func withoutAsides(_ line: String) -> String {
        var depth = 0
        var rest = ""
        for character in line {
            if "（(".contains(character) { depth += 1 }
            if depth == 0 { rest.append(character) }
            if "）)".contains(character) { depth = max(0, depth - 1) }
        }
        return rest
    }

    private static let english = [
        "元旦": "New Year's Day", "春节": "Spring Festival", "清明节": "Tomb-sweeping Day", "劳动节": "Labour Day",
        "端午节": "Dragon Boat Festival", "中秋节": "Mid-autumn Festival", "国庆节": "National Day",
    ]
}

extension CalendarYear {
    /// The year as calendar.yaml has it.
    var yaml: [String] {
        func lines(_ name: String, _ days: [NamedDay]) -> [String] {
            if days.isEmpty { return ["    \(name): []"] }
            var groups: [(Text, [NamedDay])] = []
            for day in days {
                if let index = groups.firstIndex(where: { $0.0 == day.occasion }) {
                    groups[index].1.append(day)
                } else {
                    groups.append((day.occasion, [day]))
                }
            }
            return ["    \(name):"]
                + groups.map { occasion, days in
                    "      - { zh: \"\(occasion.zh)\", en: \"\(occasion.en)\", days: [\(days.map { "\"\($0.day.iso.dropFirst(5))\"" }.joined(separator: ", "))] }"
                }
        }
        return ["  - year: \(year)", "    provisional: \(isProvisional)"] + lines("holidays", holidays)
            + lines("workdays", workdays)
    }
}

extension EditionSource {
    /// The same files with a year of the calendar in place of what stood of it, or behind the last.
    package func replacing(_ year: CalendarYear) -> EditionSource {
        var lines = (files["calendar.yaml"] ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while let last = lines.last, last.isBlank { lines.removeLast() }
        func isYear(_ line: String) -> Bool { line.hasPrefix("  - year:") }
        if let start = lines.firstIndex(where: {
            isYear($0) && $0.dropFirst(9).prefix { $0 != "#" }.filter(\.isNumber) == String(year.year)
        }) {
            let end =
                lines[(start + 1)...].firstIndex { isYear($0) || ($0.first.map { !$0.isWhitespace && $0 != "#" } ?? false) }
                ?? lines.endIndex
            lines.replaceSubrange(start..<end, with: year.yaml)
        } else {
            lines += year.yaml
        }
        var files = files
        files["calendar.yaml"] = lines.joined(separator: "\n") + "\n"
        return EditionSource(name: name, files: files)
    }
}
