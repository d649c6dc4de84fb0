import HTML
import Handbook
import Operations

/// The parts of the house, as the navigation names them.
enum Section: String {
    case desk, portal, site, cases, board, reports, hours, stock, devices, registers, library, roster, handbook, procedures, audit
    case outbox, profile, none
}

/// What stands around every page: head, navigation, search, who is signed in.
struct Shell {
    let front: Front
    let visit: Visit

    func write(_ view: some View, on page: Page) {
        page.raw("<!doctype html><html lang=\"")
        page.raw(page.language == .zh ? "zh-CN" : "en")
        page.raw("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        page.element("<title", "</title>")(nil) {
            page.say(view.title)
            page.text(" · ")
            page.say("派工", "Paigong")
        }
        page.link(nil, Attribute("rel", "stylesheet"), .href(front.assets.path("paigong.css")))
        page.link(nil, Attribute("rel", "icon"), .href(front.assets.path("icon.svg")))
        page.element("<script", "</script>")(nil, Attribute("src", front.assets.path("paigong.js")), .flag("defer")) {}
        if view.isForPhone {
            page.link(nil, Attribute("rel", "manifest"), .href("/site.webmanifest"), Attribute("crossorigin", "use-credentials"))
            page.meta(nil, .name("theme-color"), Attribute("content", "#14506b"))
            page.element("<script", "</script>")(nil, .type("module"), Attribute("src", front.assets.path("site.js"))) {}
        }
        page.raw("</head><body data-offset=\"")
        page.text(String(page.time.offset / 60_000))
        if let guest = visit.guest, view.isForPhone {
            page.raw("\" class=\"phone\" data-person=\"")
            page.text(guest.person.text)
        }
        if view.isForCustomer { page.raw("\" class=\"phone customer") }
        page.raw("\">")
        page.a("skip", .href("#main"), say: Text("跳到正文", "Skip to the content"))
        if view.isForCustomer {
            CustomerFrame(front: front, visit: visit).write(view, on: page)
        } else if let guest = visit.guest, view.isForPhone {
            page.header("phone-top") {
                page.a(nil, .href("/"), say: Text("工作台", "Desk"))
                page.span(text: guest.actor.name)
            }
            page.main(nil, .id("main")) { view.write(on: page) }
        } else if let guest = visit.guest {
            page.div("shell") {
                navigation(view.section, guest, on: page)
                page.div("body") {
                    top(guest, on: page)
                    page.main(nil, .id("main")) { view.write(on: page) }
                }
            }
        } else {
            page.main("alone", .id("main")) {
                view.write(on: page)
                let other = page.language == .zh ? Language.en : .zh
                page.p("no") {
                    page.a(
                        nil, .href("/language/\(other.rawValue)?then=\(visit.path.percentEncoded)"),
                        Attribute("lang", other == .zh ? "zh-CN" : "en"), text: other == .zh ? "中文" : "English")
                }
            }
        }
        page.raw("</body></html>")
    }

    private func navigation(_ current: Section, _ guest: Guest, on page: Page) {
        page.nav("main-nav", .label(Text("导航", "Navigation").text(in: page.language))) {
            page.a("brand", .href("/")) {
                page.say("派工", "Paigong")
                page.small(text: front.edition.name)
            }
            for entry in Self.entries where entry.isFor(guest) {
                if let heading = entry.heading { page.p("heading", say: heading) }
                page.a(nil, .href(entry.path), entry.section == current ? Attribute("aria-current", "page") : nil) {
                    page.say(entry.title)
                    if let count = visit.tally.flatMap(entry.count), count > 0 {
                        page.span("n", text: count >= Tally.most ? "\(Tally.most - 1)+" : String(count))
                    }
                }
            }
        }
    }

    private func top(_ guest: Guest, on page: Page) {
        page.header("top") {
            page.form("search", .action("/search"), Attribute("role", "search")) {
                page.input(
                    nil, .type("search"), .name("q"), .id("q"), visit.sought.map { .value($0) }, Attribute("accesskey", "/"),
                    Attribute(
                        "placeholder",
                        Text("搜索单号、序列号、局点、客户、姓名…　/", "Number, serial, site, customer, name…  /").text(in: page.language)),
                    .label(Text("搜索", "Search").text(in: page.language)))
            }
            page.div("me") {
                page.a(nil, .href("/profile"), text: guest.actor.name)
                page.text(" ")
                page.span("roles", text: roles(of: guest, in: page.language))
                page.post("inline", to: "/sign-out", token: guest.formToken) {
                    page.send(Text("退出", "Sign out"), style: "link")
                }
            }
        }
    }

    /// `华东技术经理`: the region before the role, where there is one.
    private func roles(of guest: Guest, in language: Language) -> String {
        let organization = front.edition.organization
        return guest.actor.grants.prefix(3).map { grant in
            let role = organization.role(grant.role)?.name.text(in: language) ?? grant.role
            guard let region = grant.region.flatMap(organization.region)?.name.text(in: language) else { return role }
            return language == .zh ? region + role : "\(role), \(region)"
        }.joined(separator: " · ")
    }

    /// One line of the navigation.
    private struct Entry {
        let section: Section
        let path: String
        let title: Text
        var heading: Text?
        var count: @Sendable (Tally) -> Int? = { _ in nil }
        var isFor: @Sendable (Guest) -> Bool = { _ in true }
    }

    private static let entries = [
        Entry(section: .desk, path: "/", title: Text("工作台", "Desk"), count: { $0.steps }),
        Entry(section: .site, path: "/site", title: Text("现场", "On site"), isFor: { $0.holds(.engineer) }),
        Entry(section: .cases, path: "/cases", title: Text("全部事项", "Cases"), count: { $0.open }),
        Entry(
            section: .board, path: "/board", title: Text("派工看板", "Dispatch board"),
            isFor: { $0.plans || $0.holds(.serviceManager, .management) }),
        Entry(section: .reports, path: "/reports", title: Text("服务报表", "Reports"), isFor: \.readsReports),
        Entry(section: .hours, path: "/hours", title: Text("工时", "Hours"), isFor: \.readsHours),
        Entry(section: .roster, path: "/roster", title: Text("值班", "Duty roster"), isFor: \.isStaff),
        Entry(
            section: .stock, path: "/parts", title: Text("备件与库存", "Parts and stock"), heading: Text("物", "Things"), isFor: \.isStaff
        ),
        Entry(section: .devices, path: "/devices", title: Text("设备档案", "Installed base")),
        Entry(
            section: .registers, path: "/registers", title: Text("客户、人员等名册", "Registers"), heading: Text("册", "Books"),
            isFor: \.isStaff),
        Entry(section: .library, path: "/knowledge", title: Text("知识与指导书", "Knowledge and guides"), isFor: \.isStaff),
        Entry(section: .handbook, path: "/handbook", title: Text("手册", "Handbook")),
        Entry(section: .procedures, path: "/procedures", title: Text("流程", "Procedures")),
        Entry(
            section: .audit, path: "/audit", title: Text("审计", "Audit"),
            isFor: { $0.holds(.auditor, .administrator, .management) }),
        Entry(section: .outbox, path: "/outbox", title: Text("发件箱", "Outbox"), isFor: { $0.holds(.administrator) }),
    ]
}
