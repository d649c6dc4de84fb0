import HTML
import Handbook
import Operations

/// Says what went wrong, and what would make it pass.
struct TroublePage: View {
    let answer: Answer
    var title: Text { answer.text }
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: answer.text)
        if !answer.reasons.isEmpty || !answer.faults.isEmpty {
            page.ul("trouble") {
                for reason in answer.reasons { page.li { page.reason(reason) } }
                for fault in answer.faults { page.li(say: fault.text) }
            }
        }
        page.p { page.a("btn q", .href("/"), say: Text("回到工作台", "Back to the desk")) }
    }
}
