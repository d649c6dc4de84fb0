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
            page.text(" ")
            page.a("n", .href("/editions"), text: list.edition.name)
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
        page.question("/handbook") { ask in
            ask.find("q", Text("编号、标题或内容", "Number, title or text"), asked.words, type: "search")
            ask.choose(
                "part", Text("部分", "Part"), asked.part.map { String($0) },
                list.parts.map { (String($0.0.number), $0.0.title) }, all: Text("全书", "Whole book"))
            ask.choose(
                "mechanism", Text("方式", "How"), asked.mechanism?.rawValue,
                Mechanism.allCases.map { ($0.rawValue, Text("\($0.shape) \($0.label.zh)", "\($0.shape) \($0.label.en)")) })
            ask.choose(
                "standing", Text("状态", "Standing"), asked.sort?.rawValue,
                ClauseStanding.Sort.allCases.map { ($0.rawValue, $0.label) })
        }
    }

    private func parts(on page: Page) {
        let columns =
            [Column("部分", "Part", .head), Column("条数", "Clauses", .number)]
            + ClauseStanding.Sort.allCases.map { Column($0.label, .number) }
        page.list(columns, list.parts, style: "") { line, cell in
            let (part, counts) = line
            cell { page.a(nil, .href("/handbook?part=\(part.number)"), say: part.title) }
            cell(text: String(counts.values.reduce(0, +)))
            for sort in ClauseStanding.Sort.allCases { cell(text: String(counts[sort] ?? 0)) }
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
        page.ol("sheet ruled clauses") { for (clause, standing) in list.lines { page.li { line(clause, standing, on: page) } } }
        if let next = list.next {
            page.further(
                address(
                    "/handbook",
                    [
                        "q": asked.words, "part": asked.part.map { String($0) }, "mechanism": asked.mechanism?.rawValue,
                        "standing": asked.sort?.rawValue, "after": next,
                    ]))
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
