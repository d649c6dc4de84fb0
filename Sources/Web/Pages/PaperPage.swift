import HTML
import Handbook
import Operations

/// A paper's sheet with what can be done with it, and its other versions.
struct PaperPage: View {
    let reading: PaperReading
    let address: String
    /// Whether it is shown as it goes on three-part paper.
    let isThreePart: Bool
    let section = Section.cases

    private var snapshot: PaperSnapshot { reading.snapshot }
    var title: Text { Text("\(snapshot.title.zh) \(snapshot.number)", "\(snapshot.title.en) \(snapshot.number)") }

    func write(on page: Page) {
        page.div("paper-bar") {
            page.p {
                page.caseLink(snapshot.number, "← \(snapshot.number)")
            }
            page.p("others") {
                page.a(
                    "btn small", .href("\(path(snapshot.version)).pdf\(isThreePart ? PrintPaper.three.query : "")"),
                    Attribute("download", ""),
                    say: Text("下载 PDF", "Download PDF"))
                page.button("btn q small", .type("button"), .flag("hidden"), .flag("data-print"), say: Text("打印", "Print"))
                if reading.isForStore { PrintPaper.links(path(snapshot.version), isThreePart: isThreePart, on: page) }
            }
            if reading.classification == .customerSecret {
                page.p(
                    "no",
                    say: Text(
                        "客户机密：下载留有记录，打印和 PDF 带有您的姓名和时间。",
                        "Customer secret: downloads are logged; prints and PDFs bear your name and the time."))
            }
        }
        if isThreePart {
            page.div("scroll") { ThreePartSheet(reading, language: page.language).write(on: page) }
        } else {
            PaperSheet(reading, address: address).write(on: page)
        }
        versions(on: page)
    }

    private func versions(on page: Page) {
        if reading.versions.count < 2 { return }
        page.nav("paper-versions", .label(Text("各版", "Versions").text(in: page.language))) {
            page.h2(say: reading.isSeries ? Text("同类单据", "Papers of this kind") : Text("各版", "Versions"))
            page.ul("sheet pad papers") {
                for version in reading.versions {
                    page.li {
                        page.a(
                            nil, .href(path(version.version)),
                            version.version == snapshot.version ? Attribute("aria-current", "page") : nil,
                            say: reading.versionName(version.version))
                        page.span("no") {
                            page.text(" ")
                            page.instant(version.at)
                            page.text(" \(version.hash.dropFirst("sha256:".count).prefix(12))…")
                        }
                        if !reading.isSeries, version.version == reading.versions.first?.version {
                            page.text(" ")
                            page.tag(Text("现行", "In force"), .done)
                        }
                    }
                }
            }
        }
    }

    private func path(_ version: Int) -> String {
        "/cases/\(snapshot.number.percentEncoded)/papers/\(snapshot.kind.percentEncoded)/\(version)"
    }
}
