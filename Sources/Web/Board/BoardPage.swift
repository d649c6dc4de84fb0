import HTML
import Handbook
import Operations

/// The dispatch board: engineers and their days, and the orders that wait for somebody.
struct BoardPage: ListView {
    let board: DispatchBoard
    let query: BoardQuery
    let edition: Edition
    let guest: Guest
    /// Whether the reader may give orders to people.
    let isPlanner: Bool
    /// The planning that was done last, where it can be taken back.
    var undoing: Undoing?
    /// The order that was planned last.
    var done: String?

    let title = Text("派工看板", "Dispatch board")
    let section = Section.board
    var sheetName: String { "board-\(query.first.iso)" }
    var onward: String? { board.nextEngineer }

    /// Who does what when, in columns; of what the reader may not open only that the time is taken.
    func list(on page: Page) {
        let names = Dictionary(board.engineers.map { ($0.code, $0) }) { first, _ in first }
        let blocks = board.engineers.flatMap { engineer in board.blocks.filter { $0.person == engineer.code } }
        page.list(Self.columns, blocks) { block, cell in
            let order = block.order
            cell(text: names[block.person]?.name ?? block.person)
            cell { page.instant(block.from) }
            cell { page.instant(block.to) }
            cell(text: order?.number ?? page.joined([Text("另有安排", "taken")]))
            cell(text: order?.title ?? "")
            cell(text: order?.customer.map { board.title(of: Customer.kind, $0) } ?? "")
            cell(text: order?.site.map { board.title(of: Site.kind, $0) } ?? "")
            cell(say: order.flatMap { Procedures.declared[$0.kind]?.name(ofStage: $0.stage) } ?? Text("", ""))
            cell(say: block.isLead ? Text("负责", "lead") : Text("同行", "goes along"))
        }
    }

    private static let columns = [
        Column("工程师", "Engineer"), Column("自", "From", .short), Column("至", "Until", .short), Column("派工单", "Order"),
        Column("工作", "Work"), Column("客户", "Customer"), Column("局点", "Site"), Column("环节", "Stage"), Column("担任", "Part"),
    ]

    func write(on page: Page) {
        page.div("page-head board-head") {
            page.h1(say: title)
            dates(on: page)
            filter(on: page)
            page.div("page-acts") {
                page.a(
                    "btn q small", .href(query.changed { $0.isWeek = false }.path),
                    query.isWeek ? nil : Attribute("aria-current", "page"),
                    say: Text("日", "Day"))
                page.a(
                    "btn q small", .href(query.changed { $0.isWeek = true }.path),
                    query.isWeek ? Attribute("aria-current", "page") : nil,
                    say: Text("周", "Week"))
                page.takeAway(query.changed { $0.after = nil }.path)
            }
        }
        flash(on: page)
        page.div(
            "board", Attribute("data-live", ""), Attribute("data-board", query.isWeek ? "week" : "day"),
            Attribute("data-day", query.first.iso), Attribute("data-days", String(query.days)),
            Attribute("data-token", guest.formToken), .flag("data-plans", if: isPlanner)
        ) {
            WaitingColumn(board: board, query: query, edition: edition, isPlanner: isPlanner).write(on: page)
            page.section("board-people", .label(Text("工程师", "Engineers").text(in: page.language))) {
                if board.engineers.isEmpty {
                    page.p(
                        "empty",
                        say: Text(
                            "此区域没有在职的工程师：请先在人员册登记。", "No engineer works in this region: enter them in the register of people."))
                } else if query.isWeek {
                    BoardWeek(board: board, query: query, edition: edition, isPlanner: isPlanner).write(on: page)
                } else {
                    BoardDay(board: board, query: query, edition: edition, isPlanner: isPlanner).write(on: page)
                }
                more(on: page)
            }
        }
    }

    private func dates(on page: Page) {
        let last = query.first.adding(query.days - 1)
        page.element("<nav", "</nav>")("board-dates", .label(Text("日期", "Dates").text(in: page.language))) {
            page.a(
                "btn q small", .href(query.changed { $0.first = query.first.adding(-query.days) }.path), Attribute("rel", "prev"),
                .label(Text("往前", "Earlier").text(in: page.language)), text: "‹")
            page.b {
                page.text(query.isWeek ? "\(query.first.iso) – \(last.iso.dropFirst(5))" : query.first.label(page.language))
                if query.first...last ~= board.today { page.tag(query.isWeek ? Text("本周", "this week") : Text("今天", "today")) }
            }
            page.a(
                "btn q small", .href(query.changed { $0.first = query.first.adding(query.days) }.path), Attribute("rel", "next"),
                .label(Text("往后", "Later").text(in: page.language)), text: "›")
            if !(query.first...last ~= board.today) {
                page.a(nil, .href(query.changed { $0.first = board.today }.path), say: Text("回到今天", "Today"))
            }
        }
    }

    private func filter(on page: Page) {
        if board.regions.count < 2 { return }
        page.question(
            "/board", style: "ask board-filter",
            keeping: [
                "view": query.isWeek ? "week" : nil, "day": query.first.iso, "hours": query.isWhole ? "all" : nil,
            ], send: Text("看", "Show")
        ) {
            $0.choose(
                "region", Text("区域", "Region"), query.region,
                board.regions.map { ($0, edition.organization.region($0)?.name ?? Text($0, $0)) })
        }
    }

    /// What was just done, with the way back.
    private func flash(on page: Page) {
        guard let done else { return }
        page.div("flash board-flash", Attribute("role", "status")) {
            page.span {
                page.text(undoing?.done.text(in: page.language) ?? Text("已办", "Done").text(in: page.language))
                page.text("：")
                page.caseLink(done, done)
            }
            if undoing != nil {
                page.post("inline", to: query.path("/board/orders/\(done.percentEncoded)/undo"), token: guest.formToken) {
                    page.button("btn q small", .type("submit"), say: Text("撤销", "Undo"))
                }
            }
        }
    }

    private func more(on page: Page) {
        if board.nextEngineer == nil && query.after == nil { return }
        if query.after != nil {
            page.further(query.changed { $0.after = nil }.path, Text("从头看起", "From the beginning"))
        }
        if let next = board.nextEngineer {
            page.further(query.changed { $0.after = next }.path, Text("后面的工程师", "More engineers"))
        }
    }
}
