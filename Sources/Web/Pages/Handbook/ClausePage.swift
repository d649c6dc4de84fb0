import HTML
import Handbook
import Operations

/// A clause: what it asks, how the house holds it, and what came of it, with every case in which it was not kept.
struct ClausePage: View {
    let reading: ClauseReading
    let section = Section.handbook

    private var clause: Clause { reading.clause }
    var title: Text { Text("\(clause.id) \(clause.title.zh)", "\(clause.id) \(clause.title.en)") }

    func write(on page: Page) {
        head(on: page)
        page.div("cols") {
            page.div("main-col") {
                holders(on: page)
                if let proof = reading.proof { ClauseProofPart(proof: proof, clause: clause).write(on: page) }
            }
            page.aside {
                limits(on: page)
                latest(on: page)
                command(on: page)
            }
        }
        neighbours(on: page)
    }

    private func head(on page: Page) {
        page.p("no") {
            page.a(nil, .href("/handbook"), say: Text("手册", "Handbook"))
            page.text(" › ")
            if let part = reading.edition.clauses.parts.first(where: { $0.number == clause.part }) {
                page.a(nil, .href("/handbook?part=\(part.number)"), say: part.title)
            }
        }
        page.h1 {
            page.text("\(clause.id)　")
            page.say(clause.title)
        }
        page.p("rule", say: clause.rule)
        page.p("clause-marks") {
            page.mechanism(clause.mechanism)
            page.standing(reading.standing)
            if !clause.printed { page.tag(Text("编号为我方所加", "Numbered by us")) }
            if clause.inferred { page.tag(Text("含我方解读", "Our reading")) }
        }
        if let note = clause.note { page.p("no", say: note) }
    }

    private func holders(on page: Page) {
        page.h2(say: Text("如何落实", "How it is held"))
        page.ul("sheet ruled holders") {
            for holder in reading.holders { page.li { write(holder, on: page) } }
            switch reading.standing {
            case .held, .reference:
                if reading.holders.isEmpty {
                    page.li(say: Text("仅供查阅，不涉及办理", "It is there to be looked up; nothing is done by it"))
                }
            case .people:
                page.li(say: Text("系统不检查此条，靠人遵守；没有统计", "The house does not look at it: people keep it, and nobody counts"))
            case .waiting(let places):
                page.li {
                    page.say("尚未落实，待以下流程或名册启用：", "Not held yet; it waits for: ")
                    for (index, place) in places.enumerated() {
                        if index > 0 { page.say("、", ", ") }
                        page.say(BookPlace(place).name)
                        page.text(" (\(place))")
                    }
                }
            }
        }
    }

    private func write(_ holder: Holder, on page: Page) {
        page.b(say: holder.way.label)
        if holder.way != .carriesOut {
            page.say("：", ": ")
            page.say(holder.what)
        }
        page.span("at") {
            switch holder.place {
            case .activity(let kinds, let verb, let title):
                page.say(title)
                page.text(" ")
                for kind in kinds.prefix(4) {
                    page.a("kind", .href("/procedures/\(kind.percentEncoded)#\(verb)"), say: Procedures.word(for: kind))
                    page.text(" ")
                }
                if kinds.count > 4 { page.say("等 \(kinds.count) 种", "and others, \(kinds.count) in all") }
            case .limit: page.say("手册中的数值", "A number of the edition")
            case .rule, .clock, .scan: page.say(holder.place.name)
            }
        }
    }

    private func limits(on page: Page) {
        if reading.limits.isEmpty { return }
        page.h2(say: Text("手册中的数值", "Numbers of the edition"))
        page.dl("sheet pad") {
            for (_, limit) in reading.limits {
                page.dt(say: limit.text)
                page.dd {
                    page.b(say: limit.label)
                    if limit.inferred {
                        page.text(" ")
                        page.tag(Text("我方补充", "Ours"))
                    }
                }
            }
        }
    }

    private func latest(on page: Page) {
        guard let proof = reading.proof else { return }
        page.h2(say: Text("最近", "Latest"))
        if proof.latest.isEmpty {
            page.p("empty", say: Text("还没有发生过", "Nothing has happened yet"))
            return
        }
        page.ul("sheet ruled latest") {
            for event in proof.latest {
                page.li {
                    page.shortInstant(event.at, seenAt: reading.now)
                    page.text(" ")
                    page.event(event.what)
                    page.text(" ")
                    if event.isVisible, event.isCase {
                        page.caseLink(event.number, event.number)
                    } else {
                        page.span("no", say: Procedures.word(for: event.kind))
                    }
                    page.span("no") {
                        page.text(" ")
                        page.say(event.title)
                    }
                }
            }
        }
    }

    private func command(on page: Page) {
        if reading.proof == nil { return }
        page.h2(say: Text("核对", "Check it"))
        page.div("sheet pad") {
            page.p("no", say: Text("在服务器上用命令核对，数字应相同：", "The command on the server gives the same numbers:"))
            page.code("cmd", text: "paigong audit clause '\(clause.id)'")
        }
    }

    private func neighbours(on page: Page) {
        page.nav("neighbours", .label(Text("相邻条款", "Neighbouring clauses").text(in: page.language))) {
            if let previous = reading.previous {
                page.a(nil, .href("/handbook/\(previous.id.percentEncoded)"), Attribute("rel", "prev")) {
                    page.text("← \(previous.id) ")
                    page.say(previous.title)
                }
            }
            if let next = reading.next {
                page.a("next", .href("/handbook/\(next.id.percentEncoded)"), Attribute("rel", "next")) {
                    page.text("\(next.id) ")
                    page.say(next.title)
                    page.text(" →")
                }
            }
        }
    }
}

extension Procedures {
    /// What a kind is called beside a step: a register is known by its name, a procedure by its letters.
    static func word(for kind: String) -> Text {
        guard let procedure = declared[kind], procedure.table != nil else { return Text(kind, kind) }
        return procedure.title
    }
}
