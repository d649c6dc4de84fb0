import HTML
import Handbook
import Operations

/// A week of the board: engineers and days, with the orders of each day and how full it is.
struct BoardWeek {
    let board: DispatchBoard
    let query: BoardQuery
    let edition: Edition
    let isPlanner: Bool

    func write(on page: Page) {
        page.div("sheet scroll") {
            page.table("week") {
                page.thead {
                    page.tr {
                        page.th(nil, Attribute("scope", "col"), say: Text("工程师", "Engineer"))
                        for day in board.days {
                            page.th(nil, Attribute("scope", "col"), .style(day == board.today ? "today" : "")) {
                                page.a(
                                    nil,
                                    .href(
                                        query.changed {
                                            $0.isWeek = false; $0.first = day
                                        }.path)
                                ) {
                                    page.text("\(day.day) ")
                                    page.say(day.weekday.name)
                                }
                                if (try? edition.calendar.isWorkingDay(day)) == false { page.span("no", say: Text("休", "off")) }
                            }
                        }
                    }
                }
                page.tbody { for engineer in board.engineers { row(engineer, on: page) } }
            }
        }
    }

    private func row(_ engineer: DispatchBoard.Engineer, on page: Page) {
        page.tr(nil, .id("e-\(engineer.code)")) {
            page.th(nil, Attribute("scope", "row")) {
                EngineerHead(engineer: engineer, board: board, edition: edition).write(on: page, days: board.days)
            }
            for day in board.days { cell(engineer, day, on: page) }
        }
    }

    private func cell(_ engineer: DispatchBoard.Engineer, _ day: Day, on page: Page) {
        let (start, end) = (page.time.start(of: day), page.time.end(of: day))
        page.td(
            nil, .style(day == board.today ? "today" : ""), Attribute("data-person", engineer.code),
            Attribute("data-name", engineer.name),
            Attribute("data-start", String(start.milliseconds)), Attribute("data-label", day.label(page.language))
        ) {
            if engineer.leave.contains(where: { $0.from < end && $0.to > start }) { page.tag(Text("请假", "on leave"), .wait) }
            page.ol("blocks") {
                for block in board.blocks(of: engineer.code, on: day, page.time) {
                    BlockPart(board: board, query: query, isPlanner: isPlanner, block: block).write("", on: page)
                }
            }
            if let load = try? DayLoad(of: engineer, on: day, in: board, under: edition), load.booked > 0 {
                LoadBar(load: load).write(on: page)
            }
        }
    }
}
