extension Bytes {
    /// Appends markup that stands in the program itself.
    func append(_ markup: StaticString) { append(markup.utf8Start, count: markup.utf8CodeUnitCount) }

    /// Appends a start tag, which begins like `<td`.
    func open(_ start: StaticString, _ style: StaticString?, _ attributes: [Attribute?]) {
        open(start, style)
        for case let attribute? in attributes { append(attribute) }
        append(UInt8(ascii: ">"))
    }

    /// Appends a start tag with one attribute or none.
    func open(_ start: StaticString, _ style: StaticString?, _ attribute: Attribute?) {
        open(start, style)
        if let attribute { append(attribute) }
        append(UInt8(ascii: ">"))
    }

    private func open(_ start: StaticString, _ style: StaticString?) {
        guard let style else { return append(start) }
        append(start, " class=\"", style)
        append(UInt8(ascii: "\""))
    }

    private func append(_ attribute: Attribute) {
        append(UInt8(ascii: " "))
        guard let value = attribute.value else { return append(attribute.name) }
        append(attribute.name, "=\"", attribute.beginning)
        append(escaped: value)
        append(UInt8(ascii: "\""))
    }

    /// Three pieces of the program's own, for whose room is asked once.
    @inline(__always) private func append(_ first: StaticString, _ second: StaticString, _ third: StaticString) {
        let counts = (first.utf8CodeUnitCount, second.utf8CodeUnitCount, third.utf8CodeUnitCount)
        append(exactly: counts.0 + counts.1 + counts.2) { start in
            start.update(from: first.utf8Start, count: counts.0)
            (start + counts.0).update(from: second.utf8Start, count: counts.1)
            (start + counts.0 + counts.1).update(from: third.utf8Start, count: counts.2)
        }
    }
}

extension Bytes {
    /// Appends text, escaped.
    func append(escaped text: String) {
        var text = text
        text.withUTF8 { source in
            guard let first = source.baseAddress else { return }
            var start = 0
            for index in source.indices where Self.isEscaped(source[index]) {
                append(first + start, count: index - start)
                append(Self.entity(of: source[index]))
                start = index + 1
            }
            append(first + start, count: source.count - start)
        }
    }

    /// The signs that stand for something else in markup, a bit for each.
    private static let escaped: UInt64 = "&<>\"'".utf8.reduce(0) { $0 | 1 << UInt64($1) }

    @inline(__always) private static func isEscaped(_ byte: UInt8) -> Bool {
        // Beyond the last of them lies nearly all of a Chinese page.
        byte <= UInt8(ascii: ">") && escaped >> UInt64(byte) & 1 == 1
    }

    private static func entity(of byte: UInt8) -> StaticString {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        default: "&#39;"
        }
    }
}
