import HTML
import Handbook
import Operations

/// Labels of 40 x 30 mm for print: of each thing its name, its code as a barcode, and a QR code that opens its page.
struct LabelsPage: View {
    let labels: [Label]
    let back: String

    /// What a label says.
    struct Label {
        /// What the barcode holds.
        let code: String
        let name: String
        /// What stands under the name: a site, a model.
        let beside: String
        /// The address that the QR code opens.
        let address: String
    }

    let title = Text("标签", "Labels")
    let section = Section.none

    /// The most labels of a page.
    static let most = 100

    func write(on page: Page) {
        page.div("labels-head") {
            page.p("no") { page.a("name", .href(back), say: Text("← 返回", "← Back")) }
            page.h1 {
                page.say(title)
                page.span("n", text: " \(labels.count)")
            }
            page.p(
                "lead",
                say: Text(
                    "40 × 30 mm，每张一页：打印时选标签打印机，边距为无，缩放 100%。",
                    "40 × 30 mm, each a page of its own: print them on a label printer without margins at 100 %."))
        }
        page.div("labels") { for label in labels { write(label, on: page) } }
    }

    private func write(_ label: Label, on page: Page) {
        page.article("label") {
            page.div("label-top") {
                page.div("label-words") {
                    page.b(text: label.name)
                    if !label.beside.isEmpty { page.span(text: label.beside) }
                }
                QRPicture(label.address, label: Text("二维码 \(label.code)", "QR code \(label.code)"), quiet: 2)?.write(on: page)
            }
            BarcodePicture(label.code)?.write(on: page)
            page.span("label-code", text: label.code)
        }
    }
}
