import HTML
import Handbook
import Operations

/// An entry of a register: what stands, what refers to it, and every change with who made it and what was before.
struct EntryPage: View {
    let entry: EntryReading
    let guest: Guest

    private var header: CaseHeader { entry.header }
    private var edition: Edition { entry.reading.edition }
    var title: Text { Text(name, name) }
    /// What it is called: what is about somebody, by their name, which the entry itself doesn't hold.
    private var name: String {
        guard [Duty.kind, GrantedLevel.kind].contains(header.kind), let person = entry.record["person"]?.text else {
            return header.title
        }
        return entry.titles["\(Person.kind):\(person)"] ?? header.title
    }
    var section: Section {
        [Device.kind: .devices, Warehouse.kind: .stock, Part.kind: .stock, Duty.kind: .roster][header.kind] ?? .registers
    }

    func write(on page: Page) {
        head(on: page)
        page.div("cols") {
            page.div("main-col") {
                page.section("sheet pad") { record(on: page) }
                for referring in entry.referring { write(referring, on: page) }
                page.heading(Text("修改记录", "History"), header.headPosition, id: "history")
                EntryHistory(entry).write(on: page)
            }
            page.aside {
                standing(on: page)
                AccountKeeping(of: header, by: guest)?.write(on: page)
            }
        }
    }

    private func head(on page: Page) {
        page.div("page-head") {
            page.div {
                page.p("no") {
                    page.a(nil, .href("/registers/\(header.kind)"), say: entry.reading.procedure.title)
                    page.text("　\(entry.code)　")
                    page.tag(entry.reading.procedure.name(ofStage: header.stage), header.isOpen ? .done : nil)
                }
                page.h1(text: name)
            }
            acts(on: page)
        }
    }

    /// What the reader may do with the entry: amending first, remarks and files last.
    private func acts(on page: Page) {
        let own = Set(Self.common)
        let (rest, main) = entry.reading.readiness.filter { !OfferPage.isWithin($0.activity.verb) }.reduce(
            into: ([Readiness](), [Readiness]())
        ) { parts, ready in
            if own.contains(ready.activity.verb) { parts.0.append(ready) } else { parts.1.append(ready) }
        }
        page.div("page-acts") {
            if let life = lifePath { page.a("btn q", .href(life.path), say: life.title) }
            for ready in main { button(ready, on: page) }
            if !rest.isEmpty {
                page.details("more-acts") {
                    page.summary("btn q", say: Text("其他", "More"))
                    page.div { for ready in rest { button(ready, on: page) } }
                }
            }
        }
    }

    private func button(_ ready: Readiness, on page: Page) {
        let style = ready.isReady ? (ready.activity.verb == "amend" ? "btn" : "btn q") : "btn q held"
        page.a(
            nil, .style(style), .href(OfferPage.path(to: ready.activity.verb, in: header.number)),
            say: ready.activity.title)
    }

    /// What every case has: it stands behind what the register itself knows.
    private static let common = ["comment", "attach", "link", "propose-correction", "correct"]

    /// The page on which such an entry is worked with from day to day.
    private var lifePath: (path: String, title: Text)? {
        switch header.kind {
        case Device.kind: ("/devices/\(entry.code.percentEncoded)", Text("设备履历", "The device's life"))
        case Warehouse.kind: ("/parts?store=\(entry.code.percentEncoded)", Text("库存", "Stock"))
        case Part.kind: ("/parts/\(entry.code.percentEncoded)", Text("库存与流水", "Stock and ledger"))
        case Contract.kind where guest.readsReports:
            (address("/reports", ["contract": entry.code]), Text("年度服务报告", "Annual service report"))
        case OrderTemplate.kind where header.isOpen:
            (address("/new/\(DispatchOrder.kind)/raise", ["template": entry.code]), Text("按此模板提单", "Raise an order from it"))
        case Duty.kind: ("/roster", Text("值班表", "Roster"))
        default: nil
        }
    }

    private func record(on page: Page) {
        page.dl("record") {
            for field in entry.fields {
                let value = FieldValue(
                    kind: field.kind, value: entry.record[field.name] ?? .null, titles: entry.titles, edition: edition,
                    number: header.number)
                page.dt {
                    page.say(field.label)
                    if let clause = field.clause { page.clause(clause) }
                }
                page.dd(nil, .style(value.isEmpty ? "none" : "")) { value.write(on: page) }
            }
        }
    }

    private func write(_ referring: Referring, on page: Page) {
        let enter = referring.procedure?.openings.first.flatMap { activity in
            guest.takes(activity, in: header.region) && referring.isByField ? activity : nil
        }
        if referring.headers.isEmpty && enter == nil { return }
        page.h2 {
            if let procedure = referring.procedure, let field = referring.field {
                page.say(procedure.title)
                // Where a register could refer in several ways the field says in which.
                if field.label != entry.reading.procedure.title, case .reference = field.kind { page.span("n", say: field.label) }
            } else {
                page.say("未结事项", "Open cases")
            }
            if let enter, let procedure = referring.procedure, let field = referring.field {
                page.a(
                    "add", .href(address("/new/\(procedure.kind)/\(enter.verb)", [field.name: entry.code])),
                    say: Text("＋ 登记", "+ Enter"))
            }
        }
        if referring.headers.isEmpty { return }
        page.ul("sheet ruled refs") {
            for other in referring.headers {
                page.li {
                    page.caseLink(other.number, referring.procedure == nil ? other.number : CaseNumber.code(of: other.number))
                    page.span(text: other.title)
                    if referring.procedure == nil, let procedure = Procedures.declared[other.kind] {
                        page.tag(procedure.name(ofStage: other.stage))
                    }
                }
            }
            if referring.hasMore { page.li { page.a(nil, .href(morePath(of: referring)), say: Text("全部……", "All…")) } }
        }
    }

    private func morePath(of referring: Referring) -> String {
        guard let procedure = referring.procedure, let field = referring.field else {
            switch header.kind {
            case Customer.kind: return address("/cases", ["customer": entry.code])
            case Person.kind: return address("/cases", ["owner": entry.code])
            case Device.kind: return "/devices/\(entry.code.percentEncoded)"
            default: return address("/search", ["q": entry.code])
            }
        }
        if !referring.isByField { return address("/registers/\(procedure.kind)", ["customer": header.customer]) }
        return address("/registers/\(procedure.kind)", [field.name: entry.code])
    }

    private func standing(on page: Page) {
        page.h2(say: Text("有效期", "Validity"))
        page.div("sheet pad") {
            page.dl {
                page.dt(say: Text("登记", "Entered"))
                page.dd { page.instant(header.opened) }
                if let since = entry.since, since != header.opened {
                    page.dt(say: Text("现行自", "As it is since"))
                    page.dd { page.instant(since) }
                }
                if let closed = header.closed {
                    page.dt(say: Text("停用", "Retired"))
                    page.dd { page.instant(closed) }
                }
                page.dt(say: Text("维护", "Kept by"))
                page.dd(text: page.joined(entry.reading.procedure.keeperNames(under: edition)))
                if let clause = entry.reading.procedure.openings.first?.clauses.first {
                    page.dt(say: Text("依据", "Clause"))
                    page.dd { page.clause(clause) }
                }
            }
        }
        Ties(entry.reading).write(on: page)
    }
}

extension Referring {
    /// Whether it refers by a field that holds the code alone, so that a form can begin with it.
    fileprivate var isByField: Bool {
        guard let field, case .reference = field.kind else { return false }
        return true
    }
}
