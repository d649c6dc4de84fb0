import HTML
import Handbook
import Operations

/// A slip for three-part continuous paper (241 × 140 mm) in a dot-matrix printer: one strike makes the three copies, which its foot names.
///
/// Head and foot stand in the table's, so that each page of a long slip has them.
struct ThreePartSheet {
    let house: Text
    let title: Text
    let facts: [(label: Text, value: String)]
    let heads: [Head]
    /// Cells in the order of the heads.
    let lines: [[String]]
    /// Who signs.
    let signs: [Text]
    /// Whose the third copy is.
    let recipient: Text

    /// What a column is called, and how it is set.
    struct Head {
        let name: Text
        var isNumber = false
        /// Whether its cells are codes, which are not broken.
        var isCode = false
    }

    func write(on page: Page) {
        let width = Attribute("colspan", String(heads.count))
        page.article("three") {
            page.table {
                page.thead {
                    page.tr("head") {
                        page.td(nil, width) {
                            page.p("house", say: house)
                            page.h1(say: title)
                            page.p("facts") {
                                for fact in facts {
                                    page.span {
                                        page.say("\(fact.label.zh)：", "\(fact.label.en): ")
                                        page.text(fact.value)
                                    }
                                    page.text(" ")
                                }
                            }
                        }
                    }
                    page.tr { for head in heads { page.th(nil, Attribute("scope", "col"), Self.style(head), say: head.name) } }
                }
                page.element("<tfoot", "</tfoot>")(nil) {
                    page.tr("foot") {
                        page.td(nil, width) {
                            page.p("signed-by") { for sign in signs { page.span(nil, say: Text("\(sign.zh)：", "\(sign.en):")) } }
                            page.p("copies") {
                                page.span(say: Text("第一联（白）存根", "Copy 1 (white): store's file"))
                                page.span(say: Text("第二联（红）财务", "Copy 2 (pink): finance"))
                                page.span(say: Text("第三联（黄）\(recipient.zh)", "Copy 3 (yellow): \(recipient.en.lowercased())"))
                            }
                        }
                    }
                }
                page.tbody {
                    for line in lines {
                        page.tr { for (head, cell) in zip(heads, line) { page.td(nil, Self.style(head), text: cell) } }
                    }
                }
            }
        }
    }

    private static func style(_ head: Head) -> Attribute? { head.isNumber ? .style("num") : head.isCode ? .style("short") : nil }

    /// It alone as a document for the PDF.
    func document(_ name: String, _ language: Language, _ time: ServiceTime, styles: [UInt8]) -> [UInt8] {
        Page.document(name, language, time, styles: styles) { write(on: $0) }
    }
}

extension ThreePartSheet {
    /// A paper that the store puts out, such as a picking list, from its snapshot alone.
    init(_ reading: PaperReading, language: Language) {
        let (snapshot, time) = (reading.snapshot, reading.edition.time)
        let lines = snapshot.tables.first?.lines ?? []
        let facts = [
            (label: Text("单号", "Number"), value: snapshot.number),
            (label: Text("版次", "Issue"), value: reading.versionName(snapshot.version).text(in: language)),
            (label: Text("时间", "When"), value: time.label(snapshot.at, language)),
        ]
        self.init(
            house: reading.edition.organization.letterhead, title: snapshot.title,
            facts: facts
                + snapshot.rows.filter { $0.value != Text(typed: snapshot.number) }.map {
                    (label: $0.label, value: $0.value.text(in: language))
                },
            heads: [Head(name: Text("行", "Line"), isNumber: true)]
                + (snapshot.tables.first?.heads ?? []).map { head in
                    Head(name: head, isNumber: head == Text("数量", "Quantity"), isCode: head != Text("名称", "Name"))
                },
            lines: lines.enumerated().map { [String($0.offset + 1)] + $0.element.map { $0.text(in: language) } },
            signs: StockDirection.out.signs, recipient: StockDirection.out.counterpart)
    }
}

extension Page {
    /// A document of its own that needs nothing from anywhere: what is made into a PDF.
    static func document(
        _ name: String, _ language: Language, _ time: ServiceTime, styles: [UInt8], body: (Page) -> Void
    ) -> [UInt8] {
        let head = Page(language, time: time)
        head.raw("<!doctype html><html lang=\"")
        head.raw(language == .zh ? "zh-CN" : "en")
        head.raw("\"><head><meta charset=\"utf-8\">")
        head.element("<title", "</title>")(text: name)
        let content = Page(language, time: time)
        content.raw("</head><body>")
        body(content)
        content.raw("</body></html>")
        return head.bytes + Array("<style>*{box-sizing:border-box;margin:0}body{background:#fff}".utf8) + styles
            + Array("</style>".utf8) + content.bytes
    }
}
