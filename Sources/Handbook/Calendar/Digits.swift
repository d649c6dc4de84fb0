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

/// Writes a date or a time sign by sign into one text: a page shows hundreds, and joining their parts would make one for each.
package struct DigitsWriter {
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private var count = 0

    private init(_ bytes: UnsafeMutableBufferPointer<UInt8>) { self.bytes = bytes }

    /// The text that `write` puts down, of at most so many bytes; what goes beyond is left out.
    static func text(_ capacity: Int, _ write: (inout DigitsWriter) -> Void) -> String {
        String(unsafeUninitializedCapacity: capacity) { self.write(into: $0, write) }
    }

    /// Puts what `write` puts down into memory that is there already, and gives the number of bytes; what goes beyond is left out.
    package static func write(into bytes: UnsafeMutableBufferPointer<UInt8>, _ write: (inout DigitsWriter) -> Void) -> Int {
        var writer = DigitsWriter(bytes)
        write(&writer)
        return writer.count
    }

    /// A number with leading zeros; one of more digits than that is written whole.
    package mutating func put(_ number: Int, _ width: Int) {
        if number < 0 { put("-") }
        put(number.magnitude, width)
    }

    private mutating func put(_ number: UInt, _ width: Int) {
        // Most are two digits of a date.
        if width == 2, number < 100, count + 1 < bytes.count {
            bytes[count] = UInt8(truncatingIfNeeded: number / 10) + UInt8(ascii: "0")
            bytes[count + 1] = UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0")
            count += 2
            return
        }
        if number > 9 || width > 1 { put(number / 10, width - 1) }
        put(byte: UInt8(truncatingIfNeeded: number % 10) + UInt8(ascii: "0"))
    }

    /// A text as it is.
    mutating func put(_ text: String) {
        for byte in text.utf8 { put(byte: byte) }
    }

    private mutating func put(byte: UInt8) {
        guard count < bytes.count else { return }
        bytes[count] = byte
        count += 1
    }

    /// "12:30" of so many minutes after 00:00.
    mutating func put(minuteOfDay minute: Int) {
        put(minute / 60, 2)
        put(":")
        put(minute % 60, 2)
    }

    /// "2026-05-18".
    mutating func put(_ day: Day) {
        let (year, month, dayOfMonth) = day.civil
        put(year, 4)
        put("-")
        put(month, 2)
        put("-")
        put(dayOfMonth, 2)
    }
}
