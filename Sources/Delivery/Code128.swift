/// A Code 128 barcode (ISO/IEC 15417): bars and spaces as widths in modules, beginning with a bar, its stop included.
package struct Code128: Hashable, Sendable {
    package let widths: [Int]

    /// The width of the whole, in modules, without the quiet zones of ten on each side.
    package var modules: Int { widths.reduce(0, +) }

    /// The code of a text of printable ASCII; nil for anything else, and for nothing.
    ///
    /// Runs of digits are written two a symbol, so that serials fit on small labels.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty, bytes.count <= 60, bytes.allSatisfy({ (32...126).contains($0) }) else { return nil }
        var values = Self.symbols(of: bytes)
        let sum = values.enumerated().reduce(values[0]) { sum, symbol in sum + symbol.offset * symbol.element }
        values.append(sum % 103)
        widths = (values + [Self.stop]).flatMap { Self.patterns[$0] }
    }

    /// Start, then each symbol, with the changes between the sets of texts (B) and of pairs of digits (C).
    private static func symbols(of bytes: [UInt8]) -> [Int] {
        func digits(from place: Int) -> Int { bytes[place...].prefix { (48...57).contains($0) }.count }
        var at = 0
        let opening = digits(from: 0)
        var isPairs = opening >= 4 && opening.isMultiple(of: 2) || opening == 2 && bytes.count == 2 || opening > 4
        var values = [isPairs ? startPairs : startText]
        while at < bytes.count {
            let run = digits(from: at)
            if isPairs, run >= 2 {
                values.append(Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48))
                at += 2
            } else if isPairs {
                values.append(toText)
                isPairs = false
            } else if run >= (at + run == bytes.count ? 4 : 6), run.isMultiple(of: 2) {
                values.append(toPairs)
                isPairs = true
            } else {
                values.append(Int(bytes[at] - 32))
                at += 1
            }
        }
        return values
    }

    private static let (toPairs, toText, startText, startPairs, stop) = (99, 100, 104, 105, 106)

    /// The widths of each symbol's bars and spaces, by its value; the last is the stop.
    private static let patterns: [[Int]] = [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312", "231212",
        "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212", "223112", "312131",
        "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
        "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131", "113123", "113321", "133121",
        "313121", "211331", "231131", "213113", "213311", "213131", "311123", "311321", "331121", "312113", "312311", "332111",
        "314111", "221411", "431111", "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
        "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242", "121142", "121241", "114212",
        "124112", "124211", "411212", "421112", "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113",
        "114311", "411113", "411311", "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ].map { $0.utf8.map { Int($0 - 48) } }
}
