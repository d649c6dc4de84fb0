/// Until when a replaced part is covered: the later of 90 days and the original cover (12.2.3(f), 12.2.4(f)).
package struct ReplacementCover: Rule, Hashable {
    package let originalEnd: Day
    /// The day of the replacement, or of shipping the repaired part; the later where both are known.
    package let from: Day

    package init(originalEnd: Day, from: Day) {
        self.originalEnd = originalEnd
        self.from = from
    }

    /// The last covered day, and which of the two gave it.
    package struct Finding: Hashable, Sendable {
        package let end: Day
        package let by: Source
    }

    /// What a replaced part's cover comes from.
    package enum Source: String, CaseIterable, Sendable {
        case replacement, original
    }

    /// The last covered day.
    package func find(in edition: Edition) -> Finding {
        let own = from.adding(edition.limits.replacementCover.value)
        return own > originalEnd ? Finding(end: own, by: .replacement) : Finding(end: originalEnd, by: .original)
    }
}

extension ReplacementCover {
    package static let name = "cover"
    package static let title = Text("更换件的维保期", "The cover of a replaced part")
    package static let gapField = "replacedAt"

    package static func clauses(in edition: Edition) -> Set<String> { [edition.limits.replacementCover.clause] }

    package static let inputs = [
        RuleField("originalEnd", .day, "原维保最后一天", "Last day of the original cover"),
        RuleField("replacedAt", .day, required: false, "更换日", "Day of the replacement"),
        RuleField("shippedAt", .day, required: false, "修好发出日", "Day on which the repaired part was shipped"),
    ]

    package static let outputs = [
        RuleField("end", .day, "维保最后一天", "Last covered day"),
        RuleField(
            "by",
            .object([
                RuleField("clause", .line(40), "条款", "Clause"),
                RuleField("which", .choice(Source.allCases.map(\.rawValue)), "取自哪个", "Which of the two"),
            ]), "依据", "By what"),
    ]

    package init(_ input: RuleInput, in edition: Edition) throws(RuleFaults) {
        let replaced = input.optionalDay("replacedAt")
        let shipped = input.optionalDay("shippedAt")
        guard let from = [replaced, shipped].compactMap(\.self).max() else {
            throw RuleFaults([RuleFault("replacedAt", "须有 replacedAt 或 shippedAt", "replacedAt or shippedAt is needed")])
        }
        self.init(originalEnd: try input.day("originalEnd"), from: from)
    }

    package func fields(of finding: Finding, in edition: Edition) -> [(String, JSON)] {
        let clause = edition.limits.replacementCover.clause
        return [
            ("end", .text(finding.end.iso)),
            ("by", .object([("clause", .text(clause)), ("which", .text(finding.by.rawValue))])),
        ]
    }

    package func explain(_ finding: Finding, in edition: Edition) -> [Explanation] {
        let limit = edition.limits.replacementCover
        let own = from.adding(limit.value)
        return [
            Explanation(
                limit.clause, "\(from.iso) 起 \(limit.value) 天到 \(own.iso)", "\(limit.value) days from \(from.iso) end \(own.iso)"),
            Explanation(limit.clause, "原维保到 \(originalEnd.iso)", "The original cover ends \(originalEnd.iso)"),
            Explanation(limit.clause, "取较晚的 \(finding.end.iso)", "The later counts: \(finding.end.iso)"),
        ]
    }
}
