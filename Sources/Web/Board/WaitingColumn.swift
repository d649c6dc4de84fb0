import HTML
import Handbook
import Operations

/// The orders that wait for somebody, by their limit, and those that need another time.
struct WaitingColumn {
    let board: DispatchBoard
    let query: BoardQuery
    let edition: Edition
    let isPlanner: Bool

    func write(on page: Page) {
        page.section("board-waiting", .label(Text("待派", "Waiting").text(in: page.language))) {
            page.heading(Text("待派", "To assign"), board.waiting.count, isMore: board.nextWaiting != nil, id: "waiting") {
                page.clause("13/020")
            }
            if isPlanner {
                page.p(
                    "board-keys",
                    say: Text(
                        "拖到某人的时间上；或用空格拿起、方向键移动、回车放下。点开可看各人能否。",
                        "Drag one to somebody's time; or lift it with Space, move with the arrows, drop with Enter. Open it to see who can go."
                    ))
            }
            if isPlanner {
                page.p(
                    "board-keys",
                    say: Text(
                        "把一人同日的一张单拖到另一张上，两单同程，路途只记一次。",
                        "Drag one order onto another of the same engineer and day: both go in one trip, whose travel is told once.")
                )
                page.p("no") {
                    page.a("name", .href("/new/\(DispatchOrder.kind)/raise"), say: Text("提一张派工单", "Raise an order"))
                    page.text("　")
                    page.a("name", .href("/import/\(DispatchOrder.kind)"), say: Text("从表格批量提出", "Raise many from a sheet"))
                }
            }
            if board.waiting.isEmpty {
                page.p("no", say: Text("没有待派的单。", "Nothing waits to be assigned."))
            } else {
                page.ol("cards") { for line in board.waiting { card(line, on: page) } }
            }
            if let next = board.nextWaiting {
                page.further(query.changed { $0.waiting = next.text }.path, Text("后面的单", "More orders"))
            }
            if query.waiting != nil {
                page.further(query.changed { $0.waiting = nil }.path, Text("从头看起", "From the beginning"))
            }
            if board.lapsed.isEmpty { return }
            page.heading(Text("待改约", "To agree anew"), board.lapsed.count, id: "lapsed") {
                page.clause("3.1.3")
            }
            page.ol("cards") { for line in board.lapsed { card(line, on: page) } }
        }
    }

    private func card(_ line: CaseLine, on page: Page) {
        page.li("card", .id("w-\(line.number)"), Attribute("data-order", line.number)) {
            if isPlanner { page.span("grip", Attribute("aria-hidden", "true"), text: "⠿") }
            page.a("order-link", .href(isPlanner ? query.order(line.number) : "/cases/\(line.number.percentEncoded)")) {
                page.b(text: line.title)
                page.span("where", text: place(of: line))
                page.span("no") {
                    page.text(line.number)
                    if let level = line.level, !level.isEmpty { page.text(" · \(level)") }
                    if line.stage != DispatchOrder.Stage.raised.rawValue, let owner = line.owner {
                        page.text(" · \(board.title(of: Person.kind, owner))")
                    }
                }
                if let left = TimeLeft(due: line.due, since: line.opened, at: board.now) { left.write(on: page) }
            }
        }
    }

    private func place(of line: CaseLine) -> String {
        let site = line.site.map { board.title(of: Site.kind, $0) }
        return [line.site.flatMap { board.cities[$0] }, site ?? line.customer.map { board.title(of: Customer.kind, $0) }]
            .compactMap(\.self).joined(separator: " · ")
    }
}
