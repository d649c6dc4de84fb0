import HTML
import Handbook

/// A small drawing of numbers: its name above it, a sentence for those who don't see it; the table beside has every number.
struct Chart {
    let title: Text
    /// What it shows, in a sentence.
    let summary: Text
    let width: Int
    let height: Int

    /// The ways in which areas are told apart without colour, from the faintest to the fullest.
    enum Fill: String, CaseIterable {
        case open, dotted, striped, full

        /// What fills an area so.
        var paint: Attribute? {
            switch self {
            case .open, .full: nil
            case .dotted: Attribute("fill", "url(#chart-dots)")
            case .striped: Attribute("fill", "url(#chart-stripes)")
            }
        }
    }

    /// Writes the frame; what is drawn in it stands in whole units, one to a point of the screen.
    func write(on page: Page, key: [(name: Text, fill: Fill)] = [], drawing: () -> Void) {
        page.figure("chart") {
            page.element("<figcaption", "</figcaption>")(say: title)
            if !key.isEmpty {
                page.ul("chart-key") {
                    for entry in key {
                        page.li {
                            page.element("<svg", "</svg>")(
                                nil, Attribute("viewBox", "0 0 12 12"), Attribute("width", "12"), Attribute("height", "12"),
                                Attribute("aria-hidden", "true")
                            ) { area(0, 0, 12, 12, entry.fill, on: page) }
                            page.say(entry.name)
                        }
                    }
                }
            }
            page.element("<svg", "</svg>")(
                nil, Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("width", String(width)),
                Attribute("height", String(height)), Attribute("role", "img")
            ) {
                page.element("<title", "</title>")(say: title)
                page.element("<desc", "</desc>")(say: summary)
                drawing()
            }
        }
    }

    /// An area of the drawing; those who point at it are told what it stands for.
    func area(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ fill: Fill, _ said: String? = nil, on page: Page) {
        page.element("<rect", "</rect>")(
            nil, .style(fill.rawValue), Attribute("x", String(x)), Attribute("y", String(y)), Attribute("width", String(width)),
            Attribute("height", String(height)), fill.paint
        ) {
            if let said { page.element("<title", "</title>")(text: said) }
        }
    }

    /// A line from one point to another.
    func line(_ from: (x: Int, y: Int), _ to: (x: Int, y: Int), _ style: StaticString, on page: Page) {
        page.element("<line", "</line>")(
            style, Attribute("x1", String(from.x)), Attribute("y1", String(from.y)), Attribute("x2", String(to.x)),
            Attribute("y2", String(to.y))
        ) {}
    }

    /// A word or a number, in the middle of where it stands, or from there on.
    func words(_ text: String, _ x: Int, _ y: Int, isCentred: Bool = true, on page: Page) {
        page.element("<text", "</text>")(
            isCentred ? "mid" : nil, Attribute("x", String(x)), Attribute("y", String(y)), text: text)
    }

    /// The patterns that charts are filled with: once on a page, before the first of them.
    static func patterns(on page: Page) {
        page.element("<svg", "</svg>")(
            "chart-fills", Attribute("width", "0"), Attribute("height", "0"), Attribute("aria-hidden", "true")
        ) {
            page.element("<defs", "</defs>")(nil) {
                page.element("<pattern", "</pattern>")(
                    nil, .id("chart-stripes"), Attribute("width", "4"), Attribute("height", "4"),
                    Attribute("patternUnits", "userSpaceOnUse"), Attribute("patternTransform", "rotate(45)")
                ) { page.element("<rect", "</rect>")(nil, Attribute("width", "2"), Attribute("height", "4")) {} }
                page.element("<pattern", "</pattern>")(
                    nil, .id("chart-dots"), Attribute("width", "4"), Attribute("height", "4"),
                    Attribute("patternUnits", "userSpaceOnUse")
                ) { page.element("<rect", "</rect>")(nil, Attribute("width", "1.5"), Attribute("height", "1.5")) {} }
            }
        }
    }
}
