import HTML
import Handbook
import Operations

/// What the house can prove of a clause: the numbers of 90 days, by month and by activity, and every case that stands out.
struct ClauseProofPart {
    let proof: ClauseProof
    let clause: Clause

    private typealias Event = ClauseEvents.Event

    func write(on page: Page) {
        page.heading(
            Text("近 \(ClauseEvents.days) 天", "The last \(ClauseEvents.days) days"),
            beside: Text("自 \(proof.since.iso) 起", "since \(proof.since.iso)"))
        if proof.tally.totals.isEmpty {
            page.p("empty", say: Text("这段时间里没有记录到此条", "Nothing about this clause was recorded in this time"))
        } else {
            summary(on: page)
            page.div("sheet pad counts") {
                MonthChart(months: proof.months, counts: proof.tally.months).write(on: page)
                months(on: page)
            }
        }
        activities(on: page)
        departures(on: page)
    }

    /// The answer to an auditor's question in one sentence, where a guard looks each time.
    private func summary(on page: Page) {
        let guarded = proof.activities.filter(\.isGuarded)
        if guarded.isEmpty { return }
        let done = guarded.reduce(0) { $0 + $1.done }
        func count(_ event: Event) -> Int { guarded.reduce(0) { $0 + ($1.counts[event] ?? 0) } }
        let (kept, deviated, broken, refused) = (count(.attested), count(.deviated), count(.broken), count(.refused))
        page.p(
            "answer",
            say: Text(
                "由系统把关的步骤共办理 \(done) 次：做到 \(kept) 次，按理由偏离 \(deviated) 次，未守 \(broken) 次。另有 \(refused) 次被拒绝，没有办成。",
                "The guarded steps were done \(done) times: \(kept) kept it, \(deviated) deviated with a reason, \(broken) broke it. A further \(refused) were refused and did not happen."
            ))
    }

    private func months(on page: Page) {
        page.table("list") {
            page.thead {
                page.tr {
                    page.th(nil, Attribute("scope", "col"), say: Text("月份", "Month"))
                    for event in Event.allCases {
                        page.th("num", Attribute("scope", "col")) {
                            page.i(nil, .style("key \(event.rawValue)"), Attribute("aria-hidden", "true")) {}
                            page.say(event.label)
                        }
                    }
                }
            }
            page.tbody {
                for month in proof.months {
                    page.tr {
                        page.th("head", Attribute("scope", "row"), text: month)
                        for event in Event.allCases { page.td("num", text: String(proof.tally.months[month]?[event] ?? 0)) }
                    }
                }
                page.tr("total") {
                    page.th("head", Attribute("scope", "row"), say: Text("合计", "Total"))
                    for event in Event.allCases { page.td("num", text: String(proof.tally.totals[event] ?? 0)) }
                }
            }
        }
    }

    private func activities(on page: Page) {
        if proof.activities.isEmpty { return }
        page.h3(say: Text("在哪些步骤", "In which steps"))
        let columns =
            [Column("步骤", "Step", .head), Column("办理", "Done", .number)] + Event.allCases.map { Column($0.label, .number) }
        page.list(columns, proof.activities.prefix(40), style: "") { line, cell in
            cell {
                page.a(nil, .href("/procedures/\(line.name.kind.percentEncoded)#\(line.name.verb)")) {
                    page.text("\(line.name.kind) ")
                    page.say(line.title)
                }
                if line.isGuarded {
                    page.text(" ")
                    page.span("no", say: line.addsUp ? Text("把关，数目相符", "guarded, adds up") : Text("把关", "guarded"))
                }
            }
            cell(text: String(line.done))
            for event in Event.allCases { cell(text: String(line.counts[event] ?? 0)) }
        }
    }

    private func departures(on page: Page) {
        page.h3(nil, .id("departures"), say: Text("拒绝、偏离与未守", "Refused, deviated, broken"))
        if proof.departures.isEmpty {
            page.p("empty", say: Text("没有", "None"))
            return
        }
        DepartureList(departures: proof.departures, showsClause: false).write(on: page)
        if let next = proof.nextDeparture {
            page.further("/handbook/\(clause.id.percentEncoded)?before=\(next)#departures", Text("更早的", "Earlier"))
        }
    }
}
