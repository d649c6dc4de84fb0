import HTML
import Handbook
import Operations

/// A customer's own devices, each with what covers it and until when.
struct OwnDevicesPage: View {
    let list: DeviceList
    let words: String
    /// The path on which a fault of a device is reported.
    let reporting: String
    let section = Section.portal
    let title = Text("我的设备", "Our devices")
    var isForCustomer: Bool { true }

    func write(on page: Page) {
        page.p("cust-back") { page.a(nil, .href("/portal"), say: Text("‹ 返回", "‹ Back")) }
        page.h1(say: title)
        page.question("/portal/devices") { question in
            question.find("q", Text("序列号、机房或型号", "Serial, room or model"), words, type: "search")
        }
        if list.rows.isEmpty { page.p("empty", say: Text("没有找到设备。", "No device was found.")) }
        page.div("sheet ruled") {
            for row in list.rows {
                page.div("cust-line") {
                    page.b { page.a(nil, .href("/devices/\(row.serial.percentEncoded)"), text: row.serial) }
                    page.span("no") {
                        page.text(
                            "\(list.titles["model:\(row.model)"] ?? row.model)　\(list.titles["site:\(row.site)"] ?? row.site)")
                    }
                    page.span {
                        page.tag(Self.word(of: row.cover.state), row.cover.state == .uncovered ? .risk : .done)
                        if let until = row.cover.until { page.say("　至 \(until.iso)", "  until \(until.iso)") }
                        page.text("　")
                        page.a(
                            "btn q small", .href("\(reporting)?serial=\(row.serial.percentEncoded)"),
                            say: Text("报修", "Report a fault"))
                    }
                }
            }
        }
        if let next = list.next { page.further(address("/portal/devices", ["q": words.isEmpty ? nil : words, "after": next])) }
    }

    private static func word(of state: DeviceCover.State) -> Text {
        switch state {
        case .contract: Text("合同保障", "Under contract")
        case .warranty: Text("保修期内", "Under warranty")
        case .uncovered: Text("已过保", "Not covered")
        }
    }
}
