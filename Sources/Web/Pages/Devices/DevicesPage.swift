import HTML
import Handbook
import Operations

/// The installed base: devices by serial, customer, site, family and cover.
struct DevicesPage: ListView {
    let list: DeviceList
    let query: DeviceQuery
    let customers: [ChoiceEntry]
    let guest: Guest

    let title = Text("设备档案", "Installed base")
    let section = Section.devices
    let sheetName = "devices"
    var onward: String? { list.next }

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
                if guest.isStaff, let labels = list.labels { page.a("btn q small", .href(labels), say: Text("标签", "Labels")) }
                page.takeAway(asking(after: nil))
            }
        }
        filters(on: page)
        if list.rows.isEmpty {
            page.p(
                "empty",
                say: Text("没有符合条件的设备。可只输序列号的后几位。", "No device meets this. The last characters of a serial will do."))
        } else {
            list(on: page)
        }
        if let next = list.next { page.further(asking(after: next)) }
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
        func same(_ entries: [(code: String, title: String)]) -> [(id: String, name: Text)] {
            entries.map { ($0.code, Text($0.title, $0.title)) }
        }
        page.question("/devices", keeping: ["site": query.site]) { ask in
            ask.find(
                "q", Text("序列号（后几位即可）、机房、版本", "Serial (its end will do), room, version"), query.words, type: "search",
                hint: Attribute("autocapitalize", "characters"))
            if guest.isStaff {
                if customers.isEmpty {
                    ask.find("customer", Text("客户", "Customer"), query.customer, among: Customer.kind) {
                        list.titles["\(Customer.kind):\($0)"] ?? $0
                    }
                } else {
                    ask.choose("customer", Text("客户", "Customer"), query.customer, same(customers.map { ($0.code, $0.title) }))
                }
            }
            ask.choose("family", Text("产品族", "Family"), query.family, same(list.families.map { ($0.code, $0.title) }))
            ask.choose(
                "cover", Text("维保", "Cover"), query.cover?.rawValue, DeviceCover.State.allCases.map { ($0.rawValue, $0.name) })
        }
    }

    func list(on page: Page) {
        func named(_ kind: String, _ code: String) -> String { list.titles["\(kind):\(code)"] ?? code }
        page.list(Self.columns, list.rows) { row, cell in
            cell { page.a(nil, .href("/devices/\(row.serial.percentEncoded)"), text: row.serial) }
            cell(text: named(ProductModel.kind, row.model))
            cell { page.caseLink("\(Customer.kind):\(row.customer)", named(Customer.kind, row.customer)) }
            cell { page.caseLink("\(Site.kind):\(row.site)", named(Site.kind, row.site)) }
            cell(isEmpty: row.version == nil) { page.text(row.version ?? "—") }
            cell { CoverMark(row.cover).write(on: page) }
        }
    }

    private static let columns = [
        Column("序列号", "Serial", .code), Column("型号", "Model"), Column("客户", "Customer"), Column("局点", "Site"),
        Column("版本", "Version"), Column("维保", "Cover", .short),
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
