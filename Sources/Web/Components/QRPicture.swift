import Delivery
import HTML
import Handbook

/// A QR code as a picture that scales, dark on white in every theme.
struct QRPicture {
    let code: QRCode
    let label: Text
    /// Modules of quiet on each side, without which no camera finds it: four, or fewer where white paper is around.
    let quiet: Int

    /// The picture of a text; nil where it is too long for a code.
    init?(_ text: String, label: Text, quiet: Int = 4) {
        guard let code = QRCode(text) else { return nil }
        self.code = code
        self.label = label
        self.quiet = quiet
    }

    func write(on page: Page) {
        let side = code.width + 2 * quiet
        page.element("<svg", "</svg>")(
            "qr", Attribute("viewBox", "0 0 \(side) \(side)"), Attribute("role", "img"), .label(label.text(in: page.language)),
            Attribute("shape-rendering", "crispEdges")
        ) {
            page.element("<rect", "</rect>")(
                nil, Attribute("width", "\(side)"), Attribute("height", "\(side)"), Attribute("fill", "#fff")
            ) {}
            page.element("<path", "</path>")(nil, Attribute("d", outline), Attribute("fill", "#000")) {}
        }
    }

    /// The dark modules as the path of a picture, one run after the other.
    private var outline: String {
        var path = ""
        for row in 0..<code.width {
            var column = 0
            while column < code.width {
                guard code.isDark(row, column) else {
                    column += 1
                    continue
                }
                let start = column
                while column < code.width, code.isDark(row, column) { column += 1 }
                path += "M\(start + quiet) \(row + quiet)h\(column - start)v1H\(start + quiet)z"
            }
        }
        return path
    }
}
