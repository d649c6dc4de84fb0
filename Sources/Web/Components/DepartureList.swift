import HTML
import Handbook
import Operations

/// Refusals, deviations and breaches, each with its case, its step and the reason; what the reader may not open is only counted.
struct DepartureList {
    let departures: [Departure]
    /// Whether each line names its clause.
    let showsClause: Bool

    func write(on page: Page) {
        page.ol("sheet ruled departures") {
            for departure in departures where departure.isVisible { page.li { write(departure, on: page) } }
            let hidden = departures.count { !$0.isVisible }
            if hidden > 0 {
                page.li("no", say: Text("另有 \(hidden) 条在您无权查看的单据中", "\(hidden) more in cases that you may not see"))
            }
        }
    }

    /// The same in columns, of what the reader may open.
    func list(on page: Page) {
        page.list(
            [
                Column("何时", "When", .short), Column("类别", "Sort", .short), Column("条款", "Clause", .code), Column("单据", "Case"),
                Column("步骤", "Step"), Column("何人", "Who"), Column("缘由", "Reason"),
            ], departures.filter(\.isVisible)
        ) { departure, cell in
            cell { page.instant(departure.at) }
            cell { page.event(departure.what) }
            cell(text: departure.clause)
            cell(text: departure.isCase ? departure.number : departure.kind)
            cell(say: departure.title)
            cell(text: departure.person ?? "—")
            cell {
                for finding in departure.findings {
                    page.p(say: Text("\(finding.title.zh)：\(finding.reason.zh)", "\(finding.title.en): \(finding.reason.en)"))
                }
            }
        }
    }

    private func write(_ departure: Departure, on page: Page) {
        page.p {
            page.event(departure.what)
            page.text(" ")
            page.instant(departure.at)
            page.text(" ")
            if departure.isCase {
                page.caseLink(departure.number, departure.number)
            } else {
                page.text(departure.kind)
            }
            page.text(" ")
            page.say(departure.title)
            if let person = departure.person { page.text(" \(person)") }
            if showsClause { page.clause(departure.clause) }
        }
        for finding in departure.findings {
            page.p("reason") {
                page.say(finding.title)
                page.text(" — ")
                page.say(finding.reason)
            }
        }
    }
}
