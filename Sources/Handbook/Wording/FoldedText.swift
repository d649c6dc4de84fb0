/// A text made even for searching: small letters, half-width forms, no invisible characters; with the way back.
package struct FoldedText {
    package private(set) var bytes: [UInt8] = []
    /// For each byte, where the character it comes from starts in the original's UTF-8.
    private(set) var origins: [Int] = []
    /// The length of the original in UTF-8.
    let length: Int

    /// What is done with what is neither letter nor digit.
    package enum Gaps {
        /// Spaces and punctuation are left out.
        case dropped
        /// Runs of spaces become one space; line ends stay.
        case kept
    }

    /// Folds a text.
    package init(_ text: String, gaps: Gaps) {
        length = text.utf8.count
        bytes.reserveCapacity(length)
        origins.reserveCapacity(length)
        var offset = 0
        for scalar in text.unicodeScalars {
            append(scalar, at: offset, gaps)
            offset += UTF8.width(scalar)
        }
    }

    /// Where a stretch of the folded bytes lies in the original's UTF-8.
    func original(_ range: Range<Int>) -> Range<Int> {
        let end = range.upperBound < origins.count ? origins[range.upperBound] : length
        let start = range.lowerBound < origins.count ? origins[range.lowerBound] : length
        return start..<max(start, end)
    }

    /// The same without what was left out behind it.
    ///
    /// - Parameter bytes: the original's UTF-8.
    package func exactly(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        let (start, last) = (origins[range.lowerBound], origins[range.upperBound - 1])
        let next = bytes[(last + 1)...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
        return start..<next
    }

    private mutating func append(_ scalar: Unicode.Scalar, at offset: Int, _ gaps: Gaps) {
        var value = scalar.value
        switch value {
        case 0xFF01...0xFF5E: value -= 0xFEE0
        case 0xFFE5: value = 0xA5
        case 0x09, 0xA0, 0x3000, 0x2000...0x200A: value = 0x20
        case 0x0D, 0x2028, 0x2029: value = 0x0A
        case 0x200B...0x200F, 0x2060, 0xFEFF: return
        default: break
        }
        if (65...90).contains(value) { value += 32 }
        switch gaps {
        case .dropped: if Self.isGap(value) { return }
        case .kept: if value == 0x20, bytes.last == 0x20 { return }
        }
        for byte in UTF8.encode(Unicode.Scalar(value) ?? scalar) ?? .init() {
            bytes.append(byte)
            origins.append(offset)
        }
    }

    private static func isGap(_ value: UInt32) -> Bool {
        switch value {
        case 48...57, 97...122: false
        case 0..<128, 0x2000...0x206F, 0x3000...0x303F: true
        default: false
        }
    }
}
