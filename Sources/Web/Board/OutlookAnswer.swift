import Handbook
import Operations

/// What the rules say of an order, for the board's script: one answer for everybody and every half-hour that is shown.
struct OutlookAnswer {
    let foresight: Foresight
    let language: Language

    var json: JSON {
        .object([
            ("number", .text(foresight.header.number)), ("title", .text(foresight.header.title)),
            ("minutes", .whole(Int64(foresight.minutes))),
            ("starts", .list(foresight.starts.map { .whole($0.milliseconds) })),
            (
                "rules",
                .list(
                    foresight.rules.map { rule in
                        .object([
                            ("id", .text(rule.id)), ("clause", .text(rule.clause)), ("title", .text(rule.title.text(in: language))),
                            ("advises", .flag(rule.force == .deviate)),
                        ])
                    })
            ),
            (
                "findings",
                .list(
                    foresight.findings.map { finding in
                        .object([("met", .flag(finding.isMet)), ("text", JSON(finding.text?.text(in: language)))])
                    })
            ),
            ("people", .object(foresight.outlooks.map { ($0.person.text, person($0)) })),
        ])
    }

    /// Each rule by its place, with the findings and the half-hours from which they hold.
    private func person(_ outlook: Foresight.Outlook) -> JSON {
        .object([
            ("verb", .text(outlook.verb)),
            (
                "answers",
                .list(
                    outlook.answers.map { answer in
                        .list(
                            [.whole(Int64(answer.rule))]
                                + answer.runs.map { .list([.whole(Int64($0.start)), .whole(Int64($0.finding))]) })
                    })
            ),
        ])
    }
}

/// What came of a planning that the script sent: done, or what stands against it.
struct PlanAnswer {
    let language: Language

    func done(_ words: Text) -> JSON { .object([("done", .flag(true)), ("said", .text(words.text(in: language)))]) }

    func refused(_ answer: Answer) -> JSON {
        let reasons = answer.reasons.map { reason in
            JSON.object([
                ("clause", .text(reason.clause)), ("title", .text(reason.title.text(in: language))),
                ("remedy", .text(reason.remedy.text(in: language))), ("deviation", JSON(reason.deviation)),
            ])
        }
        let faults = answer.faults.map { fault in
            JSON.object([
                ("clause", JSON(fault.clause)), ("title", .text(fault.text.text(in: language))), ("remedy", .text("")),
                ("deviation", .null),
            ])
        }
        return .object([
            ("done", .flag(false)), ("said", .text(answer.text.text(in: language))), ("reasons", .list(reasons + faults)),
        ])
    }
}
