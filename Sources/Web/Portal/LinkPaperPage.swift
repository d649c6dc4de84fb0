import HTML
import Handbook
import Operations

/// A paper as somebody reads it who follows a case by a link.
struct LinkPaperPage: View {
    let reading: PaperReading
    /// The link's own path.
    let back: String
    let address: String
    let section = Section.none
    var isForCustomer: Bool { true }

    var title: Text { reading.snapshot.title }

    func write(on page: Page) {
        page.p("cust-back") { page.a(nil, .href(back), say: Text("‹ 返回", "‹ Back")) }
        PaperSheet(reading, address: address).write(on: page)
    }
}
