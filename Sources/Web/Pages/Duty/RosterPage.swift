import HTML
import Handbook
import Operations

/// The duty roster: who is on duty now and how to reach them, handing over, the month by day and region, and who is away.
struct RosterPage: ListView {
    let roster: RosterReading
    let edition: Edition
    let guest: Guest
    /// The one region that was asked for.
    let region: String?
    /// The step of handing over that is the reader's.
    var form: ActivityForm?

    let title = Text("值班", "Duty roster")
    let section = Section.roster
    var sheetName: String { "roster-\(first.iso.prefix(7))" }
    let onward: String? = nil

    func list(on page: Page) { RosterTable(roster: roster, edition: edition).list(on: page) }

    private var first: Day { roster.days.first ?? roster.today }
    private func name(_ code: String, _ page: Page) -> String {
        edition.organization.region(code)?.name.text(in: page.language) ?? code
    }

    func write(on page: Page) {
        page.div("page-head") {
            page.h1(say: title)
            page.div("page-acts") {
                if let enter = Procedures.declared[Duty.kind]?.openings.first, guest.takes(enter) {
                    page.a(
                        "btn", .href(address("/new/\(Duty.kind)/\(enter.verb)", ["region": region])),
                        say: Text("排班", "Enter a duty"))
                }
            }
        }
        now(on: page)
        handOver(on: page)
        month(on: page)
        away(on: page)
    }

    private func now(on page: Page) {
        page.h2 {
            page.say("现在值班", "On duty now")
            page.clause("2.3.3")
        }
        page.div("sheet ruled") {
            for code in roster.regions {
                let own = roster.current.filter { $0.duty.region == code && $0.duty.from <= roster.now && roster.now < $0.duty.to }
                if own.isEmpty && roster.regions.count > 1 && !hasDuties(code) { continue }
                onDuty(code, own.first, on: page)
            }
            let without = roster.regions.filter { !hasDuties($0) }
            if !without.isEmpty && roster.regions.count > 1 {
                page.p("book-note") {
                    page.tag(Text("未排班", "No roster"), .late)
                    page.text(" \(page.joined(without.map { edition.organization.region($0)?.name ?? Text($0, $0) }))")
                    page.clause("12.2")
                }
            }
        }
    }

    private func hasDuties(_ region: String) -> Bool { (roster.duties + roster.current).contains { $0.duty.region == region } }

    private func onDuty(_ region: String, _ entry: RosterReading.Entry?, on page: Page) {
        page.div("on-duty") {
            page.span("region", text: name(region, page))
            guard let entry else {
                page.span { page.tag(Text("无人值班", "Nobody on duty"), .late) }
                return
            }
            let person = roster.people[entry.duty.person.text]
            page.span("who") {
                page.caseLink("\(Person.kind):\(entry.duty.person)", person?.name ?? entry.duty.person.text)
                if person?.leave.contains(where: { $0.from <= roster.now && roster.now < $0.to }) ?? false {
                    page.text(" ")
                    page.tag(Text("请假中", "Away"), .late)
                    page.clause("5.3.1")
                }
            }
            page.span("phone") {
                if let phone = person?.phone {
                    page.a(nil, .href("tel:\(phone.filter { !$0.isWhitespace }.percentEncoded)"), text: phone)
                } else {
                    page.tag(Text("无电话", "No phone"), .risk)
                }
            }
            page.span("until") {
                if let deputy = person?.deputy { page.say("代理：\(deputy)　", "deputy: \(deputy)  ") }
                page.caseLink(entry.number, page.language == .zh ? "值至" : "until")
                page.text(" ")
                page.shortInstant(entry.duty.to, seenAt: roster.now)
            }
        }
    }

    /// Hand-overs that wait, and the form of the step that is the reader's.
    private func handOver(on page: Page) {
        let waiting = roster.current.filter { $0.duty.handOver.map { $0.accepted == nil } ?? false }
        if waiting.isEmpty && form == nil { return }
        page.h2(nil, .id("hand-over")) {
            page.say("交接班", "Handing over")
            page.clause("12.2")
        }
        page.section("sheet pad mine") {
            for entry in waiting { write(entry, on: page) }
            if let form {
                if form.activity.verb == "hand-over" {
                    page.details("later") {
                        page.summary(say: Text("交班给下一位", "Hand over to the next"))
                        form.write(on: page)
                    }
                } else {
                    form.write(on: page)
                }
            }
        }
    }

    private func write(_ entry: RosterReading.Entry, on page: Page) {
        guard let handOver = entry.duty.handOver else { return }
        page.div("handover") {
            page.p {
                page.tag(Text("待接班", "Waits to be taken over"), .wait)
                page.text(" ")
                page.b(text: "\(roster.name(of: entry.duty.person.text)) → \(roster.name(of: handOver.to.text))")
                page.text("　\(name(entry.duty.region, page))　")
                page.shortInstant(handOver.at, seenAt: roster.now)
            }
            page.p("lines", text: handOver.note)
            if !handOver.cases.isEmpty {
                page.p {
                    page.say("未结：", "Open: ")
                    for number in handOver.cases.prefix(30) {
                        page.caseLink(number, number)
                        page.text(" ")
                    }
                    if handOver.cases.count > 30 { page.text("+\(handOver.cases.count - 30)") }
                }
            }
        }
    }

    private func month(on page: Page) {
        page.div("month-head", .id("month")) {
            page.h2(text: page.language == .zh ? "\(first.year) 年 \(first.month) 月" : String(first.iso.prefix(7)))
            page.p("month-nav") {
                page.a(nil, .href(path(to: first.adding(-1))), say: Text("上月", "Earlier"))
                page.a(nil, .href(address("/roster", ["region": region]) + "#month"), say: Text("本月", "This month"))
                page.a(nil, .href(path(to: first.adding(31))), say: Text("下月", "Later"))
                page.takeAway(address("/roster", ["month": String(first.iso.prefix(7)), "region": region]))
            }
        }
        RosterTable(roster: roster, edition: edition).write(on: page)
    }

    private func path(to day: Day) -> String {
        address("/roster", ["month": String(day.iso.prefix(7)), "region": region]) + "#month"
    }

    private func away(on page: Page) {
        page.h2(say: Text("本月请假", "Away this month"))
        if roster.away.isEmpty { return page.p("empty", say: Text("没有人请假。", "Nobody is away.")) }
        page.ul("sheet ruled refs") {
            for away in roster.away {
                page.li {
                    page.caseLink("\(Person.kind):\(away.person)", away.name)
                    page.span {
                        page.text(page.time.label(away.absence.from, page.language))
                        page.say(" 至 ", " until ")
                        page.text(page.time.endLabel(away.absence.to, page.language))
                    }
                    if let reason = away.absence.reason { page.span("no", text: reason) }
                }
            }
        }
    }
}
