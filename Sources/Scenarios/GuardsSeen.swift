import Operations

/// Which guards were seen at work while scenarios were played: each has to say no at least once.
package struct GuardsSeen: Sendable {
    private var refused: Set<String> = []
    private var deviated: Set<String> = []
    private var broken: Set<String> = []

    package init() {}

    /// Adds what one scenario saw.
    package mutating func add(_ player: Player) {
        refused.formUnion(player.refusals)
        deviated.formUnion(player.deviations)
        broken.formUnion(player.breaches)
    }

    /// Guards that no scenario saw refusing (or, where they report, finding a breach; where they advise, passing with a reason too).
    ///
    /// What every procedure has alike counts once, in whichever procedure it was seen.
    package var missing: [String] {
        var missing: Set<String> = []
        for procedure in Procedures.declared.values {
            for activity in procedure.activities {
                for guarded in activity.guards {
                    let isCommon = Self.common.contains(activity.verb) || guarded.id.hasSuffix(Self.sameCode)
                    let name = isCommon ? String(guarded.id.drop { $0 != "/" }) : guarded.id
                    if !isSeen(guarded.force, as: name) { missing.insert(isCommon ? "*\(name)" : name) }
                }
            }
        }
        return missing.sorted()
    }

    private static let common: Set<String> = [
        "comment", "attach", "link", "propose-correction", "correct", "breach", "adopt-calendar", "offer-link", "revoke-link",
    ]
    /// What keeps the code of every register's entry as it is.
    private static let sameCode = "/amend/2.8.4"

    private func isSeen(_ force: Force, as name: String) -> Bool {
        func has(_ seen: Set<String>) -> Bool { name.hasPrefix("/") ? seen.contains { $0.hasSuffix(name) } : seen.contains(name) }
        return switch force {
        case .refuse: has(refused)
        case .deviate: has(refused) && has(deviated)
        case .report: has(broken)
        }
    }
}
