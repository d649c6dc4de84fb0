import HTML
import Handbook
import Operations

/// Where an administrator enters a year's holidays from the words of the notice: what was read, and what it does to running clocks, before anything changes.
struct CalendarPage: View {
    let calendar: ServiceCalendar
    let token: String
    /// The year, as it was typed.
    var year: String
    var notice = ""
    /// Why the notice can't be taken, whatever was read of it.
    var troubles: [Text] = []
    /// What was read of the notice; nil before one was sent.
    var read: HolidayNotice?
    var outlook: CalendarOutlook?
    /// Whether the year stands as the notice has it already.
    var isSame = false
    /// How many cases follow the calendar that was just entered.
    var done: Int?

    let title = Text("导入节假日通知", "Enter a year's holidays")
    let section = Section.handbook

    /// The years whose notices are taken, and the longest of these, in characters.
    static let years = 2_021...2_100
    static let longestNotice = 20_000

    func write(on page: Page) {
        page.p("no") { page.a("name", .href("/editions"), say: Text("← 手册修订", "← Revisions of the handbook")) }
        page.h1 {
            page.say(title)
            page.clause("12.1.1")
        }
        if let done {
            page.p(
                "flash", Attribute("role", "status"),
                say: Text(
                    "已登记为新修订，\(done) 张未结单改按公布的日历。", "Entered as a new revision; \(done) open cases follow the announced calendar."))
        }
        for fault in troubles + (read?.faults ?? []) { page.alert(fault) }
        if let read, read.faults.isEmpty { found(read, on: page) }
        form(on: page)
        years(on: page)
    }

    private func form(on page: Page) {
        page.section("sheet pad mine") {
            page.post("act", to: "/editions/calendar", token: token, Attribute("novalidate", "")) {
                page.div("field") {
                    page.label(nil, .for("f-year"), say: Text("年份", "Year"))
                    page.input(
                        nil, .type("number"), .name("year"), .id("f-year"), .value(year),
                        Attribute("min", String(Self.years.lowerBound)), Attribute("max", String(Self.years.upperBound)))
                }
                page.div("field") {
                    page.label(nil, .for("f-notice"), say: Text("国务院办公厅通知的原文", "The words of the notice"))
                    page.textarea(nil, .name("notice"), .id("f-notice"), Attribute("rows", "9"), text: notice)
                    page.p(
                        "help",
                        say: Text(
                            "整段粘贴即可，如“二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。”",
                            "Paste it as it is, such as: 二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。"))
                }
                page.div("buttons") {
                    page.send(Text("先试，不登记", "Try it, enter nothing"), name: "_do", value: "look")
                    if let read, read.faults.isEmpty, !isSame {
                        page.send(
                            Text("登记 \(read.year.year) 年日历", "Enter the calendar of \(read.year.year)"), style: "btn q",
                            name: "_do", value: "take")
                    }
                }
            }
        }
    }

    private func found(_ read: HolidayNotice, on page: Page) {
        page.h2(nil, Attribute("role", "status")) {
            page.say("读到的 \(read.year.year) 年", "What was read of \(read.year.year)")
            page.span(
                "n",
                say: Text(
                    "工作日放假 \(read.year.holidays.count) 天，周末上班 \(read.year.workdays.count) 天",
                    "\(read.year.holidays.count) weekdays off, \(read.year.workdays.count) weekend days worked"))
        }
        if isSame { page.p("empty", say: Text("与现行日历相同，无须登记。", "The calendar in force says the same.")) }
        let days = read.year.holidays.map { ($0, true) } + read.year.workdays.map { ($0, false) }
        page.list(
            [Column("日期", "Day", .short), Column("安排", "Arrangement", .short), Column("节日", "Holiday")],
            days.sorted { $0.0.day < $1.0.day }
        ) { line, cell in
            cell(text: line.0.day.label(page.language))
            cell { page.tag(line.1 ? Text("放假", "off") : Text("上班", "worked"), line.1 ? .done : .wait) }
            cell(say: line.0.occasion)
        }
        guard let outlook else { return }
        page.h2 {
            page.say("进行中的时钟", "Running clocks")
            page.clause("12.1.1")
        }
        clocks(outlook, on: page)
    }

    private func clocks(_ outlook: CalendarOutlook, on page: Page) {
        if outlook.lines.isEmpty && outlook.hidden == 0 {
            return page.p("empty", say: Text("没有按暂定日历计时的未结单。", "No open case runs by a provisional calendar."))
        }
        page.list(
            [
                Column("单据", "Case"), Column("时钟", "Clock", .short), Column("原时限", "Due before", .short),
                Column("新时限", "Due after", .short),
            ],
            outlook.lines
        ) { line, cell in
            cell {
                page.caseLink(line.number, line.number)
                page.text(" \(line.title)")
            }
            cell(say: line.clock.title)
            cell { page.instant(line.before) }
            cell {
                page.instant(line.after)
                page.text(" ")
                if line.after == line.before { page.tag(Text("不变", "the same")) } else { page.tag(Text("改动", "moved"), .risk) }
                if line.isProvisional { page.tag(Text("仍含暂定日历", "still provisional"), .wait) }
            }
        }
        if outlook.hidden > 0 {
            page.p("no", say: Text("另有 \(outlook.hidden) 张在您无权查看的单据中", "\(outlook.hidden) more in cases that you may not see"))
        }
        if outlook.hasMore {
            page.p("no", say: Text("只列前 \(CalendarOutlook.most) 张。", "Only the first \(CalendarOutlook.most) are listed."))
        }
    }

    private func years(on page: Page) {
        page.h2(say: Text("现行日历", "The calendar in force"))
        page.list(
            [
                Column("年份", "Year", .code), Column("状态", "State", .short), Column("工作日放假", "Weekdays off", .number),
                Column("周末上班", "Weekends worked", .number),
            ],
            calendar.years.reversed()
        ) { year, cell in
            cell(text: String(year.year))
            cell {
                page.tag(
                    year.isProvisional ? Text("暂定", "Provisional") : Text("已公布", "Announced"), year.isProvisional ? .wait : .done)
            }
            cell(text: String(year.holidays.count))
            cell(text: String(year.workdays.count))
        }
        page.p(
            "no",
            say: Text(
                "此后的年份为暂定：周末加固定节日；凡用到的时限都会注明。",
                "Later years are provisional: weekends and the fixed holidays; whatever uses them says so."))
    }
}
