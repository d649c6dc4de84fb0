import HTML
import Handbook
import Testing

@Suite struct `A page` {
    let page: Page

    init() throws { page = Page(.zh, time: try #require(ServiceTime(zone: "Asia/Shanghai"))) }

    private var written: String { String(decoding: page.bytes, as: UTF8.self) }

    @Test func `escapes text and attribute values`() {
        page.a("no", .href("/cases?q=\"<&>'"), text: "<b>&'\"</b>")
        #expect(
            written == "<a class=\"no\" href=\"/cases?q=&quot;&lt;&amp;&gt;&#39;\">&lt;b&gt;&amp;&#39;&quot;&lt;/b&gt;</a>")
    }

    @Test func `speaks the reader's language`() throws {
        page.p(say: Text("派工单", "Dispatch order"))
        let english = Page(.en, time: page.time)
        english.p(say: Text("派工单", "Dispatch order"))
        #expect(written == "<p>派工单</p>")
        #expect(String(decoding: english.bytes, as: UTF8.self) == "<p>Dispatch order</p>")
    }

    @Test func `leaves out attributes that don't apply`() {
        page.input(nil, .name("a"), .flag("checked", if: false), .flag("required"))
        #expect(written == "<input name=\"a\" required>")
    }
}
