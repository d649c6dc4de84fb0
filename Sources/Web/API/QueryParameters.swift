import Handbook
import Hummingbird
import Operations

/// The parameters behind a path's question mark, each checked; one that nobody asks for is a fault.
struct QueryParameters {
    private var values: [String: String] = [:]
    private var faults: [FieldFault] = []

    init(_ call: Call, _ known: String...) throws {
        for pair in (call.request.uri.query ?? "").utf8.split(separator: UInt8(ascii: "&")).prefix(50) {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = FormBody.decoded(halves[0]), let value = halves.count == 2 ? FormBody.decoded(halves[1]) : "" else {
                throw Unreadable(.badRequest, "查询参数不是 UTF-8", "The query is not UTF-8")
            }
            if known.contains(name) {
                if values.updateValue(value, forKey: name) != nil { fault(name, "重复", "is given twice") }
            } else {
                fault(String(name.prefix(60)), "不是这里的参数", "is no parameter here")
            }
        }
    }

    private mutating func fault(_ name: String, _ chinese: String, _ english: String) {
        faults.append(FieldFault(field: name, text: Text("“\(name)”\(chinese)", "“\(name)” \(english)")))
    }

    /// A parameter in the letters of codes; empty counts as not given.
    mutating func code(_ name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        let isCode = value.utf8.count <= 60 && value.utf8.allSatisfy { $0.isLetterOfCode }
        if !isCode { fault(name, "应为 1 至 60 个字母、数字或 . - _ /", "takes 1 to 60 letters, digits or . - _ /") }
        return isCode ? value : nil
    }

    /// One of these words.
    mutating func choice(_ name: String, _ words: [String]) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        if words.contains(value) { return value }
        fault(name, "只能是：\(words.joined(separator: ", "))", "must be one of: \(words.joined(separator: ", "))")
        return nil
    }

    /// A whole number within bounds.
    mutating func number(_ name: String, _ bounds: ClosedRange<Int>) -> Int? {
        guard let value = values[name], !value.isEmpty else { return nil }
        if let number = Int(value), bounds.contains(number) { return number }
        fault(
            name, "应在 \(bounds.lowerBound) 与 \(bounds.upperBound) 之间",
            "must lie between \(bounds.lowerBound) and \(bounds.upperBound)")
        return nil
    }

    /// Any text, as it is.
    func text(_ name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// Where a list goes on, as an earlier page of it said.
    mutating func cursor() -> Cursor? {
        guard let value = values["after"], !value.isEmpty else { return nil }
        if let cursor = Cursor(value) { return cursor }
        fault("after", "不是列表给出的位置", "is no position that a list gave")
        return nil
    }

    /// Throws where anything was wrong.
    func check() throws {
        if !faults.isEmpty { throw Malformed(faults: faults) }
    }
}

/// Where a list of cases goes on: after this limit and number.
struct Cursor {
    let due: Int64
    let number: String

    init(after header: CaseHeader) { self.init(due: header.place, number: header.number) }

    init(due: Int64, number: String) {
        self.due = due
        self.number = number
    }

    init?(_ text: String) {
        let parts = text.split(separator: "~", maxSplits: 1).map(String.init)
        guard parts.count == 2, let due = Int64(parts[0]), (1...130).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ $0.isLetterOfCode || $0 == UInt8(ascii: ":") })
        else { return nil }
        self.due = due
        number = parts[1]
    }

    var text: String { "\(due)~\(number)" }
}

extension UInt8 {
    /// Whether the byte may stand in a code.
    var isLetterOfCode: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
