import HTML
import Handbook
import Operations

/// A day of the board: a row for each engineer, half-hours as columns; on a phone, a list for each.
struct BoardDay {
    let board: DispatchBoard
    let query: BoardQuery
    let edition: Edition
    let isPlanner: Bool

    func write(on page: Page) {
        let day = query.first
        let start = page.time.start(of: day)
        let hours = BoardHours(of: day, on: board, page.time, isWhole: query.isWhole)
        ruler(hours, on: page)
        page.ol(
            "lanes sheet", Attribute("data-first", String(hours.first)), Attribute("data-count", String(hours.count)),
            Attribute("data-start", String(start.milliseconds))
        ) {
            for engineer in board.engineers { row(engineer, day, start, hours, on: page) }
        }
        page.p("no") {
            if query.isWhole {
                page.a(nil, .href(query.changed { $0.isWhole = false }.path), say: Text("只看白天", "Daytime only"))
            } else {
                page.a(nil, .href(query.changed { $0.isWhole = true }.path), say: Text("看 0–24 时", "Midnight to midnight"))
            }
        }
    }

    private func ruler(_ hours: BoardHours, on page: Page) {
        page.div("lane-row ruler", Attribute("aria-hidden", "true")) {
            page.span {}
            page.div("lane") {
                page.span(nil, .style("track at0 for\(hours.count)")) {}
                for slot in hours.first..<(hours.first + hours.count) where slot.isMultiple(of: 2) {
                    page.span(nil, .style("hour at\(slot - hours.first) for2"), text: String(slot / 2))
                }
            }
        }
    }

    private func row(_ engineer: DispatchBoard.Engineer, _ day: Day, _ start: Instant, _ hours: BoardHours, on page: Page) {
        page.li("lane-row", .id("e-\(engineer.code)")) {
            EngineerHead(engineer: engineer, board: board, edition: edition).write(on: page, days: [day])
            page.ol("lane", Attribute("data-person", engineer.code), Attribute("data-name", engineer.name)) {
                page.li(nil, .style("track at0 for\(hours.count)"), Attribute("aria-hidden", "true")) {}
                closed(day, start, hours, on: page)
                for duty in board.duties where duty.person == engineer.code {
                    if let place = hours.place(duty.from, duty.to, since: start) {
                        page.li(nil, .style("duty at\(place.at) for\(place.span)"), Attribute("aria-hidden", "true")) {}
                    }
                }
                for leave in engineer.leave {
                    guard let place = hours.place(leave.from, leave.to, since: start) else { continue }
                    page.li(nil, .style("away at\(place.at) for\(place.span)")) {
                        page.say("请假", "On leave")
                        if let reason = leave.reason { page.text("：\(reason)") }
                    }
                }
                if board.today == day, let place = hours.place(board.now, board.now.adding(milliseconds: 1), since: start) {
                    page.li(nil, .style("present at\(place.at) for1"), Attribute("aria-hidden", "true")) {}
                }
                for placed in Self.stacked(board.blocks(of: engineer.code, on: day, page.time)) {
                    guard let place = hours.place(placed.block.from, placed.block.to, since: start) else { continue }
                    BlockPart(board: board, query: query, isPlanner: isPlanner, block: placed.block)
                        .write("at\(place.at) for\(place.span) row\(placed.row)", on: page)
                }
            }
        }
    }

    /// The hours that aren't worked, so that one sees where the day ends.
    private func closed(_ day: Day, _ start: Instant, _ hours: BoardHours, on page: Page) {
        let isWorked = (try? edition.calendar.isWorkingDay(day)) ?? true
        let open = edition.levels.coveredHours
        let stretches =
            isWorked
            ? [
                (start, page.time.instant(day, minute: open.lowerBound)),
                (page.time.instant(day, minute: open.upperBound), page.time.end(of: day)),
            ]
            : [(start, page.time.end(of: day))]
        for (from, to) in stretches {
            guard let place = hours.place(from, to, since: start) else { continue }
            page.li(nil, .style("closed at\(place.at) for\(place.span)"), Attribute("aria-hidden", "true")) {}
        }
    }

