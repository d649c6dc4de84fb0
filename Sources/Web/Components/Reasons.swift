import HTML
import Handbook
import Operations

extension Page {
    /// Why something can't be done, and what would make it pass, with its clause.
    func reason(_ reason: Reason, at field: String? = nil) {
        if let field { a(nil, .href("#f-\(field)"), say: reason.title) } else { b(say: reason.title) }
        text(" ")
        say(reason.remedy)
        clause(reason.clause)
    }

    /// Where the handbook only advises, one may go on with a reason: an input for each that is asked, once.
    func deviations(from reasons: [Reason], typed: [String: String]) {
        var seen: Set<String> = []
        for reason in reasons {
            guard let id = reason.deviation, seen.insert(id).inserted else { continue }
            div("field deviation") {
                label(nil, .for("reason-\(id)")) {
                    say("仍要继续的理由：\(reason.title.zh)", "Reason to go on: \(reason.title.en)")
                    clause(reason.clause)
                }
                textarea(nil, .name("_reason:\(id)"), .id("reason-\(id)"), Attribute("rows", "2"), text: typed[id] ?? "")
            }
        }
    }
}
