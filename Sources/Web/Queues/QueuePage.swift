import HTML
import Handbook
import Operations

/// Every kind of case in one list: what it is, where it stands, who has the next step, and how long they have.
struct QueuePage: View {
    let query: QueueQuery
    let list: CaseList
    let counts: [String: Int]?
    let views: [SavedView]
    /// The view that is open.
    let view: Int64?
    let edition: Edition
    let guest: Guest
    let now: Instant

    let title = Text("全部事项", "Cases")
    let section = Section.cases
    /// Up to where cases are counted.
    static let countedUpTo = 1_000

    func write(on page: Page) {
        page.div("page-head") {
            page.h1(
                say: query.filter.marked?.mark.title ?? (query.filter.isOpen ? Text("全部事项", "Cases") : Text("已结事项", "Ended cases")))
            page.div("page-acts") {
                page.a("btn q small", .href(query.path(at: nil, as: "/cases.xlsx")), .flag("download"), text: "XLSX")
                page.a("btn q small", .href(query.path(at: nil, as: "/cases.csv")), .flag("download"), text: "CSV")
            }
        }
        tabs(on: page)
        QueueForm(page: page, query: query, list: list, edition: edition, isStaff: guest.isStaff).write()
        page.div("queue", Attribute("data-live", "list")) {
            if list.lines.isEmpty { nothing(on: page) } else { table(on: page) }
        }
        steps(on: page)
        ViewForm(query: query, views: views, view: view, token: guest.formToken).write(on: page)
    }

    /// The reader's views, and the kinds with how many there are of each.
    private func tabs(on page: Page) {
        func tab(_ path: String, _ name: Text, _ count: Int?, isCurrent: Bool) -> Tabs.Tab {
            let told = count.map { $0 >= Self.countedUpTo ? "\(Self.countedUpTo)+" : String($0) }
            return Tabs.Tab(path: path, name: name, count: told, isCurrent: isCurrent)
        }
        let all = query.changed { $0.kind = nil }
        let total = query.filter.marked == nil ? counts.map { $0.values.reduce(0, +) } : nil
        let open = all.path == "/cases" ? "/cases?state=open" : all.path
        let saved = views.map { tab($0.path, Text($0.name, $0.name), nil, isCurrent: $0.id == view) }
        let whole = tab(open, Text("全部", "All"), total, isCurrent: view == nil && query.filter.kind == nil)
        let kinds = Procedures.all.map { procedure in
            tab(
                query.changed { $0.kind = procedure.kind }.path, procedure.title, counts?[procedure.kind],
                isCurrent: view == nil && query.filter.kind == procedure.kind)
        }
        Tabs(label: Text("视图与类别", "Views and kinds"), tabs: saved + [whole] + kinds).write(on: page)
    }

    private func nothing(on page: Page) {
        page.p("empty") {
            if query.filter.cursor != nil {
                page.say("这一页已没有事项。", "Nothing is left on this page. ")
                page.a(nil, .href(query.path), say: Text("从头看起", "Begin again"))
            } else if list.isCutShort {
                page.say("前 6000 项里没有符合的，可继续往后找。", "None of the first 6,000 fits; look further.")
            } else if query.parameters.isEmpty {
                page.say("没有未结的事项。新的请求在工作台登记。", "Nothing is open. New requests are entered on the desk.")
            } else {
                page.say("没有符合筛选的事项：去掉一个筛选，或查看", "Nothing fits the filters: take one away, or look at the ")
                page.a(
                    nil, .href(query.changed { $0.isOpen.toggle() }.path),
                    say: query.filter.isOpen ? Text("已结的", "ended ones") : Text("未结的", "open ones"))
                page.say("。", ".")
            }
        }
    }

    private func table(on page: Page) {
        let bulk = BulkChoice(query: query, guest: guest)
        page.table("sheet list cases") {
            page.caption("unseen", say: title)
            page.thead {
                page.tr {
                    if bulk != nil { page.th("tick") { page.span("unseen", say: Text("选择", "Choose")) } }
                    for (style, name) in Self.columns(isOpen: query.filter.marked == nil ? query.filter.isOpen : nil) {
                        page.th(nil, .style(style), Attribute("scope", "col"), say: name)
                    }
                }
            }
            page.tbody { for line in list.lines { row(line, isChosen: bulk != nil, on: page) } }
        }
        bulk?.write(on: page)
    }

