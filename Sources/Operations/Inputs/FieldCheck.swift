import Handbook

/// What is wrong with one input: its path, one clear sentence, and the clause that asks for it.
package struct FieldFault: Hashable, Sendable {
    package let field: String
    package let text: Text
    package let clause: String?

    package init(field: String, text: Text, clause: String? = nil) {
        self.field = field
        self.text = text
        self.clause = clause
    }
}

/// Checks raw inputs against the declared fields: every fault is collected, and what passes is brought into one form.
package struct FieldCheck {
    let time: ServiceTime
    package private(set) var faults: [FieldFault] = []

    /// The company's regions, by code; nil where any code will do.
    private let regions: [Organization.Region]?

    package init(time: ServiceTime) {
        self.time = time
        regions = nil
    }

    /// A check by an edition: its time and its regions.
    package init(_ edition: Edition) {
        time = edition.time
        regions = edition.organization.regions
    }

    /// The members in their normal form, null where nothing was given; unknown members are faults.
    package mutating func check(_ raw: [String: Value], against fields: [Field], path: String = "") -> [String: Value] {
        var checked: [String: Value] = [:]
        for var field in fields {
            let given = raw[field.name] ?? .null
            let name = field.name
            field.name = path + name
            checked[name] = check(given, field)
        }
        for name in raw.keys.sorted() where !fields.contains(where: { $0.name == name }) {
            faults.append(
                FieldFault(field: path + name, text: Text("没有“\(name)”这一项", "There is no field “\(name)” here"), clause: nil))
        }
        return checked
    }

    private mutating func check(_ given: Value, _ field: Field) -> Value {
        if given.isBlank {
            switch field.kind {
            case .flag where !field.isOptional: return .bool(false)
            case .list where field.bounds.lowerBound == 0: return field.isOptional ? .null : .list([])
            case .checklist: return ["exceptions": [:]]
            default: break
            }
            if !field.isOptional { fault(field, "请填写“\(field.label.zh)”", "“\(field.label.en)” is needed") }
            return .null
        }
        switch field.kind {
        case .text: return text(given, field, lines: false)
        case .longText: return text(given, field, lines: true)
        case .code: return code(given, field)
        case .reference: return code(given, field)
        case .region: return region(given, field)
        case .flag: return flag(given, field)
        case .whole, .money: return whole(given, field)
        case .decimal: return decimal(given, field)
        case .instant: return instant(given, field)
        case .day: return day(given, field)
        case .choice(let options): return choice(given, field, options)
        case .attachment: return check(members: given, field, FieldKind.attachmentParts)
        case .evidence: return check(members: given, field, FieldKind.evidenceParts)
        case .signature: return check(members: given, field, FieldKind.signatureParts)
        case .checklist(let items): return checklist(given, field, items)
        case .form(let fields): return check(members: given, field, fields)
        case .list(let kind): return list(given, field, kind)
        }
    }

    private mutating func fault(_ field: Field, _ chinese: String, _ english: String) {
        faults.append(FieldFault(field: field.name, text: Text(chinese, english), clause: field.clause))
    }

    private mutating func text(_ given: Value, _ field: Field, lines: Bool) -> Value {
        guard let raw = given.text ?? given.integer.map(String.init) else {
            fault(field, "“\(field.label.zh)”应为文字", "“\(field.label.en)” must be text")
            return .null
        }
        let text = raw.trimmed
        guard !text.unicodeScalars.contains("\u{FFFD}") else {
            fault(
                field, "“\(field.label.zh)”中有无法识别的字符（\u{FFFD}），请重新输入",
                "“\(field.label.en)” has characters that could not be read (\u{FFFD}): type them again")
            return .null
        }
        guard !text.unicodeScalars.contains(where: { isUnwanted($0, lines: lines) }) else {
            fault(field, "“\(field.label.zh)”含有不可见的控制字符", "“\(field.label.en)” has control characters")
            return .null
        }
        guard field.bounds.contains(text.unicodeScalars.count) else {
            fault(
                field, "“\(field.label.zh)”应为 \(field.bounds.lowerBound) 至 \(field.bounds.upperBound) 个字",
                "“\(field.label.en)” takes \(field.bounds.lowerBound) to \(field.bounds.upperBound) characters")
            return .null
        }
        return .text(text)
    }

    /// Control characters, and the marks that turn the direction of writing and so make a text look like another.
    private func isUnwanted(_ scalar: Unicode.Scalar, lines: Bool) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0D, 0x09, 0x2028, 0x2029: !lines
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private mutating func code(_ given: Value, _ field: Field) -> Value {
        guard let code = (given.text ?? given.integer.map(String.init))?.trimmed, (1...60).contains(code.utf8.count),
            code.utf8.allSatisfy(\.isCodeCharacter)
        else {
            fault(
                field, "“\(field.label.zh)”应为 1 至 60 个字母、数字或 . - _ /",
                "“\(field.label.en)” takes 1 to 60 letters, digits or . - _ /")
            return .null
        }
        return .text(code)
    }

    private mutating func region(_ given: Value, _ field: Field) -> Value {
        guard let regions, let text = given.text?.trimmed, !regions.contains(where: { $0.code == text }) else {
            return code(given, field)
        }
        fault(
            field, "“\(field.label.zh)”只能是：\(regions.map(\.name.zh).joined(separator: "、"))",
            "“\(field.label.en)” must be one of: \(regions.map(\.code).joined(separator: ", "))")
        return .null
    }

    private mutating func flag(_ given: Value, _ field: Field) -> Value {
        switch given {
        case .bool: return given
        case .text("true"), .text("on"), .text("yes"), .text("1"): return true
        case .text("false"), .text("off"), .text("no"), .text("0"): return false
        default:
            fault(field, "“\(field.label.zh)”应为是或否", "“\(field.label.en)” must be yes or no")
            return .null
        }
    }

    private mutating func whole(_ given: Value, _ field: Field) -> Value {
        guard let number = given.integer ?? given.text.flatMap({ Int64($0.trimmed) }) else {
            fault(field, "“\(field.label.zh)”应为整数", "“\(field.label.en)” must be a whole number")
            return .null
        }
        return bounded(number >= field.bounds.lowerBound && number <= field.bounds.upperBound, .integer(number), field)
    }

    private mutating func decimal(_ given: Value, _ field: Field) -> Value {
        let number: Double? =
            switch given {
            case .number(let number): number
            case .integer(let integer): Double(integer)
            case .text(let text): Double(text.trimmed)
            default: nil
            }
        guard let number, number.isFinite else {
            fault(field, "“\(field.label.zh)”应为数", "“\(field.label.en)” must be a number")
            return .null
        }
        return bounded(
            number >= Double(field.bounds.lowerBound) && number <= Double(field.bounds.upperBound), .number(number), field)
    }

    private mutating func bounded(_ isWithin: Bool, _ value: Value, _ field: Field) -> Value {
        if isWithin { return value }
        fault(
            field, "“\(field.label.zh)”应在 \(field.bounds.lowerBound) 与 \(field.bounds.upperBound) 之间",
            "“\(field.label.en)” must lie between \(field.bounds.lowerBound) and \(field.bounds.upperBound)")
        return .null
    }

    private mutating func instant(_ given: Value, _ field: Field) -> Value {
        let instant = given.integer.map { Instant(milliseconds: $0) } ?? given.text.flatMap { time.instant(parsing: $0.trimmed) }
        guard let instant, Self.sensibleYears.contains(time.day(of: instant).year) else {
            fault(
                field, "“\(field.label.zh)”应为日期和时间，如 2026-05-18 12:30",
                "“\(field.label.en)” must be a date and time such as 2026-05-18 12:30")
            return .null
        }
        return .integer(instant.milliseconds)
    }

    private mutating func day(_ given: Value, _ field: Field) -> Value {
        guard let day = given.text.flatMap({ Day($0.trimmed) }), Self.sensibleYears.contains(day.year) else {
            fault(field, "“\(field.label.zh)”应为日期，如 2026-05-18", "“\(field.label.en)” must be a date such as 2026-05-18")
            return .null
        }
        return .text(day.iso)
    }

    private mutating func choice(_ given: Value, _ field: Field, _ options: [FieldKind.Option]) -> Value {
        if let id = given.text?.trimmed, options.contains(where: { $0.id == id }) { return .text(id) }
        fault(
            field, "“\(field.label.zh)”只能是：\(options.map(\.label.zh).joined(separator: "、"))",
            "“\(field.label.en)” must be one of: \(options.map(\.id).joined(separator: ", "))")
        return .null
    }

    private mutating func checklist(_ given: Value, _ field: Field, _ items: [ChecklistItem]) -> Value {
        guard let members = (given.members?["exceptions"] ?? given).members else {
            fault(field, "“\(field.label.zh)”应写成例外及理由", "“\(field.label.en)” takes exceptions with their reasons")
            return .null
        }
        var exceptions: [String: Value] = [:]
        for (id, reason) in members.sorted(by: { $0.key < $1.key }) {
            guard let item = items.first(where: { $0.id == id }) else {
                fault(field, "“\(field.label.zh)”没有“\(id)”这一条", "“\(field.label.en)” has no item “\(id)”")
                continue
            }
            let reasonField = Field(
                name: "\(field.name).\(id)", label: item.text, help: nil, kind: .text, isOptional: false, bounds: 2...500,
                clause: item.clause,
                toCustomer: false)
            exceptions[id] = check(reason, reasonField)
        }
        return ["exceptions": .object(exceptions)]
    }

    private mutating func check(members given: Value, _ field: Field, _ fields: [Field]) -> Value {
        guard let members = given.members else {
            fault(field, "“\(field.label.zh)”应为一组填项", "“\(field.label.en)” must be a group of fields")
            return .null
        }
        return .object(check(members, against: fields, path: field.name + "."))
    }

    private mutating func list(_ given: Value, _ field: Field, _ kind: FieldKind) -> Value {
        guard let elements = given.elements, field.bounds.contains(elements.count) else {
            fault(
                field, "“\(field.label.zh)”应有 \(field.bounds.lowerBound) 至 \(field.bounds.upperBound) 项",
                "“\(field.label.en)” takes \(field.bounds.lowerBound) to \(field.bounds.upperBound) entries")
            return .null
        }
        var checked: [Value] = []
        for (index, element) in elements.enumerated() { checked.append(check(element, field.element(index + 1, of: kind))) }
        return .list(checked)
    }

    private static let sensibleYears = 1990...2100
}

extension String {
    /// The text without blanks at its ends.
    package var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
            return ""
        }
        return String(self[first...last])
    }
}

extension UInt8 {
    /// Whether the byte may stand in a code or number.
    var isCodeCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