    /// Blocks with the line on which each stands: those that share a half-hour stand below one another, in at most four lines.
    static func stacked(_ blocks: [DispatchBoard.Block]) -> [(block: DispatchBoard.Block, row: Int)] {
        var ends: [Int64] = []
        return blocks.map { block in
            let (from, to) = (block.from.milliseconds / 1_800_000, (block.to.milliseconds + 1_799_999) / 1_800_000)
            if let free = ends.firstIndex(where: { $0 <= from }) {
                ends[free] = to
                return (block, free + 1)
            }
            ends.append(to)
            return (block, min(ends.count, 4))
        }
    }
}

/// Who a row is about, and how full their days are.
struct EngineerHead {
    let engineer: DispatchBoard.Engineer
    let board: DispatchBoard
    let edition: Edition

    func write(on page: Page, days: [Day]) {
        page.div("who") {
            page.caseLink("\(Person.kind):\(engineer.code)", engineer.name)
            page.span(
                "no",
                text: engineer.city ?? engineer.region.flatMap { edition.organization.region($0)?.name.text(in: page.language) }
                    ?? "")
            if engineer.isOnProbation { page.tag(Text("试用", "probation"), .risk) }
            let span = page.time.start(of: days[0])..<page.time.end(of: days[days.count - 1])
            if board.duties.contains(where: { $0.person == engineer.code && $0.from < span.upperBound && $0.to > span.lowerBound })
            {
                page.tag(Text("值班", "on call"))
            }
            if days.count == 1, let load = try? DayLoad(of: engineer, on: days[0], in: board, under: edition) {
                LoadBar(load: load).write(on: page)
            }
        }
    }
}

/// How much of a day is taken, as words and a bar.
struct LoadBar {
    let load: DayLoad

    func write(on page: Page) {
        let words = "\(Self.hours(load.booked)) / \(Self.hours(load.working))"
        page.div(
            nil, .style(load.isOver ? "load over" : "load"),
            .title(Text("已派 / 当日工时", "Booked of the day's hours").text(in: page.language))
        ) {
            page.span {
                page.text(words)
                if load.isOver { page.say(" 超", " over") }
            }
            page.bar(percent: load.working > 0 ? min(100, load.booked * 100 / load.working) : load.booked > 0 ? 100 : 0)
        }
    }

    /// `3:30`.
    private static func hours(_ minutes: Int) -> String { "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)" }
}

/// One order on somebody's row.
struct BlockPart {
    let board: DispatchBoard
    let query: BoardQuery
    let isPlanner: Bool
    let block: DispatchBoard.Block

    func write(_ place: String, on page: Page) {
        let clock = "\(BoardHours.clock(block.from, page.time))–\(BoardHours.clock(block.to, page.time))"
        guard let order = block.order else {
            page.li(nil, .style("block taken \(place)")) {
                page.span("when", text: clock)
                page.say("已有别区的派工", "Taken by another region's order")
            }
            return
        }
        let isMovable = isPlanner && block.isLead && ["assigned", "accepted"].contains(order.stage)
        let isTrip = board.trip(of: block).count > 1
        page.li(
            nil, .style("block in-\(order.stage)\(isTrip ? " on-trip" : "") \(place)"),
            isMovable ? Attribute("data-order", order.number) : nil,
            isPlanner && block.isLead ? Attribute("data-joins", order.number) : nil, Attribute("data-journey", block.journey),
            Attribute("data-from", String(block.from.milliseconds)),
            Attribute("data-minutes", String((block.to.milliseconds - block.from.milliseconds) / 60_000))
        ) {
            page.a("order-link", .href(isMovable ? query.order(order.number) : "/cases/\(order.number.percentEncoded)")) {
                page.span("when", text: clock)
                page.b(text: order.site.map { board.title(of: Site.kind, $0) } ?? order.number)
                page.span("what", text: order.title)
                page.span("no") {
                    // What is cut off where a block is short stands last.
                    let trip = board.trip(of: block)
                    if trip.count > 1, let place = trip.firstIndex(where: { $0.number == block.number }) {
                        page.say("同程 \(place + 1)/\(trip.count) · ", "trip \(place + 1)/\(trip.count) · ")
                    }
                    page.say(Procedures.declared[order.kind]?.name(ofStage: order.stage) ?? Text(order.stage, order.stage))
                    if !block.isLead { page.say(" · 随工", " · helper") }
                    if let due = order.due, due < block.from { page.say(" · 晚于时限", " · after its limit") }
                }
            }
        }
    }
}
