import HTML
import Handbook
import Operations

/// A paper's sheet as a document of its own that needs nothing from anywhere: what is made into a PDF.
struct PaperDocument {
    let reading: PaperReading
    let address: String
    let language: Language
    /// The style sheet of papers.
    let styles: [UInt8]

    /// The document's bytes.
    var html: [UInt8] {
        let head = Page(language, time: reading.edition.time)
        head.raw("<!doctype html><html lang=\"")
        head.raw(language == .zh ? "zh-CN" : "en")
        head.raw("\"><head><meta charset=\"utf-8\">")
        head.element("title")(text: name)
        let body = Page(language, time: reading.edition.time)
        body.raw("</head><body>")
        PaperSheet(reading, address: address).write(on: body)
        body.raw("</body></html>")
        return head.bytes + Array("<style>*{box-sizing:border-box;margin:0}body{background:#fff}".utf8) + styles + Array(foot.utf8)
            + Array("</style>".utf8) + body.bytes
    }

    /// `派工工作记录表 DO-2026-000001 第 1 版`.
    var name: String {
        let snapshot = reading.snapshot
        return "\(snapshot.title.text(in: language)) \(snapshot.number) \(reading.versionName(snapshot.version).text(in: language))"
    }

    /// The foot of every page names the paper, so that no page is lost among others.
    private var foot: String {
        let words = name.reduce(into: "") { words, character in
            // Within a text of CSS only these mean something.
            if "\"\\<\n\r".contains(character) { return }
            words.append(character)
        }
        return "@page paper{@bottom-left{content:\"\(words)\";font:8pt \"Noto Sans CJK SC\",sans-serif;color:#555}}"
    }
}
