import HTML
import Handbook
import Operations

/// The month as a table of days and regions, with gaps and double bookings told above it and marked in it.
struct RosterTable {
    let roster: RosterReading
    let edition: Edition

    /// The regions that have a duty in the month; the others are told apart, not as a month of gaps.
    private var regions: [String] {
        let used = Set(roster.duties.map(\.duty.region))
        return roster.regions.count == 1 ? roster.regions : roster.regions.filter(used.contains)
    }

    func write(on page: Page) {
        let days = roster.days.map { day in (day, regions.map { ($0, roster.day(day, in: $0, page.time)) }) }
        problems(days.flatMap { day, cells in cells.map { (day, $0.0, $0.1) } }, on: page)
        if regions.isEmpty { return page.p("empty", say: Text("本月还没有排班。", "There is no duty in this month yet.")) }
        let isNow = roster.days.contains(roster.today)
        table(isNow ? days.filter { $0.0 >= roster.today } : days, on: page)
        let past = days.filter { $0.0 < roster.today }
        if isNow && !past.isEmpty {
            page.details("later") {
                page.summary(say: Text("本月已过的 \(past.count) 天", "The \(past.count) days that are over"))
                table(past, on: page)
            }
        }
    }

    /// The whole month, day by day.
    func list(on page: Page) {
        table(roster.days.map { day in (day, regions.map { ($0, roster.day(day, in: $0, page.time)) }) }, on: page)
    }

    private func table(_ days: [(Day, [(String, RosterDay)])], on page: Page) {
        let columns = [Column("日期", "Day", .short)] + regions.map { Column(edition.organization.region($0)?.name ?? Text($0, $0)) }
        page.list(columns, days, style: "roster", mark: { .style(Self.style(of: $0.0, today: roster.today)) }) { line, cell in
            let (day, cells) = line
            cell {
                page.text("\(day.day) ")
                page.say(day.weekday.name)
                if day == roster.today {
                    page.text(" ")
                    page.tag(Text("今天", "today"))
                }
            }
            for (_, turns) in cells { cell { write(turns, day, on: page) } }
        }
    }

    private static func style(of day: Day, today: Day) -> String {
        day == today ? "today" : day < today ? "past" : day.weekday.isWeekend ? "weekend" : ""
    }

    private func write(_ cell: RosterDay, _ day: Day, on page: Page) {
        let whole = RosterDay.Stretch(from: page.time.start(of: day), to: page.time.end(of: day))
        for turn in cell.turns {
            page.p {
                page.caseLink(turn.number, roster.name(of: turn.person))
                if turn.stretch != whole { page.span("no", text: " \(hours(turn.stretch, page))") }
                if turn.isAway {
                    page.text(" ")
                    page.tag(Text("请假", "away"), .late)
                }
                if !turn.elsewhere.isEmpty {
                    page.text(" ")
                    page.tag(
                        Text(
                            "兼\(turn.elsewhere.map { place($0).zh }.joined(separator: "、"))",
                            "also \(turn.elsewhere.map { place($0).en }.joined(separator: ", "))"), day < roster.today ? nil : .risk
                    )
                }
            }
        }
        for gap in cell.gaps {
            page.tag(
                gap == whole ? Text("空档", "gap") : Text("空档 \(hours(gap, page))", "gap \(hours(gap, page))"),
                day < roster.today ? nil : .late)
        }
        if let double = cell.doubles.last {
            page.tag(
                Text("重叠，找\(roster.name(of: double.called))", "double: call \(roster.name(of: double.called))"),
                day < roster.today ? nil : .risk)
        }
    }

    /// From now on: each stretch of days without anybody, with two, or with somebody who is away, in one line with its clause.
    private func problems(_ cells: [(day: Day, region: String, cell: RosterDay)], on page: Page) {
        let ahead = cells.filter { $0.day >= roster.today }
        var lines: [(Text, String, TimeLeft.State)] = []
        for region in regions {
            let own = ahead.filter { $0.region == region }
            let place = place(region)
            for days in Self.runs(own.filter { !$0.cell.gaps.isEmpty }.map(\.day)) {
                lines.append(
                    (
                        Text("\(place.zh) \(days.zh) 有空档，无人可联系", "\(place.en) \(days.en): a gap, nobody can be reached"), "2.3.3",
                        .late
                    ))
            }
            for days in Self.runs(own.filter { !$0.cell.doubles.isEmpty }.map(\.day)) {
                lines.append(
                    (
                        Text(
                            "\(place.zh) \(days.zh) 重叠排班，以后开始者为准",
                            "\(place.en) \(days.en): double booked; whoever began later is called"), "12.2", .risk
                    ))
            }
            for days in Self.runs(own.filter { $0.cell.turns.contains(where: \.isAway) }.map(\.day)) {
                lines.append(
                    (Text("\(place.zh) \(days.zh) 值班人请假", "\(place.en) \(days.en): who is on duty is away"), "5.3.1", .late))
            }
        }
        lines += elsewhere(ahead)
        if lines.isEmpty { return }
        page.ul("sheet ruled roster-faults") {
            for (text, clause, state) in lines.prefix(20) {
                page.li {
                    page.tag(state == .late ? Text("要补", "mend") : Text("留意", "mind"), state)
                    page.text(" ")
                    page.say(text)
                    page.clause(clause)
                }
            }
            if lines.count > 20 { page.li(text: "+\(lines.count - 20)") }
        }
    }

    private func place(_ region: String) -> Text { edition.organization.region(region)?.name ?? Text(region, region) }

    /// Who is on call in two regions at once, each stretch of days told once.
    private func elsewhere(_ ahead: [(day: Day, region: String, cell: RosterDay)]) -> [(Text, String, TimeLeft.State)] {
        var days: [[String]: [Day]] = [:]
        for (day, region, cell) in ahead {
            // Both regions say the same; the first of them tells it.
            for turn in cell.turns {
                for other in turn.elsewhere where region < other { days[[turn.person, region, other], default: []].append(day) }
            }
        }
        return days.sorted { $0.key.lexicographicallyPrecedes($1.key) }.flatMap { key, days in
            let (name, one, other) = (roster.name(of: key[0]), place(key[1]), place(key[2]))
            return Self.runs(days.sorted()).map { stretch -> (Text, String, TimeLeft.State) in
                (
                    Text(
                        "\(name) \(stretch.zh) 同时在\(one.zh)、\(other.zh)值班，一处出勤则另一处无人",
                        "\(name) \(stretch.en): on call in \(one.en) and \(other.en) at once"), "2.3.3", .risk
                )
            }
        }
    }

    /// Days that follow each other, as one stretch each: `18–20 日`.
    private static func runs(_ days: [Day]) -> [Text] {
        var runs: [(Day, Day)] = []
        for day in days {
            if let last = runs.last, last.1.adding(1) == day { runs[runs.count - 1].1 = day } else { runs.append((day, day)) }
        }
        return runs.map { first, last in
            first == last
                ? Text("\(first.month) 月 \(first.day) 日", String(first.iso.dropFirst(5)))
                : Text("\(first.month) 月 \(first.day)–\(last.day) 日", "\(first.iso.dropFirst(5)) – \(last.iso.dropFirst(5))")
        }
    }

    /// `9:00–24:00`.
    private func hours(_ stretch: RosterDay.Stretch, _ page: Page) -> String {
        func clock(_ minute: Int) -> String { "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)" }
        let end = page.time.minuteOfDay(stretch.to)
        return "\(clock(page.time.minuteOfDay(stretch.from)))–\(clock(end == 0 ? 24 * 60 : end))"
    }
}
