/// A rule's input, checked against its fields; what is missing was optional.
package struct RuleInput: Sendable {
    private let values: [String: RuleValue]

    /// Checks every field and throws all that is wrong, unknown fields included.
    package init(_ json: JSON, fields: [RuleField], time: ServiceTime) throws(RuleFaults) {
        var check = RuleCheck(time: time)
        let values = check.object(json, fields, at: "")
        guard check.faults.isEmpty else { throw RuleFaults(check.faults) }
        self.values = values
    }

    /// One row of a list, already checked.
    init(values: [String: RuleValue]) {
        self.values = values
    }

    /// A moment; thrown as missing where it wasn't given.
    package func instant(_ name: String) throws(RuleFaults) -> Instant {
        try needed(name, optionalInstant(name))
    }

    /// A day; thrown as missing where it wasn't given.
    package func day(_ name: String) throws(RuleFaults) -> Day {
        try needed(name, optionalDay(name))
    }

    /// A whole number; thrown as missing where it wasn't given.
    package func whole(_ name: String) throws(RuleFaults) -> Int {
        try needed(name, optionalWhole(name))
    }

    /// A number; thrown as missing where it wasn't given.
    package func number(_ name: String) throws(RuleFaults) -> Double {
        try needed(name, optionalNumber(name))
    }

    /// A text or choice; thrown as missing where it wasn't given.
    package func text(_ name: String) throws(RuleFaults) -> String {
        try needed(name, optionalText(name))
    }

    /// A service level; thrown as missing where it wasn't given.
    package func level(_ name: String) throws(RuleFaults) -> ServiceLevel {
        if case .level(let level) = values[name] { return level }
        throw Self.missing(name)
    }

    /// A moment, or nothing where it wasn't given.
    package func optionalInstant(_ name: String) -> Instant? {
        if case .instant(let instant) = values[name] { instant } else { nil }
    }

    /// A day, or nothing where it wasn't given.
    package func optionalDay(_ name: String) -> Day? {
        if case .day(let day) = values[name] { day } else { nil }
    }

    /// A whole number, or nothing where it wasn't given.
    package func optionalWhole(_ name: String) -> Int? {
        if case .whole(let whole) = values[name] { whole } else { nil }
    }

    /// A number, or nothing where it wasn't given.
    package func optionalNumber(_ name: String) -> Double? {
        if case .number(let number) = values[name] { number } else { nil }
    }

    /// A text or choice, or nothing where it wasn't given.
    package func optionalText(_ name: String) -> String? {
        if case .text(let text) = values[name] { text } else { nil }
    }

    /// A flag; one that isn't given is no.
    package func flag(_ name: String) -> Bool {
        if case .flag(let flag) = values[name] { flag } else { false }
    }

    /// Stretches of time; none where none are given.
    package func spans(_ name: String) -> [Range<Instant>] {
        if case .spans(let spans) = values[name] { spans } else { [] }
    }

    /// The rows of a list; none where it isn't given.
    package func rows(_ name: String) -> [RuleInput] {
        if case .rows(let rows) = values[name] { rows } else { [] }
    }

    /// The texts of a list; none where it isn't given.
    package func lines(_ name: String) -> [String] {
        if case .lines(let lines) = values[name] { lines } else { [] }
    }

    private func needed<Value>(_ name: String, _ value: Value?) throws(RuleFaults) -> Value {
        guard let value else { throw Self.missing(name) }
        return value
    }

    private static func missing(_ name: String) -> RuleFaults {
        RuleFaults([RuleFault(name, "缺少此项", "this is missing")])
    }
}

/// A checked value of a rule's input.
enum RuleValue: Sendable {
    case instant(Instant)
    case day(Day)
    case whole(Int)
    case number(Double)
    case text(String)
    case flag(Bool)
    case level(ServiceLevel)
    case spans([Range<Instant>])
    case rows([RuleInput])
    case lines([String])
}
