import HTML
import Handbook
import Operations

/// One order before it is given to somebody: every candidate ranked, every rule with what it says, and the form of the step.
struct PlanPage: View {
    let foresight: Foresight
    let candidates: [Candidate]
    let query: BoardQuery
    /// Which of the times that were looked at is the one that is asked about.
    let slot: Int
    /// Who is chosen; nil where nobody can be.
    let chosen: ID<Person>?
    var form: ActivityForm?
    let site: String?
    let now: Instant

    var title: Text { Text("派工：\(foresight.header.title)", "Plan: \(foresight.header.title)") }
    let section = Section.board

    private var at: Instant { foresight.starts[slot] }

    func write(on page: Page) {
        let header = foresight.header
        page.p("no") { page.a("name", .href(query.path), say: Text("← 回到看板", "← Back to the board")) }
        page.div("case-head") {
            page.div {
                page.p("no") {
                    page.caseLink(header.number, header.number)
                    page.text("　")
                    page.say(Procedures.declared[header.kind]?.name(ofStage: header.stage) ?? Text(header.stage, header.stage))
                    if let level = header.level, !level.isEmpty { page.text("　\(level)") }
                    if let site { page.text("　\(site)") }
                }
                page.h1(text: header.title)
                if let appointment = foresight.appointment, let engineer = foresight.engineer {
                    page.p {
                        page.say("现为 ", "Now ")
                        page.text(foresight.outlooks.first { $0.person == engineer }?.name ?? engineer.text)
                        page.text("　")
                        page.instant(appointment)
                    }
                }
            }
            if let left = TimeLeft(due: header.due, since: header.opened, at: now), let due = header.due {
                page.div("case-clock") {
                    left.write(on: page)
                    page.shortInstant(due, seenAt: now)
                }
            }
        }
        when(on: page)
        page.div("cols plan") {
            page.section("main-col") {
                page.heading(Text("人选", "Candidates"), foresight.outlooks.count) {
                    page.clause("13/020")
                }
                if foresight.outlooks.isEmpty {
                    page.p("empty", say: Text("本区域没有工程师可派。", "No engineer of this region can be sent."))
                }
                page.ol("sheet candidates") {
                    for outlook in foresight.outlooks { candidate(outlook, on: page) }
                }
            }
            page.aside(nil, .id("commit")) {
                if let form {
                    page.h2 {
                        page.say(form.activity.title)
                        for clause in form.activity.clauses.prefix(1) { page.clause(clause) }
                    }
                    page.section("sheet pad mine") { form.write(on: page) }
                }
            }
        }
    }

    /// The time that is looked at; another one is a way to the server and back, and nothing is committed by it.
    private func when(on page: Page) {
        page.question(
            "/board/orders/\(foresight.header.number.percentEncoded)", style: "ask plan-when",
            keeping: [
                "day": query.first.iso, "view": query.isWeek ? "week" : nil, "region": query.region, "engineer": chosen?.text,
            ], send: Text("看各人能否", "Look at everybody")
        ) {
            $0.find(
                "at", Text("到场时间", "Time of the visit"), Value.integer(at.milliseconds).minute(in: page.time),
                type: "datetime-local")
            $0.find(
                "minutes", Text("预计分钟", "Minutes"), String(foresight.minutes), hint: Attribute("inputmode", "numeric"))
        }
    }

    private func candidate(_ outlook: Foresight.Outlook, on page: Page) {
        let verdicts = foresight.verdicts(of: outlook, at: slot)
        let prospect = foresight.prospect(of: outlook, at: slot)
        let isChosen = outlook.person == chosen
        page.li(nil, .style(isChosen ? "candidate chosen" : "candidate"), .id("c-\(outlook.person)")) {
            page.div("candidate-head") {
                page.b(text: outlook.name)
                page.tag(Self.words(prospect), Self.state(prospect))
                if outlook.person == foresight.engineer { page.tag(Text("现任", "has it now")) }
                if isChosen {
                    page.a("candidate-go", .href("#commit"), say: Text("已选，填表", "Chosen: to the form"))
                } else {
                    page.a("btn q small candidate-go", .href(path(outlook.person, at) + "#commit"), say: Text("选此人", "Choose"))
                }
            }
            if let candidate = candidates.first(where: { $0.person == outlook.person }) {
                page.p(
                    "no",
                    text: candidate.reasons.map { $0.text(in: page.language) }.joined(separator: page.language == .zh ? "，" : ", "))
            }
            let unmet = verdicts.filter { !$0.finding.isMet }
            let met = verdicts.filter(\.finding.isMet)
            RuleList(verdicts: isChosen ? verdicts : unmet).write(on: page)
            if !isChosen, !met.isEmpty {
                page.details("why") {
                    page.summary(say: Text("符合 \(met.count) 条", "\(met.count) rules are met"))
                    RuleList(verdicts: met).write(on: page)
                }
            }
            free(outlook, on: page)
        }
    }

    /// The next times of the day at which everything is met.
    private func free(_ outlook: Foresight.Outlook, on page: Page) {
        let open = foresight.starts.indices.filter {
            foresight.starts[$0] >= now && foresight.prospect(of: outlook, at: $0) == .open
        }
        if open.isEmpty { return }
        page.p("free") {
            page.say("都符合的时间：", "Times at which all is met: ")
            for index in open.prefix(6) {
                let start = foresight.starts[index]
                page.a("chip", .href(path(outlook.person, start) + "#commit"), text: BoardHours.clock(start, page.time))
            }
        }
    }

    private func path(_ person: ID<Person>, _ at: Instant) -> String {
        query.order(foresight.header.number)
            + "&engineer=\(person.text.percentEncoded)&at=\(at.milliseconds)&minutes=\(foresight.minutes)"
    }

    static func words(_ prospect: Foresight.Prospect) -> Text {
        switch prospect {
        case .open: Text("✓ 可派", "✓ can go")
        case .advised: Text("△ 须说明理由", "△ with a reason")
        case .refused: Text("✗ 不可派", "✗ can't go")
        }
    }

    static func state(_ prospect: Foresight.Prospect) -> TimeLeft.State {
        switch prospect {
        case .open: .done
        case .advised: .risk
        case .refused: .late
        }
    }
}

/// Rules with what each says: met with the margin, or what would make it pass.
struct RuleList {
    let verdicts: [(rule: Foresight.Rule, finding: Foresight.Finding)]

    func write(on page: Page) {
        if verdicts.isEmpty { return }
        page.ul("rules") {
            for (rule, finding) in verdicts {
                page.li(nil, .style(finding.isMet ? "met" : rule.force == .deviate ? "advised" : "refused")) {
                    page.span("mark", text: finding.isMet ? "✓" : rule.force == .deviate ? "△" : "✗")
                    page.span {
                        page.say(rule.title)
                        page.clause(rule.clause)
                        if let text = finding.text { page.span("margin", say: text) }
                    }
                }
            }
        }
    }
}