    static func columns(isOpen: Bool?) -> [(style: String, name: Text)] {
        [
            ("number", Text("单号", "Number")), ("what", Text("事项", "What")), ("level", Text("级别", "Level")),
            ("at", Text("环节", "Stage")), ("whose", Text("下一步", "Next step")),
            ("time", isOpen.map { $0 ? Text("时限", "Limit") : Text("办结", "Ended") } ?? Text("时限或办结", "Limit or end")),
        ]
    }

    private func row(_ line: CaseLine, isChosen: Bool, on page: Page) {
        let procedure = Procedures.declared[line.kind]
        let left = TimeLeft(due: line.due, since: line.opened, at: now)
        let link = Attribute.href("/cases/", line.number.percentEncoded)
        page.tr(nil, .id("r-", line.number)) {
            if isChosen {
                page.td("tick") {
                    page.label("tickbox") {
                        page.input(
                            nil, .type("checkbox"), .name("n"), .value(line.number), Attribute("form", "bulk"), .label(line.number))
                    }
                }
            }
            page.td("number") { page.a("no", link, text: line.number) }
            page.td("what") {
                page.a("subject", link, text: line.title.isEmpty ? line.number : line.title)
                page.span("where") { place(of: line, on: page) }
            }
            page.td("level") { if let level = line.level, !level.isEmpty { page.tag(Text(level, level)) } }
            page.td("at", say: procedure?.name(ofStage: line.stage) ?? Text(line.stage, line.stage))
            page.td("whose", say: NextHolder(edition: edition).name(line, procedure, list))
            page.td("time") {
                page.div("limit") {
                    if let closed = line.closed {
                        page.shortInstant(closed, seenAt: now)
                    } else if let left, let due = line.due {
                        left.write(on: page)
                        page.span("by-when") { page.shortInstant(due, seenAt: now) }
                    } else {
                        page.span("left", say: Text("无时限", "No limit"))
                    }
                }
            }
        }
    }

    private func place(of line: CaseLine, on page: Page) {
        if let customer = line.customer { page.text(list.title(of: Customer.kind, customer)) }
        if line.customer != nil, line.site != nil { page.text(" · ") }
        if let site = line.site { page.text(list.title(of: Site.kind, site)) }
    }

    private func steps(on page: Page) {
        if list.previous == nil && list.next == nil { return }
        page.nav("further", .label(Text("翻页", "Pages").text(in: page.language))) {
            if let previous = list.previous {
                page.a("btn q small", .href(query.path(at: previous)), Attribute("rel", "prev"), say: Text("上一页", "Previous"))
            }
            if let next = list.next {
                page.a(
                    "btn q small", .href(query.path(at: next)), Attribute("rel", "next"),
                    say: list.isCutShort && list.lines.count < 50 ? Text("继续往后找", "Look further") : Text("下一页", "Next"))
            }
        }
    }
}

/// Who has a case's next step, in words.
struct NextHolder {
    let edition: Edition

    /// Who has the next step of a line.
    func name(_ line: CaseLine, _ procedure: DeclaredProcedure?, _ list: CaseList) -> Text {
        guard line.isOpen, let procedure else { return Text("—", "—") }
        return name(procedure, at: line.stage, owner: line.owner.map { list.title(of: Person.kind, $0) })
    }

    /// The engineer or owner by name where the step is theirs, the role otherwise.
    func name(_ procedure: DeclaredProcedure, at stage: String, owner: String?) -> Text {
        let roles = procedure.next(from: stage)
        if roles.isEmpty { return Text("—", "—") }
        if roles.contains(where: { $0.part != nil || $0 == .engineer }), let owner { return Text(owner, owner) }
        let names = roles.prefix(2).map { edition.organization.role($0.id)?.name ?? Text($0.id, $0.id) }
        return names.count == 1 ? names[0] : Text(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
    }
}
