import Handbook

/// Reading a cell of a sheet as the value of a field, as people and spreadsheets write it; what can't be read stays text for the check to refuse.
package struct CellReading {
    let edition: Edition

    /// What a cell that isn't empty says: choices and regions by id or name, days in any usual form, several values parted by signs.
    func value(of cell: String, _ kind: FieldKind) -> Value {
        switch kind {
        case .choice(let options): .text(options.first { $0.label.isNamed(cell) }?.id ?? cell)
        case .region: .text(edition.organization.regions.first { $0.name.isNamed(cell) }?.code ?? cell)
        case .flag: flag(cell)
        case .whole, .decimal: .text(Self.plain(cell))
        // What is no amount in yuan must not pass for a whole number of fen.
        case .money: Self.fen(cell).map { .integer($0) } ?? .text("¥\(cell)")
        case .day: .text(Self.day(cell)?.iso ?? cell)
        case .instant: .text(instant(cell) ?? cell)
        case .list(let element): .list(parts(of: cell, element).map { value(of: $0, element) })
        case .form(let fields): .object(members(of: cell, fields))
        default: .text(cell)
        }
    }

    private func flag(_ cell: String) -> Value {
        switch cell.lowercased() {
        case "是", "有", "√", "✓", "y", "yes", "true", "1": .bool(true)
        case "否", "无", "×", "✗", "n", "no", "false", "0": .bool(false)
        default: .text(cell)
        }
    }

    /// The parts of a list: texts are parted by semicolons, for they may have commas within; codes by whatever parts words.
    ///
    /// Where others are referred to, what can't be codes is a name, which may have blanks within.
    private func parts(of cell: String, _ element: FieldKind) -> [String] {
        let signs = element.isFree ? "；;\n" : element.references.isEmpty ? "；;、，, \n" : "；;、，,\n"
        let parts = cell.split { signs.contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
        if element.references.isEmpty || element.isFree { return parts }
        return parts.flatMap { part in
            let isCodes = part.utf8.allSatisfy { $0.isCodeCharacter || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "*") }
            return isCodes ? part.split(separator: " ").map(String.init) : [part]
        }
    }

    /// The members of a row in their order, parted by `*`; where some are left out, as in `brd-10g*2`, a number is the one that counts.
    private func members(of cell: String, _ fields: [Field]) -> [String: Value] {
        let parts = cell.split(separator: "*", omittingEmptySubsequences: false).map { String($0).trimmed }
        var members: [String: Value] = [:]
        var left = fields
        for part in parts {
            let isCount = parts.count < fields.count && Int(part) != nil
            guard let place = left.firstIndex(where: { parts.count == fields.count || $0.kind.isCount == isCount }) else {
                members["*"] = .text(part)
                continue
            }
            let field = left.remove(at: place)
            if !part.isEmpty { members[field.name] = value(of: part, field.kind) }
        }
        return members
    }

    /// `1,200` and `1200.0` as 1200.
    private static func plain(_ cell: String) -> String {
        let digits = cell.filter { $0 != "," && $0 != "，" }
        guard digits.hasSuffix(".0") || digits.hasSuffix(".00") else { return digits }
        return String(digits.prefix { $0 != "." })
    }

    /// An amount in yuan, as `¥12,000.50` or `12000.5 元`, in fen; nil where it isn't one.
    package static func fen(_ text: String) -> Int64? {
        let digits = text.filter { !",， ¥￥元".contains($0) }
        guard digits.allSatisfy({ $0 == "." || ("0"..."9").contains($0) }) else { return nil }
        let halves = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let yuan = Int64(halves[0]), yuan >= 0, yuan < 1_000_000_000_000 else { return nil }
        guard halves.count == 2 else { return yuan * 100 }
        guard (1...2).contains(halves[1].count), let cents = Int64(halves[1]), cents >= 0 else { return nil }
        return yuan * 100 + (halves[1].count == 1 ? cents * 10 : cents)
    }

    /// `2026-05-18`, `2026/5/18`, `2026.5.18`, `20260518`, `2026年5月18日`, or the days since 1900 by which a workbook keeps it.
    static func day(_ cell: String) -> Day? {
        if let day = Day(cell) { return day }
        let numbers = cell.split { "-/.年月日 ".contains($0) }
        if numbers.count == 3, let year = Int(numbers[0]), let month = Int(numbers[1]), let day = Int(numbers[2]), year > 1900 {
            return Day(year: year, month: month, day: day)
        }
        guard numbers.count == 1, let number = Int(cell) else { return nil }
        if (20_000...80_000).contains(number) { return Day(number: number - 25_569) }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// A day and a time as the house writes them; from a workbook the days since 1900 with their fraction.
    private func instant(_ cell: String) -> String? {
        if let serial = Double(cell), (20_000...80_000).contains(serial) {
            let minutes = Int((serial * 1_440).rounded())
            return Self.moment(Day(number: minutes / 1_440 - 25_569), minutes % 1_440)
        }
        if edition.time.instant(parsing: cell) != nil { return cell }
        // A weekday may stand between, as on the house's own lists.
        let parts = cell.split(separator: " ").map(String.init).filter { part in
            !(0...6).contains { Weekday(rawValue: $0)?.name.isNamed(part) ?? false }
        }
        guard let first = parts.first, let day = Self.day(first), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return Self.moment(day, 0) }
        let clock = parts[1].split(separator: ":").map { Int($0) }
        guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return Self.moment(day, hour * 60 + minute)
    }

    private static func moment(_ day: Day, _ minute: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day.iso) \(two(minute / 60)):\(two(minute % 60))"
    }
}

extension FieldKind {
    /// Whether it says how many.
    package var isCount: Bool {
        if case .whole = self { true } else { false }
    }

    /// Whether a value of it may have blanks and commas within.
    var isFree: Bool {
        switch self {
        case .text, .longText, .instant: true
        case .form(let fields): fields.contains { $0.kind.isFree }
        default: false
        }
    }

    /// Whether a sheet's cell can hold it: files and signatures are given elsewhere.
    package var fitsCell: Bool {
        switch self {
        case .attachment, .evidence, .signature, .checklist: false
        case .list(.list), .list(.attachment), .list(.evidence): false
        default: true
        }
    }
}

extension Text {
    /// Whether it is called so in one of its languages, however it is cased.
    func isNamed(_ name: String) -> Bool { zh == name || en.lowercased() == name.lowercased() }
}
