import Delivery
import HTML
import Handbook

/// A list that leaves the house as the page shows it: its heads, and of each cell what people read in it.
final class GatheredList {
    private(set) var heads: [String] = []
    private(set) var lines: [[Cell]] = []
    private let time: ServiceTime

    init(time: ServiceTime) { self.time = time }

    /// Begins a list; a page has one that is taken away, and further ones of the same columns go on with it.
    func begin(_ columns: [Column], _ language: Language) { heads = columns.map { $0.name.text(in: language) } }

    func beginLine() { lines.append([]) }

    /// Takes what was written into a cell: figures as a number, a lone moment as a date, everything else as its text.
    func take(_ markup: ArraySlice<UInt8>, _ sort: Column.Sort) {
        lines[lines.count - 1].append(cell(markup, sort))
    }

    private func cell(_ markup: ArraySlice<UInt8>, _ sort: Column.Sort) -> Cell {
        let written = WrittenText(markup)
        if written.text.isEmpty || written.text == "—" { return .empty }
        if let moment = written.loneMoment.flatMap({ time.instant(parsing: $0) }) { return .instant(moment) }
        if sort == .number, let number = Double(written.text.filter { $0 != "," }) { return .number(number) }
        return .text(written.text)
    }
}

/// What people read in a piece of markup that the house wrote itself.
struct WrittenText {
    private(set) var text = ""
    /// The moment that the markup tells, where it tells nothing else.
    private(set) var loneMoment: String?

    init(_ markup: ArraySlice<UInt8>) {
        var bytes: [UInt8] = []
        var moments: [String] = []
        var (told, isMoment) = (0, false)
        var rest = markup
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "<") {
                let tag = String(decoding: rest.prefix { $0 != UInt8(ascii: ">") }, as: UTF8.self)
                rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
                if tag.hasPrefix("time ") {
                    isMoment = true
                    if let moment = Self.attribute("datetime", of: tag) { moments.append(moment) }
                } else if tag == "/time" {
                    isMoment = false
                }
                // What begins a line of its own is parted from what stands before it.
                if ["p", "/p", "li", "/li", "div", "/div", "br", "dt", "dd"].contains(tag.prefix { $0 != " " }) {
                    bytes.append(UInt8(ascii: " "))
                }
            } else if byte == UInt8(ascii: "&") {
                let name = String(decoding: rest.prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
                rest = rest.drop { $0 != UInt8(ascii: ";") }.dropFirst()
                bytes.append(Self.entities[name] ?? UInt8(ascii: "?"))
            } else {
                bytes.append(byte)
                if !isMoment, byte > UInt8(ascii: " ") { told += 1 }
            }
        }
        text = String(decoding: bytes, as: UTF8.self).split(whereSeparator: { $0.isWhitespace }).joined(separator: " ")
        if moments.count == 1, told == 0 { loneMoment = moments[0] }
    }

    private static func attribute(_ name: String, of tag: String) -> String? {
        guard let start = tag.firstRange(of: "\(name)=\"")?.upperBound else { return nil }
        return String(tag[start...].prefix { $0 != "\"" })
    }

    /// The signs that a page escapes.
    private static let entities: [String: UInt8] = [
        "amp": UInt8(ascii: "&"), "lt": UInt8(ascii: "<"), "gt": UInt8(ascii: ">"), "quot": UInt8(ascii: "\""),
        "#39": UInt8(ascii: "'"),
    ]
}
