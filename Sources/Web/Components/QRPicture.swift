import Delivery
import HTML
import Handbook

/// A QR code as a picture that scales, dark on white in every theme.
struct QRPicture {
    let code: QRCode
    let label: Text

    /// The picture of a text; nil where it is too long for a code.
    init?(_ text: String, label: Text) {
        guard let code = QRCode(text) else { return nil }
        self.code = code
        self.label = label
    }

    func write(on page: Page) {
        var path = ""
        for row in 0..<code.width {
            for column in 0..<code.width where code.isDark(row, column) { path += "M\(column + 4) \(row + 4)h1v1h-1z" }
        }
        // Four modules of quiet on each side, without which no camera finds it.
        let side = code.width + 8
        page.element("svg")(
            "qr", Attribute("viewBox", "0 0 \(side) \(side)"), Attribute("role", "img"), .label(label.text(in: page.language)),
            Attribute("shape-rendering", "crispEdges")
        ) {
            page.element("rect")(nil, Attribute("width", "\(side)"), Attribute("height", "\(side)"), Attribute("fill", "#fff")) {}
            page.element("path")(nil, Attribute("d", path), Attribute("fill", "#000")) {}
        }
    }
}
