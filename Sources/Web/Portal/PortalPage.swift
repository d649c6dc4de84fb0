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
        list(Text("等您办理", "Waits for you"), reading.waiting, on: page)
        visits(Text("已约上门", "Visits agreed"), reading.visits.filter { !$0.isOver }, on: page)
        // An order belongs to its request, which tells of it.
        let (open, numbers) = (reading.open.lines, Set(reading.open.lines.map(\.header.number)))
        list(
            Text("处理中", "Under way"),
            open.filter {
                $0.awaited.isEmpty && $0.deadline == nil && !($0.header.parent.map(numbers.contains) ?? false)
            }, on: page)
        list(Text("遗留问题", "Left open"), open.filter { $0.awaited.isEmpty && $0.deadline != nil }, on: page)
        if let next = reading.open.next {
            page.further(OpenCasesPage.path(after: next), Text("还有更多未结事项", "More that is open"))
        }
        visits(Text("本月已到访", "Visits made this month"), reading.visits.filter(\.isOver), on: page)
        if open.isEmpty {
            page.p("empty", say: Text("现在没有未结的事项。设备有异常，请点“报修”。", "Nothing is open. If something is wrong, report it."))
        }
    }

    private func list(_ title: Text, _ lines: [OpenCases.Line], on page: Page) {
        if lines.isEmpty { return }
        page.heading(title, lines.count)
        CustomerLines(lines: lines, now: reading.now).write(on: page)
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
