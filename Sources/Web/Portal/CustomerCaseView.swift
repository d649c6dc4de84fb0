import HTML
import Handbook
import Operations

/// What a customer is told of a case: its number and stage, and a few lines.
struct CustomerCaseView {
    let subject: CustomerCase

    /// The number, the stage and the title.
    func head(on page: Page) {
        let header = subject.header
        page.p("no") {
            page.say(subject.procedure.title)
            page.text("　\(header.number)　")
            page.tag(subject.procedure.name(ofStage: header.stage), header.isOpen ? .wait : .done)
        }
        page.p("cust-title", text: header.title)
    }

    /// The lines, and what we still ask for.
    func facts(on page: Page) {
        if !subject.told.isEmpty {
            page.dl("cust-facts") {
                for told in subject.told {
                    page.dt(say: told.label)
                    page.dd { write(told.value, on: page) }
                }
            }
        }
    }

    /// What is not told yet: asked for, never a condition.
    func missing(on page: Page, byPhone isByPhone: Bool = false) {
        if subject.missing.isEmpty || !subject.header.isOpen { return }
        page.p("cust-missing") {
            page.say("已受理，不必等。方便时请再告诉我们：", "We are at it already. When you can, please tell us too: ")
            page.b(text: page.joined(subject.missing))
            if isByPhone { page.say("。可打下面的电话。", ". Call one of the numbers below.") }
        }
    }

    /// What waits for the customer, for whoever can't do it where they look at it.
    func waiting(on page: Page) {
        if subject.waiting.isEmpty { return }
        page.p("cust-missing") {
            page.say("等您办理：", "Waits for you: ")
            page.b(text: page.joined(subject.waiting))
            page.say("。请打开为此另发给您的链接；没有收到，可打下面的电话。", ". Open the link that you were sent for it, or call one of the numbers below.")
        }
    }

    /// The papers that are the customer's, each under that path.
    func papers(_ sheets: [CustomerCase.Sheet], under path: String, on page: Page) {
        if sheets.isEmpty { return }
        page.heading(Text("单据", "Papers"), sheets.count)
        page.div("sheet ruled") {
            for sheet in sheets {
                page.a("cust-line", .href("\(path)/\(sheet.put.kind.percentEncoded)/\(sheet.put.version)")) {
                    page.b(say: Paper.Kind(rawValue: sheet.put.kind)?.title ?? Text(sheet.put.kind, sheet.put.kind))
                    page.span("no") { page.instant(sheet.at) }
                }
            }
        }
    }

    /// The paper that is to be signed.
    func paper(address: String, on page: Page) {
        guard let paper = subject.toSign else { return }
        page.details("cust-paper", .flag("open")) {
            page.summary(say: paper.snapshot.title)
            PaperSheet(paper, address: address).write(on: page)
        }
    }

    private func write(_ value: CustomerCase.Told.Value, on page: Page) {
        switch value {
        case .words(let words): page.text(words)
        case .said(let text): page.say(text)
        case .instant(let instant): page.instant(instant)
        case .person(let name, let phone):
            page.text("\(name) ")
            if let phone { page.a(nil, .href("tel:\(phone)"), text: phone) }
        }
    }
}
