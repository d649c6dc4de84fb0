import Handbook
import Operations

/// A day as lines that a person reads: when, who, what, on which case, and by which clauses.
struct Timeline {
    let desk: Desk

    /// A line for what was done.
    func line(_ performed: Performed, _ submission: Submission, at now: Instant) -> String {
        let procedure = Procedures.declared[CaseNumber.kind(of: performed.number)]
        let activity = procedure?.activity(performed.verb)
        let stage = procedure?.name(ofStage: performed.stage).zh ?? performed.stage
        var line = head(submission, performed.number, activity, at: now) + " → \(stage)"
        let clauses = activity?.clauses ?? []
        if !clauses.isEmpty { line += "  〔\(clauses.joined(separator: "、"))〕" }
        for opened in performed.opened { line += "\n           ├ 开单 \(opened)" }
        for paper in performed.papers {
            let kind = paper.split(separator: "/").dropFirst().first.flatMap { Paper.Kind(rawValue: String($0)) }
            line += "\n           ├ 出具《\(kind?.title.zh ?? paper)》"
        }
        for clause in performed.deviations {
            line += "\n           ├ 偏离 \(clause)（\(submission.reasons[clause] ?? submission.reasons.values.first ?? "")）"
        }
        for clause in performed.breaches { line += "\n           ├ 违反 \(clause)，已如实记录并上报" }
        return line
    }

    /// A line for what was refused.
    func line(_ error: any Error, _ submission: Submission, at now: Instant) -> String {
        let number: String =
            switch submission.place {
            case .new(let kind): kind
            case .at(let number): number
            }
        let activity = Procedures.declared[CaseNumber.kind(of: number)]?.activity(submission.verb)
        var line = head(submission, number, activity, at: now) + " ✗ 未办"
        if let refused = error as? Refused {
            for reason in refused.reasons { line += "\n           ├ 〔\(reason.clause)〕\(reason.title.zh)：\(reason.remedy.zh)" }
        } else {
            line += "\n           ├ \(sentence(of: error))"
        }
        return line
    }

    private func head(_ submission: Submission, _ number: String, _ activity: DeclaredActivity?, at now: Instant) -> String {
        let when = submission.done ?? now
        return
            "\(desk.editions.current.time.label(when, .zh))  \(submission.by.text)  \(activity?.title.zh ?? submission.verb)  \(number)"
    }
}
