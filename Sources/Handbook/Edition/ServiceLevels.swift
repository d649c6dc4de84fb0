/// What the two coverages mean in hours, and the levels of cases without a contract (12.1).
package struct ServiceLevels: Sendable {
    /// The level of a case without a contract.
    package let defaultLevel: ServiceLevel
    /// The level of the restore clock where a contract has none; nothing means that there is no such clock.
    package let restoreDefault: ServiceLevel?
    /// Minutes since midnight, the last no longer covered.
    package let coveredHours: Range<Int>
    /// The shares of the counting time at which a clock warns, rising.
    package let warningShares: [Double]
    /// Which of the four are our reading.
    package let inferred: Set<Inferred>

    /// A value of the levels that can be our reading.
    package enum Inferred: String, Sendable, CaseIterable {
        case coveredHours = "covered-hours"
        case defaultLevel = "default"
        case restoreDefault = "restore-default"
        case warningShares = "warnings"
    }
}

extension ServiceLevels {
    /// Reads levels.yaml (12.1).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(Inferred.allCases.map(\.rawValue)) else { return nil }
        var inferred: Set<Inferred> = []
        func part(_ name: Inferred, _ keys: [String]) -> Fields? {
            let part = fields[name.rawValue]?.fields(keys + ["clause"], optional: ["inferred"])
            _ = part?["clause"]?.clause()
            if part?.flag("inferred") == true { inferred.insert(name) }
            return part
        }
        let hours = part(.coveredHours, ["from", "to"])
        let from = hours?["from"]?.minuteOfDay()
        let to = hours?["to"]?.minuteOfDay()
        let level = part(.defaultLevel, ["level"])?["level"]?.level()
        let restore = part(.restoreDefault, ["level"])?["level"]
        let hasRestore = restore?.node.scalar?.string != "none"
        let restoreLevel = hasRestore ? restore?.level() : nil
        let sharesEntry = part(.warningShares, ["shares"])?["shares"]
        let shares = sharesEntry?.each(1...10) { $0.share() }
        if let from, let to, from >= to {
            hours?["to"]?.fault("结束须晚于开始", "the end must be later than the beginning")
        }
        if let shares, shares != Array(Set(shares)).sorted() {
            sharesEntry?.fault("比例须递增", "the shares must rise")
        }
        guard let from, let to, from < to, let level, let shares else { return nil }
        self.init(
            defaultLevel: level, restoreDefault: restoreLevel, coveredHours: from..<to, warningShares: shares,
            inferred: inferred)
    }
}
