/// When "within n working days" of an event ends: at 24:00 of the n-th working day after its day (12.1.3).
package struct WorkingDays: Rule, Hashable {
    package let from: Day
    package let days: Int

    package init(from: Day, days: Int) {
        self.from = from
        self.days = days
    }

    /// The end of the term, and what was used to find it.
    package struct Finding: Hashable, Sendable {
        package let due: Instant
        /// Whether a year that has not been announced was used.
        package let provisional: Bool
    }

    /// The end of the term; a gap where the calendar doesn't reach back far enough.
    package func find(in edition: Edition) throws(PolicyGap) -> Finding {
        let last = try edition.calendar.workingDay(days, after: from)
        return Finding(
            due: edition.time.end(of: last), provisional: edition.calendar.isProvisional(from: from, through: last))
    }
}

extension WorkingDays {
    package static let name = "working-days"
    package static let title = Text("若干工作日内的期限", "The end of a term in working days")
    package static let gapField = "from"

    package static func clauses(in edition: Edition) -> Set<String> { ["12.1.3", "12.1.1"] }

    package static let inputs = [
        RuleField("from", .day, "起算的事件", "The event that starts it"),
        RuleField("days", .whole(0...1_000), "工作日数", "Working days"),
    ]

    package static let outputs = [
        RuleField("due", .instant, "到期", "Due"),
        RuleField("provisional", .flag, "用到未公布的年份", "Whether a year not yet announced was used"),
    ]

    package init(_ input: RuleInput, in edition: Edition) throws(RuleFaults) {
        self.init(from: try input.day("from"), days: try input.whole("days"))
    }

    package func fields(of finding: Finding, in edition: Edition) -> [(String, JSON)] {
        [("due", .text(edition.time.iso(finding.due))), ("provisional", .flag(finding.provisional))]
    }

    package func explain(_ finding: Finding, in edition: Edition) -> [Explanation] {
        let time = edition.time
        var steps = [
            Explanation(
                "12.1.3",
                "\(from.label(.zh)) 之后第 \(days) 个工作日(节假日不计,调休上班日计)结束:\(time.endLabel(finding.due, .zh))",
                "The end of working day \(days) after \(from.label(.en)), holidays out and make-up days in: \(time.endLabel(finding.due, .en))"
            )
        ]
        if finding.provisional {
            steps.append(Explanation("12.1.1", "用到尚未公布的年份,结果可能变动", "A year not yet announced was used; the result may change"))
        }
        return steps
    }
}
