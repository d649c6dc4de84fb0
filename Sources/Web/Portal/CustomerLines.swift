import HTML
import Handbook
import Operations

/// Open cases as their customer's people see them one below the other, each with what waits for the reader.
struct CustomerLines {
    let lines: [OpenCases.Line]
    let now: Instant

    func write(on page: Page) {
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
                            page.say("我们的时限 ", "we owe it by ")
                            page.shortInstant(due, seenAt: now)
                        }
                    }
                }
            }
        }
    }
}
