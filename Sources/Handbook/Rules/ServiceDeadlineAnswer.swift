extension ServiceDeadline: Rule {
    package static let name = "service-level"
    package static let title = Text("服务等级的到期时刻", "When a service level falls due")
    package static let gapField = "at"

    package static func clauses(in edition: Edition) -> Set<String> {
        let coverages = ServiceLevel.Coverage.allCases.map(\.clause)
        let commitments: [ServiceLevel.Commitment] = [.nextBusinessDay, .nextDay, .calendarDays(30), .hours(4), .hours(2)]
        return Set(coverages + commitments.map(\.clause) + ["12.3.1"])
    }

    package static let inputs = [
        RuleField("level", .level, "服务等级", "Service level"),
        RuleField("at", .instant, "受理时刻", "Moment of receipt"),
        RuleField("suspended", .spans, required: false, "暂停的时段", "Stretches in which the clock stood still"),
    ]

    package static let outputs = [
        RuleField("due", .nullable(.instant), "到期,暂停未结束时为 null", "Due; null while a suspension is open"),
        RuleField(
            "warnings",
            .rows(
                10,
                [
                    RuleField("at", .nullable(.instant), "时刻", "Moment"),
                    RuleField("share", .number(0...1), "已用比例", "Share used"),
                ]), "预警", "Warnings"),
        RuleField("provisional", .flag, "用到未公布的年份", "Whether a year not yet announced was used"),
    ]

    package init(_ input: RuleInput, in edition: Edition) throws(RuleFaults) {
        self.init(level: try input.level("level"), receivedAt: try input.instant("at"), suspended: input.spans("suspended"))
    }

    package func fields(of deadline: Deadline, in edition: Edition) -> [(String, JSON)] {
        func moment(_ instant: Instant) -> JSON {
            instant == .distant ? .null : .text(edition.time.iso(instant))
        }
        let warnings = deadline.warnings.map { JSON.object([("at", moment($0.at)), ("share", .number($0.share))]) }
        return [
            ("due", moment(deadline.due)), ("warnings", .list(warnings)), ("provisional", .flag(deadline.provisional)),
        ]
    }

    package func explain(_ deadline: Deadline, in edition: Edition) -> [Explanation] {
        var steps = [coverageStep(in: edition)]
        let time = edition.time
        if deadline.effectiveReceipt != receivedAt {
            let from = Text(time.label(receivedAt, .zh), time.label(receivedAt, .en))
            let to = Text(time.label(deadline.effectiveReceipt, .zh), time.label(deadline.effectiveReceipt, .en))
            steps.append(
                Explanation(
                    "12.1.1", "\(from.zh) 不在服务时段内,从 \(to.zh) 起算",
                    "\(from.en) is outside the covered hours and counts from \(to.en)"))
        }
        steps.append(commitmentStep(deadline, time))
        if deadline.isOpen {
            steps.append(Explanation("12.3.1", "暂停尚未结束,没有到期时刻", "A suspension is still open: nothing falls due"))
        } else if deadline.due != deadline.dueUnsuspended {
            steps.append(
                Explanation(
                    "12.3.1", "加回暂停的时间,到期移到 \(time.endLabel(deadline.due, .zh))",
                    "The suspended time is added back: due \(time.endLabel(deadline.due, .en))"))
        }
        if deadline.provisional {
            steps.append(Explanation("12.1.1", "用到尚未公布的年份,结果可能变动", "A year not yet announced was used; the result may change"))
        }
        return steps
    }

    private func coverageStep(in edition: Edition) -> Explanation {
        switch level.coverage {
        case .officeHours:
            let hours = edition.levels.coveredHours
            let open = DigitsWriter.text(8) { $0.put(minuteOfDay: hours.lowerBound) }
            let close = DigitsWriter.text(8) { $0.put(minuteOfDay: hours.upperBound) }
            return Explanation("12.1.1", "5x8:服务日 \(open) 至 \(close)", "5x8: covered days from \(open) to \(close)")
        case .always: return Explanation("12.1.2", "7x24:全年全天", "7x24: always")
        }
    }

    private func commitmentStep(_ deadline: Deadline, _ time: ServiceTime) -> Explanation {
        let due = Text(time.endLabel(deadline.dueUnsuspended, .zh), time.endLabel(deadline.dueUnsuspended, .en))
        let clause = level.commitment.clause
        switch (level.commitment, level.coverage) {
        case (.hours(let hours), _):
            return Explanation(clause, "计时 \(hours) 小时,到 \(due.zh)", "\(hours) counted hours end \(due.en)")
        case (.nextBusinessDay, .officeHours):
            return Explanation(clause, "下一服务日收工时:\(due.zh)", "Close of the next covered day: \(due.en)")
        case (.nextBusinessDay, .always):
            return Explanation(clause, "下一工作日结束:\(due.zh)", "End of the next working day: \(due.en)")
        case (.nextDay, _): return Explanation(clause, "次日结束:\(due.zh)", "End of the next calendar day: \(due.en)")
        case (.calendarDays(let days), _):
            return Explanation(clause, "第 \(days) 个日历日结束:\(due.zh)", "End of calendar day \(days) after: \(due.en)")
        }
    }
}
