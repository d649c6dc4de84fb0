import HTML
import Handbook
import Operations

/// What is open at a customer's, by its limit, where the portal's first page doesn't hold it all.
struct OpenCasesPage: View {
    let cases: OpenCases
    let section = Section.portal
    let title = Text("未结事项", "What is open")
    var isForCustomer: Bool { true }

    func write(on page: Page) {
        page.p("cust-back") { page.a(nil, .href("/portal"), say: Text("‹ 返回", "‹ Back")) }
        page.h1(say: title)
        if cases.lines.isEmpty {
            page.p("empty", say: Text("没有更多未结事项。", "Nothing more is open."))
        } else {
            CustomerLines(lines: cases.lines, now: cases.now).write(on: page)
        }
        if let next = cases.next { page.further(Self.path(after: next)) }
    }

    /// Where the list goes on after that line.
    static func path(after cursor: CaseFilter.Cursor) -> String { address("/portal/cases", ["after": cursor.text]) }
}
