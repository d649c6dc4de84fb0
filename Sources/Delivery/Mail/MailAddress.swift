/// An address that mail can go to, of characters that mean nothing in a header or an SMTP command.
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    private let local: String
    private let domain: String

    /// Nil where the text is no such address.
    package init?(_ text: String) {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, halves.count == 2, !halves[0].isEmpty, halves[0].utf8.count <= 64, halves[1].contains("."),
            halves[0].utf8.allSatisfy({ $0.isLetterOrDigit || Self.signs.contains($0) }),
            halves[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
        else { return nil }
        local = String(halves[0])
        domain = String(halves[1])
    }

    package var description: String { "\(local)@\(domain)" }

    private static let signs = Set("!#$%&'*+/=?^_`{|}~.-".utf8)

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
