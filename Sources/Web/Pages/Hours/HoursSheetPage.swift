import HTML
import Handbook
import Operations

/// Somebody's hours of a month: what is signed and filed, and what expenses are claimed by.
struct HoursSheetPage: View {
    let sheet: HoursSheet
    let edition: Edition
    let today: Day
    /// Whether the reader has others' hours to look at too.
    let hasOthers: Bool

    let title = Text("工时月表", "Monthly hours")
    let section = Section.hours

    static func path(_ person: String, _ first: Day) -> String { "/hours/\(person.percentEncoded)/\(first.iso.prefix(7))" }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1 {
                page.say(title)
                page.span("no", text: "　\(sheet.name) · \(sheet.first.iso.prefix(7))")
            }
            page.div("page-acts") { page.takeAway(Self.path(sheet.person, sheet.first)) }
        }
        ways(on: page)
        if sheet.lines.isEmpty {
            return page.p(
                "empty", say: Text("这个月没有交回的工时；派工回执交回后即计入。", "No hours were handed in this month; they count once a receipt is in.")
            )
        }
        totals(on: page)
        days(on: page)
        journeys(on: page)
        page.div("to-fill") {
            for name in [Text("本人", "Engineer"), Text("技术经理", "Technical manager"), Text("人事", "Human resources")] {
                page.p {
                    page.say(name)
                    page.span {}
                }
            }
        }
    }

    private func ways(on page: Page) {
        let before = sheet.first.adding(-1)
        let after = sheet.first.adding(32)
        func first(_ day: Day) -> Day { day.adding(1 - day.day) }
        var tabs = [Tabs.Tab(path: Self.path(sheet.person, first(before)), name: month(before), isCurrent: false)]
        tabs.append(Tabs.Tab(path: Self.path(sheet.person, sheet.first), name: month(sheet.first), isCurrent: true))
        if first(after) <= today {
            tabs.append(Tabs.Tab(path: Self.path(sheet.person, first(after)), name: month(after), isCurrent: false))
        }
        if hasOthers {
            tabs.append(
                Tabs.Tab(
                    path: address("/hours", ["year": String(sheet.first.year), "month": String(sheet.first.month)]),
                    name: Text("全部人员", "Everybody"), isCurrent: false))
        }
        Tabs(label: Text("月份", "Months"), tabs: tabs).write(on: page)
    }

    private func month(_ day: Day) -> Text { Text("\(day.year) 年 \(day.month) 月", String(day.iso.prefix(7))) }

    /// What counts for pay and for leave.
    private func totals(on page: Page) {
        let limits = edition.limits
        let notes: [HoursKind: Text] = [
            .overtime: Text(
                "工作日 \(limits.workFrom.value)–\(limits.workTo.value) 点以外",
                "Beyond \(limits.workFrom.value)–\(limits.workTo.value) on working days"),
            .weekend: Text("可调休", "For compensatory leave"),
            .holiday: Text("法定假日", "On public holidays"),
            .night: Text(
                "\(limits.nightFrom.value) 点至 \(limits.nightTo.value) 点",
                "From \(limits.nightFrom.value) to \(limits.nightTo.value)"),
        ]
        page.dl("glance") {
            for kind in HoursKind.allCases {
                page.div {
                    page.dt(say: kind.name)
                    page.dd { page.hours(sheet.total(kind), kind) }
                    if let note = notes[kind] { page.dd("beside", say: note) }
                }
            }
        }
        page.p("lead") {
            page.say("延时、周末、节假日、夜间按在场时间和日历计算", "Overtime, weekend, holiday and night are the time on site, by the calendar")
            page.clause("21/D-1")
        }
    }

    private func days(on page: Page) {
        let columns =
            [Column("日期", "Day", .short), Column("单号", "Order", .code), Column("客户与局点", "Customer and site")]
            + HoursKind.allCases.dropFirst().map { Column($0.name, .number) }
        page.list(columns, sheet.lines.map { Optional($0) } + [nil], mark: { $0 == nil ? .style("total") : nil }) { line, cell in
            guard let line else {
                cell(say: Text("合计", "All"))
                cell(isEmpty: true) {}
                cell(isEmpty: true) {}
                for kind in HoursKind.allCases.dropFirst() { cell { page.hours(sheet.total(kind), kind) } }
                return
            }
            let row = line.row
            cell { page.text("\(row.hours.day.iso.dropFirst(5)) \(row.hours.day.weekday.name.text(in: page.language))") }
            cell { number(row.number, line.order, on: page) }
            cell {
                page.text([line.order?.customer, line.order?.site].compactMap { $0 }.joined(separator: " · "))
                if !row.isLead { page.tag(Text("随行", "Went along")) }
            }
            for kind in HoursKind.allCases.dropFirst() {
                cell(isEmpty: row.hours[kind] == 0) { page.hours(row.hours[kind], kind) }
            }
        }
    }

    /// The number of an order, which leads there for whoever may see it.
    private func number(_ number: String, _ order: HoursSheet.Order?, on page: Page) {
        if order == nil { page.text(number) } else { page.caseLink(number, number) }
    }

    private func journeys(on page: Page) {
        if sheet.journeys.isEmpty { return }
        page.heading(Text("行程", "Journeys"), beside: Text("报销凭此单号", "Expenses bear these numbers"))
        let columns = [
            Column("日期", "Day", .short), Column("单号", "Order", .code), Column("去往", "To"), Column("同程", "With it", .code),
            Column("路途", "Travel", .number),
        ]
        page.list(columns, sheet.journeys) { journey, cell in
            cell(text: journey.day.iso)
            cell { number(journey.number, journey.order, on: page) }
            cell(text: [journey.order?.city, journey.order?.site].compactMap { $0 }.joined(separator: " · "))
            cell(isEmpty: journey.others.isEmpty) { page.text(journey.others.joined(separator: " ")) }
            cell { page.hours(journey.minutes, .travel) }
        }
    }
}
