import HTML
import Handbook
import Operations

/// Where a customer's people come in: what waits for them, one big way to report, then what is open and who comes when.
struct PortalPage: View {
    let reading: PortalReading
    /// What the reader may open, reporting first.
    let openings: [DeclaredActivity]
    let paths: [String]
    let section = Section.portal
    var isForCustomer: Bool { true }

    let title = Text("服务门户", "Service portal")

    func write(on page: Page) {
        page.h1(text: reading.customer)
        page.div("cust-ways") {
            for (opening, path) in zip(openings, paths) {
                page.a(nil, .style(path == paths.first ? "btn" : "btn q"), .href(path), say: CustomerForms.title(of: opening))
            }
            page.a("btn q", .href("/portal/devices"), say: Text("我的设备", "Our devices"))
        }
        let waiting = reading.open.filter { !$0.awaited.isEmpty }
        list(Text("等您办理", "Waits for you"), waiting, on: page)
        visits(Text("已约上门", "Visits agreed"), reading.visits.filter { !$0.isOver }, on: page)
        // An order belongs to its request, which tells of it.
        let numbers = Set(reading.open.map(\.header.number))
        list(
            Text("处理中", "Under way"),
            reading.open.filter {
                $0.awaited.isEmpty && $0.deadline == nil && !($0.header.parent.map(numbers.contains) ?? false)
            }, on: page)
        list(
            Text("遗留问题", "Left open"), reading.open.filter { $0.awaited.isEmpty && $0.deadline != nil }, on: page)
        if !reading.isComplete {
            page.p("cust-missing") {
                page.a(nil, .href("/cases?state=open"), say: Text("还有更多：看全部未结事项", "There is more: all that is open"))
            }
        }
        visits(Text("本月已到访", "Visits made this month"), reading.visits.filter(\.isOver), on: page)
        if reading.open.isEmpty {
            page.p("empty", say: Text("现在没有未结的事项。设备有异常，请点“报修”。", "Nothing is open. If something is wrong, report it."))
        }
    }

    private func list(_ title: Text, _ lines: [PortalReading.Line], on page: Page) {
        if lines.isEmpty { return }
        page.heading(title, lines.count)
        page.div("sheet ruled") {
            for line in lines {
                page.a("cust-line", .href("/portal/cases/\(line.header.number.percentEncoded)")) {
                    page.b {
                        if let first = line.awaited.first {
                            page.say(first)
                            page.say("：", ": ")
                        }
                        page.text(line.header.title)
                    }
                    page.span("no") {
                        page.text("\(line.header.number)　")
                        page.tag(line.stage, line.awaited.isEmpty ? nil : .wait)
                        page.text("　" + [line.site, line.owner].compactMap { $0 }.joined(separator: "　"))
                    }
                    if let deadline = line.deadline {
                        page.span("no") {
                            page.say("期限 \(deadline.iso)", "until \(deadline.iso)")
                        }
                    }
                    // What an order's clocks run for is the house's own matter.
                    if line.awaited.isEmpty, line.header.kind != DispatchOrder.kind, let due = line.header.due {
                        page.span("no") {
                            page.say("我们应于 ", "we owe it by ")
                            page.shortInstant(due, seenAt: reading.now)
                        }
                    }
                }
            }
        }
    }

    private func visits(_ title: Text, _ visits: [PortalReading.Visit], on page: Page) {
        if visits.isEmpty { return }
        page.heading(title, visits.count)
        page.div("sheet ruled") {
            for visit in visits {
                page.a("cust-line", .href("/portal/cases/\(visit.number.percentEncoded)")) {
                    page.b {
                        page.instant(visit.at)
                        page.text("　\(visit.site ?? "")")
                    }
                    page.span("no") {
                        page.text("\(visit.engineer ?? "")　\(visit.title)")
                    }
                }
            }
        }
    }
}
