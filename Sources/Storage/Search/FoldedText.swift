import Foundation

/// Text as the search compares it: lower case, half width, composed.
struct FoldedText {
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        for scalar in Self.composed(text).unicodeScalars {
            Self.fold(scalar, into: &scalars)
        }
        self.scalars = scalars
    }

    /// The words of a query: what stands between blanks.
    var words: [[Unicode.Scalar]] {
        scalars.split { $0.properties.isWhitespace }.map(Array.init)
    }

    /// The runs of letters and digits; what is neither separates them.
    static func runs(of scalars: [Unicode.Scalar]) -> [ArraySlice<Unicode.Scalar>] {
        scalars.split { !isLetterOrDigit($0) }
    }

    /// Whether the words stand in it, letter by letter.
    func contains(_ word: [Unicode.Scalar]) -> Bool {
        guard let first = word.first, word.count <= scalars.count else { return word.isEmpty }
        return (0...(scalars.count - word.count)).contains { start in
            scalars[start] == first && scalars[start..<(start + word.count)].elementsEqual(word)
        }
    }

    private static func composed(_ text: String) -> String {
        let hasMarks = text.unicodeScalars.contains { (0x300...0x36F).contains($0.value) || (0x3099...0x309A).contains($0.value) }
        return hasMarks ? text.precomposedStringWithCanonicalMapping : text
    }

    private static func fold(_ scalar: Unicode.Scalar, into output: inout [Unicode.Scalar]) {
        switch scalar.value {
        case 0x41...0x5A:
            output.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
        case 0..<0x80, 0x3001...0x9FFF:
            output.append(scalar)
        case 0x3000:
            output.append(" ")
        case 0xFF01...0xFF5E:
            fold(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)), into: &output)
        default:
            output += scalar.properties.lowercaseMapping.unicodeScalars
        }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x3400...0x9FFF: return true
        case 0..<0x80: return false
        default: break
        }
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil { return true }
        return [.nonspacingMark, .spacingMark].contains(properties.generalCategory)
    }
}
