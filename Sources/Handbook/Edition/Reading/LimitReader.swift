/// Reads limits by name and keeps those that were read, for the list of all.
final class LimitReader {
    private let entry: Entry
    private let pairs: [(key: String, value: Entry)]
    private var read: [String: [Limit]] = [:]

    /// A reader of the mapping under `limits`.
    init?(_ entry: Entry) {
        guard let limits = entry.fields(["limits"])?["limits"], let pairs = limits.pairs() else { return nil }
        self.entry = limits
        self.pairs = pairs
    }

    /// The limit with this name, which counts in this unit; a stand-in where it has a fault, as faults stop the edition.
    func limit(_ name: String, _ unit: Limit.Unit) -> Limit {
        let values = values(name, unit, value: "value") { $0.whole(in: 0...100_000).map { [$0] } }
        return values.first ?? standIn(unit)
    }

    /// The limits with this name, so many of them.
    func limits(_ name: String, _ unit: Limit.Unit, _ count: ClosedRange<Int>) -> [Limit] {
        let values = values(name, unit, value: "values") { entry in
            let numbers = entry.each(count) { $0.whole(in: 0...100_000) }
            return numbers.flatMap { count.contains($0.count) ? $0 : nil }
        }
        return values.isEmpty ? Array(repeating: standIn(unit), count: count.lowerBound) : values
    }

    /// All limits in the edition's order; a name that no one asked for is a fault.
    func finish() -> [(name: String, limit: Limit)] {
        var all: [(name: String, limit: Limit)] = []
        for (key, value) in pairs {
            guard let limits = read[key] else {
                value.fault("不认识的限值 \(key)", "unknown limit \(key)")
                continue
            }
            for (index, limit) in limits.enumerated() {
                all.append((limits.count == 1 ? key : "\(key)/\(index + 1)", limit))
            }
        }
        return all
    }

    /// Notes a fault at a limit unless a condition on it and another holds; says nothing where one of them has a fault.
    func check(_ holds: Bool, _ name: String, _ other: String, _ zh: String, _ en: String) {
        guard !holds, read[name]?.isEmpty == false, read[other]?.isEmpty == false else { return }
        pairs.first { $0.key == name }?.value.fault(zh, en)
    }

    private func values(_ name: String, _ unit: Limit.Unit, value: String, _ numbers: (Entry) -> [Int]?) -> [Limit] {
        read[name] = []
        guard let entry = pairs.first(where: { $0.key == name })?.value else {
            entry.fault("缺少限值 \(name)", "the limit \(name) is missing")
            return []
        }
        guard let fields = entry.fields([value, "unit", "clause", "zh", "en"], optional: ["inferred"]) else { return [] }
        let values = fields[value].flatMap(numbers)
        let written = fields["unit"]?.one(of: Limit.Unit.self)
        let clause = fields["clause"]?.clause()
        let text = fields.text()
        let inferred = fields.flag("inferred")
        if let written, written != unit {
            fields["unit"]?.fault("单位应为 \(unit.rawValue)", "the unit must be \(unit.rawValue)")
        }
        guard let values, written != nil, let clause, let text, let inferred else { return [] }
        let limits = values.map { Limit(value: $0, unit: unit, clause: clause, inferred: inferred, text: text) }
        read[name] = limits
        return limits
    }

    private func standIn(_ unit: Limit.Unit) -> Limit {
        Limit(value: 0, unit: unit, clause: "", inferred: true, text: Text("", ""))
    }
}
