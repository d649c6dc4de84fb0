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
        Page.document(name, language, reading.edition.time, styles: styles + Array(foot.utf8)) { page in
            PaperSheet(reading, address: address).write(on: page)
        }
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
