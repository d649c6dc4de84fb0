import HTML
import Handbook

/// The ways between lists that stand beside each other; the one that is open is marked.
struct Tabs {
    /// What they choose between, for those who don't see them.
    let label: Text
    let tabs: [Tab]

    /// One of them.
    struct Tab {
        let path: String
        let name: Text
        /// How much it holds, where that is known.
        var count: String?
        let isCurrent: Bool
    }

    func write(on page: Page) {
        page.nav("tabs", .label(label.text(in: page.language))) {
            for tab in tabs {
                page.a(nil, .href(tab.path), tab.isCurrent ? Attribute("aria-current", "page") : nil) {
                    page.say(tab.name)
                    if let count = tab.count { page.span("n", text: " \(count)") }
                }
            }
        }
    }
}

extension Page {
    /// The way on through a list: to its next page, or to what is older.
    func further(_ path: String, _ words: Text = Text("下一页", "Next page")) {
        p("further") { a("btn q small", .href(path), say: words) }
    }

    /// Names one after the other, as the reader's language joins them.
    func joined(_ names: some Sequence<Text>) -> String {
        names.map { $0.text(in: language) }.joined(separator: language == .zh ? "、" : ", ")
    }
}
