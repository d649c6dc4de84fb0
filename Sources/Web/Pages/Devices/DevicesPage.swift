import HTML
import Handbook
import Operations

/// The installed base: devices by serial, customer, site, family and cover.
struct DevicesPage: View {
    let list: DeviceList
    let query: DeviceQuery
    let customers: [ChoiceEntry]
    let guest: Guest

    let title = Text("设备档案", "Installed base")
    let section = Section.devices

    func write(on page: Page) {
        page.div("page-head") {
            page.h1 {
                page.say(title)
                if let site = query.site { page.text("　\(list.titles["\(Site.kind):\(site)"] ?? site)") }
            }
            page.div("page-acts") {
                if let enter = Procedures.declared[Device.kind]?.openings.first, guest.takes(enter) {
                    page.a("btn", .href("/new/\(Device.kind)/\(enter.verb)"), say: Text("登记设备", "Enter a device"))
                }
            }
        }
        filters(on: page)
        if list.rows.isEmpty {
            page.p(
                "empty",
                say: Text("没有符合条件的设备。可只输序列号的后几位。", "No device meets this. The last characters of a serial will do."))
        } else {
            table(on: page)
        }
        if let next = list.next {
            page.p("pager") { page.a("btn q", .href(asking(after: next)), say: Text("下一页", "Next page")) }
        }
    }

    private func asking(after: String?) -> String {
        address(
            "/devices",
            [
                "q": query.words.isEmpty ? nil : query.words, "customer": query.customer, "site": query.site,
                "family": query.family, "cover": query.cover?.rawValue, "after": after,
            ])
    }

    private func filters(on page: Page) {
        page.form("filters", .action("/devices"), Attribute("role", "search")) {
            if let site = query.site { page.hidden("site", site) }
            page.label {
                page.span(say: Text("序列号（后几位即可）、机房、版本", "Serial (its end will do), room, version"))
                page.input(nil, .type("search"), .name("q"), .value(query.words), Attribute("autocapitalize", "characters"))
            }
            if guest.isStaff {
                page.label {
                    page.span(say: Text("客户", "Customer"))
                    if customers.isEmpty {
                        page.input(nil, .type("text"), .name("customer"), .value(query.customer ?? ""))
                    } else {
                        choose("customer", customers.map { ($0.code, $0.title) }, query.customer, on: page)
                    }
                }
            }
            page.label {
                page.span(say: Text("产品族", "Family"))
                choose("family", list.families.map { ($0.code, $0.title) }, query.family, on: page)
            }
            page.label {
                page.span(say: Text("维保", "Cover"))
                choose(
                    "cover", DeviceCover.State.allCases.map { ($0.rawValue, $0.name.text(in: page.language)) },
                    query.cover?.rawValue, on: page)
            }
            page.button("btn q", .type("submit"), say: Text("查", "Show"))
        }
    }

    private func choose(_ name: String, _ options: [(String, String)], _ chosen: String?, on page: Page) {
        page.select(nil, .name(name)) {
            page.option(nil, .value(""), say: Text("全部", "All"))
            for (id, label) in options { page.option(nil, .value(id), .flag("selected", if: id == chosen), text: label) }
        }
    }

    private func table(on page: Page) {
        page.div("sheet scroll") {
            page.table("list stack") {
                page.thead {
                    page.tr {
                        for heading in Self.headings { page.th(say: heading) }
                    }
                }
                page.tbody { for row in list.rows { line(row, on: page) } }
            }
        }
    }

    private func line(_ row: DeviceList.Row, on page: Page) {
        func named(_ kind: String, _ code: String) -> String { list.titles["\(kind):\(code)"] ?? code }
        page.tr {
            page.td("code") { page.a(nil, .href("/devices/\(row.serial.percentEncoded)"), text: row.serial) }
            page.td(nil, label(1, page), text: named(ProductModel.kind, row.model))
            page.td(nil, label(2, page)) { page.caseLink("\(Customer.kind):\(row.customer)", named(Customer.kind, row.customer)) }
            page.td(nil, label(3, page)) { page.caseLink("\(Site.kind):\(row.site)", named(Site.kind, row.site)) }
            page.td(nil, label(4, page), text: row.version ?? "—")
            page.td("short", label(5, page)) { CoverMark(row.cover).write(on: page) }
        }
    }

    private func label(_ index: Int, _ page: Page) -> Attribute {
        Attribute("data-label", Self.headings[index].text(in: page.language))
    }

    private static let headings = [
        Text("序列号", "Serial"), Text("型号", "Model"), Text("客户", "Customer"), Text("局站", "Site"), Text("版本", "Version"),
        Text("维保", "Cover"),
    ]
}

/// By what a device is covered, as a word and a day.
struct CoverMark {
    private let cover: DeviceCover

    init(_ cover: DeviceCover) { self.cover = cover }

    func write(on page: Page) {
        page.tag(cover.state.name, cover.state == .uncovered ? .risk : .done)
        if let until = cover.until {
            page.text(" ")
            page.span(
                "no",
                say: cover.state == .uncovered
                    ? Text("\(until.iso) 止", "ended \(until.iso)") : Text("至 \(until.iso)", "until \(until.iso)"))
        }
    }
}

extension DeviceCover.State {
    /// The state's name.
    var name: Text {
        switch self {
        case .contract: Text("合同内", "Under contract")
        case .warranty: Text("保修内", "Under warranty")
        case .uncovered: Text("无维保", "Not covered")
        }
    }
}
