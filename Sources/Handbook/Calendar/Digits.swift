/// Reads a date or a time character by character, without allocating.
struct Digits {
    private var rest: Substring.UTF8View

    /// A reader at a text's beginning.
    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next so many digits as a number, or nothing if they aren't all digits.
    mutating func number(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var value = 0
        for byte in rest.prefix(count) {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest = rest.dropFirst(count)
        return value
    }

    /// The digits that follow, one to nine, as billionths.
    mutating func fraction() -> Int? {
        var value = 0
        var scale = 1_000_000_000
        while let byte = rest.first, (48...57).contains(byte) {
            guard scale > 1 else { return nil }
            scale /= 10
            value += Int(byte - 48) * scale
            rest = rest.dropFirst()
        }
        return scale == 1_000_000_000 ? nil : value
    }

    /// Passes one of these characters if it comes next.
    mutating func skip(_ characters: StaticString) -> Bool {
        guard let next = rest.first else { return false }
        let found = characters.withUTF8Buffer { $0.contains(next) }
        if found { rest = rest.dropFirst() }
        return found
    }
}

extension DefaultStringInterpolation {
    /// A number with leading zeros.
    mutating func appendInterpolation(padded number: Int, _ width: Int) {
        let digits = String(number)
        for _ in 0..<max(0, width - digits.utf8.count) { appendLiteral("0") }
        appendLiteral(digits)
    }
}
