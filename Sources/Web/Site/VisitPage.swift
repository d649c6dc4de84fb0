import HTML
import Handbook
import Operations

/// One visit as one page: whom to meet and how to get in, then the steps in order, the present one open.
struct VisitPage: View {
    let visit: SiteVisit
    var sheets: [VisitForms.Filled]
    let formToken: String
    /// A key that makes sending a sheet twice harmless.
    let key: String
    let now: Instant
    /// The articles and guides about its devices and parts.
    var library: [LibraryEntry] = []
    /// The steps that were just done.
    var done: [Text] = []
    /// The sheet that was refused, which stands open.
    var troubled: String?

    private var header: CaseHeader { visit.header }
    var title: Text { Text("\(header.number) 现场", "\(header.number) on site") }
    let section = Section.site
    var isForPhone: Bool { true }

    func write(on page: Page) {
        NetBar(number: header.number, stage: header.stage).write(on: page)
        page.header("visit-head") {
            page.p("no") {
                page.a(nil, .href("/site"), say: Text("‹ 我的现场", "‹ My visits"))
                page.text("　\(header.number)　")
                if visit.arrived == nil, let left = TimeLeft(due: header.due, since: header.opened, at: now) {
                    page.span(nil, .style("tag \(left.state.rawValue)")) { left.say(on: page) }
                }
            }
            page.h1(text: "\(visit.site?.name ?? header.site ?? "")　\(header.title)")
            VisitFacts(visit: visit, now: now).write(on: page)
            if !library.isEmpty {
                page.details("visit-facts") {
                    page.summary(say: Text("文章与指导书 \(library.count)", "Articles and guides: \(library.count)"))
                    PhoneShelf(entries: library).write(on: page)
                }
            }
        }
        if !done.isEmpty {
            page.p("flash", Attribute("role", "status")) {
                page.say("已办理：", "Done: ")
                page.text(page.joined(done))
            }
        }
        Unsent().write(on: page)
        page.ol("stair") { for (index, sheet) in sheets.enumerated() { stair(sheet, index + 1, on: page) } }
        page.p("more-steps") {
            page.a(
                nil, .href("/cases/\(header.number.percentEncoded)/links"),
                say: Text("给客户的链接：同意、签字（需联网）", "Link for the customer: consent, sign (online)"))
            page.br()
            page.a(
                nil, .href("/cases/\(header.number.percentEncoded)"),
                say: Text("此单的其他步骤和全部经过（需联网）", "Other steps and the whole order (online)"))
        }
    }

    private func stair(_ sheet: VisitForms.Filled, _ place: Int, on page: Page) {
        let open = Set(visit.steps(of: sheet.sheet, from: header.stage).map(\.verb))
        let name = sheet.sheet.name
        let state = VisitState(visit, sheet: sheet.sheet, isOpen: !open.isEmpty)
        page.li(
            nil, .style("stair-step \(state.rawValue)"), Attribute("data-stair", name),
            .flag("data-optional", if: sheet.sheet.isOptional)
        ) {
            page.details(nil, .id("sheet-\(name)"), .flag("open", if: troubled == name || (troubled == nil && state == .now))) {
                page.summary {
                    page.span("mark", Attribute("aria-hidden", "true"), text: state == .done ? "✓" : String(place))
                    page.span("stair-title") {
                        page.b(say: sheet.sheet.title)
                        page.small("stair-note", say: state.word)
                    }
                }
                form(sheet, open, on: page)
            }
        }
    }

    private func form(_ sheet: VisitForms.Filled, _ open: Set<String>, on page: Page) {
        let name = sheet.sheet.name
        page.form(
            "act", Attribute("method", "post"), .action("/site/\(header.number.percentEncoded)/\(name)"),
            Attribute("enctype", "multipart/form-data"), Attribute("novalidate", ""), Attribute("data-sheet", name),
            sheet.sheet.either.isEmpty ? nil : Attribute("data-either", sheet.sheet.either.sorted().joined(separator: " "))
        ) {
            page.hidden("_token", formToken)
            page.hidden("_key", key)
            for step in sheet.steps { self.step(step, of: sheet, isOpen: open.contains(step.verb), on: page) }
            page.details("later") {
                page.summary(say: Text("不是现在办理的，或按纸质记录补录？", "Not done just now, or entered from paper?"))
                page.div("field") {
                    page.label(nil, .for("done-\(name)"), say: Text("实际办理时间", "When it was really done"))
                    page.input(nil, .type("datetime-local"), .name("_done"), .id("done-\(name)"))
                }
            }
            // Where one step is left of a sheet, the button says that one.
            let left = sheet.steps.filter { open.contains($0.verb) }
            page.div("buttons big") {
                page.button("btn", .type("submit"), say: left.count == 1 ? left[0].form.activity.title : sheet.sheet.title)
            }
        }
    }

