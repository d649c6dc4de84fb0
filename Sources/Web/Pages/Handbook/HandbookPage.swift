import HTML
import Handbook
import Operations

/// The clause index: the book by parts with how much of it is held, a search, and the clauses that were asked for.
struct HandbookPage: View {
    let list: ClauseList
    let section = Section.handbook

    private var asked: ClauseList.Question { list.asked }
    var title: Text { Text("手册", "Handbook") }

    func write(on page: Page) {
        page.h1 {
            page.say(list.edition.title)
            page.span("n", text: " \(list.edition.name)")
        }
        summary(on: page)
        question(on: page)
        if asked.isEmpty { parts(on: page) } else { clauses(on: page) }
    }

    private func summary(on page: Page) {
        func count(_ sort: ClauseStanding.Sort) -> Int { list.parts.reduce(0) { $0 + ($1.counts[sort] ?? 0) } }
        page.p("lead") {
            page.say("共 \(list.edition.clauses.count) 条", "\(list.edition.clauses.count) clauses")
            for sort in ClauseStanding.Sort.allCases {
                page.text("　")
                page.a(nil, .href(address("/handbook", ["standing": sort.rawValue]))) {
                    page.say(sort.label)
                    page.text(" \(count(sort))")
                }
            }
        }
    }

    private func question(on page: Page) {
        page.form("ask", .action("/handbook"), Attribute("role", "search")) {
            page.label(nil) {
                page.span(say: Text("编号、标题或内容", "Number, title or text"))
                page.input(nil, .type("search"), .name("q"), asked.words.map { .value($0) })
            }
            page.label(nil) {
                page.span(say: Text("部分", "Part"))
                page.select(nil, .name("part")) {
                    option("", Text("全书", "Whole book"), isChosen: asked.part == nil, on: page)
                    for (part, _) in list.parts {
                        option(String(part.number), part.title, isChosen: asked.part == part.number, on: page)
                    }
                }
            }
            page.label(nil) {
                page.span(say: Text("方式", "How"))
                page.select(nil, .name("mechanism")) {
                    option("", Text("全部", "All"), isChosen: asked.mechanism == nil, on: page)
                    for mechanism in Mechanism.allCases {
                        let label = Text("\(mechanism.shape) \(mechanism.label.zh)", "\(mechanism.shape) \(mechanism.label.en)")
                        option(mechanism.rawValue, label, isChosen: asked.mechanism == mechanism, on: page)
                    }
                }
            }
            page.label(nil) {
                page.span(say: Text("状态", "Standing"))
                page.select(nil, .name("standing")) {
                    option("", Text("全部", "All"), isChosen: asked.sort == nil, on: page)
                    for sort in ClauseStanding.Sort.allCases {
                        option(sort.rawValue, sort.label, isChosen: asked.sort == sort, on: page)
                    }
                }
            }
            page.button("btn", .type("submit"), say: Text("查找", "Find"))
        }
    }

    private func option(_ value: String, _ label: Text, isChosen: Bool, on page: Page) {
        page.option(nil, .value(value), .flag("selected", if: isChosen), say: label)
    }

    private func parts(on page: Page) {
        page.div("sheet scroll") {
            page.table("numbers book") {
                page.thead {
                    page.tr {
                        page.th(nil, Attribute("scope", "col"), say: Text("部分", "Part"))
                        page.th("num", Attribute("scope", "col"), say: Text("条数", "Clauses"))
                        for sort in ClauseStanding.Sort.allCases { page.th("num", Attribute("scope", "col"), say: sort.label) }
                    }
                }
                page.tbody {
                    for (part, counts) in list.parts {
                        page.tr {
                            page.th(nil, Attribute("scope", "row")) {
                                page.a(nil, .href("/handbook?part=\(part.number)"), say: part.title)
                            }
                            page.td("num", text: String(counts.values.reduce(0, +)))
                            for sort in ClauseStanding.Sort.allCases { page.td("num", text: String(counts[sort] ?? 0)) }
                        }
                    }
                }
            }
        }
    }

    private func clauses(on page: Page) {
        page.h2 {
            page.say("找到 \(list.total) 条", "\(list.total) found")
            page.a("n", .href("/handbook"), say: Text("回到全书", "Back to the book"))
        }
        if list.lines.isEmpty {
            page.p("empty", say: Text("没有这样的条款，请换一个词，或放宽条件", "No such clause; try another word or fewer conditions"))
            return
        }
        page.ol("sheet clauses") { for (clause, standing) in list.lines { page.li { line(clause, standing, on: page) } } }
        if let next = list.next {
            page.p {
                page.a(
                    "btn q small",
                    .href(
                        address(
                            "/handbook",
                            [
                                "q": asked.words, "part": asked.part.map { String($0) }, "mechanism": asked.mechanism?.rawValue,
                                "standing": asked.sort?.rawValue, "after": next,
                            ])), say: Text("下一页", "Next page"))
            }
        }
    }

    private func line(_ clause: Clause, _ standing: ClauseStanding, on page: Page) {
        page.a("id", .href("/handbook/\(clause.id.percentEncoded)"), text: clause.id)
        page.div {
            page.a("name", .href("/handbook/\(clause.id.percentEncoded)"), say: clause.title)
            page.p("no", say: clause.rule)
        }
        page.mechanism(clause.mechanism)
        page.span("state") {
            page.standing(standing)
            if case .waiting(let places) = standing {
                page.text(" ")
                page.span("no", text: places.prefix(2).joined(separator: " "))
            }
        }
        page.span("tally") {
            for event in ClauseEvents.Event.allCases {
                guard let count = list.counts[clause.id]?[event], count > 0 else { continue }
                page.span(nil, .style("t \(event.rawValue)")) {
                    page.say(event.label)
                    page.text(" \(count)")
                }
            }
        }
    }
}
