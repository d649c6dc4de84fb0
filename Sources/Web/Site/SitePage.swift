import HTML
import Handbook
import Operations

/// The visits of an engineer: what is under way, today and the next seven days, day by day.
struct SitePage: View {
    let visits: [SiteVisit]
    let now: Instant
    /// The order that was just handed in.
    var handedIn: String?

    let title = Text("现场", "On site")
    let section = Section.site
    var isForPhone: Bool { true }

    func write(on page: Page) {
        NetBar(number: nil, stage: nil).write(on: page)
        if let handedIn {
            page.p("flash", Attribute("role", "status")) {
                page.say(Text("\(handedIn) 已交回", "\(handedIn) is handed in"))
            }
        }
        Unsent().write(on: page)
        page.h1(say: Text("我的现场", "My visits"))
        if visits.isEmpty {
            page.p("empty", say: Text("今天和以后七天没有派给您的现场。", "No visits are yours today or within the next seven days."))
        }
        var day = ""
        for visit in visits {
            let label = heading(of: visit, on: page)
            if label != day { page.h2(text: label) }
            day = label
            line(visit, on: page)
        }
        page.p("more-steps") {
            page.a(nil, .href("/site/library"), say: Text("随身资料：文章与操作指导书", "Articles and guides to take along"))
        }
        page.p("more-steps") {
            page.a(nil, .href("#file"), say: Text("从加密文件取回未发送的步骤", "Take unsent steps back from an encrypted file"))
        }
    }

    private func heading(of visit: SiteVisit, on page: Page) -> String {
        if visit.arrived != nil { return Text("正在办理", "Under way").text(in: page.language) }
        guard let appointment = visit.appointment else { return Text("未约时间", "No time agreed").text(in: page.language) }
        let (day, today) = (page.time.day(of: appointment), page.time.day(of: now))
        if day < today { return Text("已过约定时间", "Past the agreed time").text(in: page.language) }
        return (day == today ? Text("今天", "Today").text(in: page.language) + " " : "") + day.label(page.language)
    }

    private func line(_ visit: SiteVisit, on page: Page) {
        page.a("visit", .href("/site/\(visit.header.number.percentEncoded)"), Attribute("data-visit", visit.header.number)) {
            page.span("when") {
                if let appointment = visit.appointment { page.shortInstant(appointment, seenAt: now) }
            }
            page.span("what") {
                page.b(text: visit.site?.name ?? visit.header.site ?? visit.header.number)
                page.span("task", text: visit.header.title)
                page.span("no", text: [visit.header.number, visit.customer ?? ""].joined(separator: "　"))
            }
            page.span("state") {
                page.tag(SiteVisit.procedure?.name(ofStage: visit.header.stage) ?? Text("", ""))
            }
        }
    }
}

/// What the phone knows of the network, of its pack and of what is still to be sent; the script fills it in.
struct NetBar {
    let number: String?
    let stage: String?

    func write(on page: Page) {
        page.div(
            "net", .id("net"), Attribute("role", "status"), number.map { Attribute("data-number", $0) },
            stage.map { Attribute("data-stage", $0) }
        ) {
            page.span(nil, .id("net-state")) {}
            page.span(nil, .id("net-pack")) {}
        }
    }
}

/// Where the steps stand that are not sent yet, and what is done with them; the script fills it in.
struct Unsent {
    func write(on page: Page) {
        page.section(
            "unsent", .id("unsent"), .flag("hidden"), .label(Text("待发送", "To be sent").text(in: page.language))
        ) {}
    }
}