    /// One step of a sheet: the first stands open, another that can be left out is folded away.
    private func step(_ step: VisitForms.Filled.Step, of sheet: VisitForms.Filled, isOpen: Bool, on page: Page) {
        let activity = step.form.activity
        page.section(
            "step", Attribute("data-step", activity.verb), Attribute("data-title", activity.title.text(in: page.language)),
            Attribute("data-from", (activity.from ?? []).sorted().joined(separator: " ")), Attribute("data-to", activity.to ?? ""),
            .flag("data-skippable", if: step.isSkippable), .flag("hidden", if: !isOpen)
        ) {
            if sheet.steps.count == 1 {
                step.form.writeInputs(on: page)
            } else if step.isSkippable, activity.verb != sheet.sheet.name {
                page.details("fold part", .flag("open", if: step.form.answer != nil || step.isTyped)) {
                    page.summary { heading(of: activity, isSkippable: true, on: page) }
                    page.div("parts one") { step.form.writeInputs(on: page) }
                }
            } else {
                page.h3 { heading(of: activity, isSkippable: false, on: page) }
                if activity.verb == "sign", header.stage != "left" { toSign(on: page) }
                step.form.writeInputs(on: page)
            }
        }
    }

    /// What the customer signs on site; the script adds what waits on the phone.
    private func toSign(on page: Page) {
        page.div("to-sign", .id("to-sign"), Attribute("data-record", visit.shown.text)) {
            page.p("help", say: Text("请客户看过以下记录再签：", "The customer reads this record first, then signs:"))
            page.ul {
                for line in visit.shown.log { page.li(text: line.filter { !$0.isEmpty }.joined(separator: "　")) }
                for swap in visit.shown.swaps { page.li(text: swap.joined(separator: "　")) }
            }
        }
    }

    private func heading(of activity: DeclaredActivity, isSkippable: Bool, on page: Page) {
        page.say(activity.title)
        if isSkippable { page.small(say: Text("有则填", "where there is any")) }
    }
}

extension VisitForms.Filled.Step {
    /// Whether something was typed in it, when it was sent before.
    fileprivate var isTyped: Bool { !isUntouched(by: form.values) }
}

/// Where a sheet of a visit stands.
enum VisitState: String {
    case done, now, open, next

    /// - Parameter isOpen: whether one of its steps can be done at the order's stage.
    init(_ visit: SiteVisit, sheet: Sheet, isOpen: Bool) {
        let stages = ["assigned", "accepted", "on-site", "left"]
        let place = stages.firstIndex(of: visit.header.stage) ?? stages.count
        let first = sheet.steps.compactMap { SiteVisit.procedure?.activity($0.verb) }
        let latest = first.flatMap { $0.from ?? [] }.compactMap(stages.firstIndex(of:)).max() ?? 0
        if !isOpen {
            self = latest < place ? .done : .next
        } else if visit.leadingSheet == sheet.name {
            self = .now
        } else {
            self = .open
        }
    }

    var word: Text {
        switch self {
        case .done: Text("已办理", "Done")
        case .now: Text("现在办理", "Now")
        case .open: Text("可办理", "Open")
        case .next: Text("以后", "Later")
        }
    }
}

extension Sheet {
    /// Whether a visit can go by without it: a single step that leads nowhere, or off the way.
    var isOptional: Bool {
        guard steps.count == 1, let activity = SiteVisit.procedure?.activity(name) else { return false }
        return activity.isByway || activity.to == nil
    }
}

extension SiteVisit {
    /// The sheet that is to be done now: the work until something is logged, then the leaving.
    var leadingSheet: String {
        switch header.stage {
        case "assigned": "accept"
        case "accepted": "arrive"
        case "on-site": !isLead || (shown.log.isEmpty && shown.swaps.isEmpty) ? "log-work" : "sign"
        default: "sign"
        }
    }
}
