import Delivery
import HTML
import Handbook

/// A Code 128 barcode as a picture that scales, black on white in every theme, with the quiet that scanners want at its sides.
struct BarcodePicture {
    private let code: Code128
    private let text: String
    private static let quiet = 10

    /// The picture of a text; nil where it is none that a barcode can hold.
    init?(_ text: String) {
        guard let code = Code128(text) else { return nil }
        self.code = code
        self.text = text
    }

    func write(on page: Page) {
        let width = code.modules + 2 * Self.quiet
        page.element("<svg", "</svg>")(
            "barcode", Attribute("viewBox", "0 0 \(width) 40"), Attribute("preserveAspectRatio", "none"), Attribute("role", "img"),
            .label(page.language == .zh ? "条码 \(text)" : "Barcode \(text)"), Attribute("shape-rendering", "crispEdges")
        ) {
            page.element("<rect", "</rect>")(
                nil, Attribute("width", "\(width)"), Attribute("height", "40"), Attribute("fill", "#fff")
            ) {}
            page.element("<path", "</path>")(nil, Attribute("d", outline), Attribute("fill", "#000")) {}
        }
    }

    /// The bars as the path of a picture.
    private var outline: String {
        var (path, x) = ("", Self.quiet)
        for (index, width) in code.widths.enumerated() {
            if index.isMultiple(of: 2) { path += "M\(x) 0h\(width)v40h-\(width)z" }
            x += width
        }
        return path
    }
}
