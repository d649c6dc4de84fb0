import Foundation
import HTML

/// Marks in a text what was searched for.
struct Highlight {
    private let words: [String]

    init(_ words: String) {
        self.words = words.split(whereSeparator: \.isWhitespace).map(String.init).sorted { $0.count > $1.count }
    }

    /// Whether any of the words stands in a text.
    func stands(in text: String) -> Bool { !ranges(in: text).isEmpty }

    /// Writes a text with the words marked.
    func write(_ text: String, on page: Page) {
        var rest = text.startIndex
        for range in ranges(in: text) {
            page.text(String(text[rest..<range.lowerBound]))
            page.element("<mark", "</mark>")(text: String(text[range]))
            rest = range.upperBound
        }
        page.text(String(text[rest...]))
    }

    /// The part of a long text around the first word that stands in it.
    func excerpt(of text: String) -> String {
        guard let first = ranges(in: text).first else { return String(text.prefix(80)) }
        let from = text.index(first.lowerBound, offsetBy: -20, limitedBy: text.startIndex) ?? text.startIndex
        let to = text.index(first.upperBound, offsetBy: 50, limitedBy: text.endIndex) ?? text.endIndex
        return (from > text.startIndex ? "…" : "") + text[from..<to] + (to < text.endIndex ? "…" : "")
    }

    /// Where words stand, in order and without overlaps.
    private func ranges(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        for word in words {
            var from = text.startIndex
            while from < text.endIndex,
                let range = text.range(
                    of: word, options: [.caseInsensitive, .widthInsensitive], range: from..<text.endIndex)
            {
                if !found.contains(where: { $0.overlaps(range) }) { found.append(range) }
                from = range.upperBound
            }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }
}
