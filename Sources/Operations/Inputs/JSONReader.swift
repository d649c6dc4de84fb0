/// Reads JSON (RFC 8259, UTF-8) into a value, in one pass over its bytes.
///
/// Pages show dozens of journal entries: Foundation's decoder asks each member for every type that it could be, which takes
/// forty times as long.
struct JSONReader {
    /// Where bytes are no JSON.
    struct Fault: Error, Equatable {
        let position: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var position = 0
    private var depth = 0

    /// How many lists and objects may stand in each other.
    private static let deepest = 500

    /// The bytes are looked at once for being UTF-8: texts are cut out of them at quotes, which are whole characters.
    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(Fault) {
        self.bytes = bytes
        do { _ = try UTF8Span(validating: bytes.span) } catch { throw Fault(position: 0) }
    }

    /// The value that the bytes stand for, from the first to the last.
    static func value(of bytes: [UInt8]) throws(Fault) -> Value {
        try read(bytes) { reader throws(Fault) in try reader.value() }
    }

    /// What is made of the bytes by somebody who knows what stands in them, from the first to the last.
    static func read<T>(_ bytes: [UInt8], _ make: (inout JSONReader) throws(Fault) -> T) throws(Fault) -> T {
        try bytes.withUnsafeBufferPointer { bytes throws(Fault) in try read(bytes, make) }
    }

    /// The same of bytes that lie where they are until it is done.
    static func read<T>(_ bytes: UnsafeBufferPointer<UInt8>, _ make: (inout JSONReader) throws(Fault) -> T) throws(Fault) -> T {
        var reader = try JSONReader(bytes)
        let made = try make(&reader)
        reader.skipBlanks()
        guard reader.position == bytes.count else { throw reader.fault }
        return made
    }

    /// The name of a member, compared with the program's own words without making a text of it.
    struct Name {
        fileprivate let bytes: UnsafeBufferPointer<UInt8>
        /// The name where its bytes have escapes.
        fileprivate let unescaped: String?

        /// The name as a text.
        var text: String { unescaped ?? String(decoding: bytes, as: UTF8.self) }

        static func ~= (word: StaticString, name: Name) -> Bool {
            if let text = name.unescaped { return word.withUTF8Buffer { $0.elementsEqual(text.utf8) } }
            return word.utf8CodeUnitCount == name.bytes.count && word.withUTF8Buffer { $0.elementsEqual(name.bytes) }
        }
    }

    private var fault: Fault { Fault(position: position) }

    @inline(__always) private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    @inline(__always) private mutating func skipBlanks() {
        while let byte = next, byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Goes past one byte if it is this one.
    @inline(__always) private mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: byte) else { return false }
        position += 1
        return true
    }

    /// The value that comes next.
    mutating func value() throws(Fault) -> Value {
        skipBlanks()
        switch next {
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "{"): return .object(try members())
        case UInt8(ascii: "["): return .list(try readElements { reader throws(Fault) in try reader.value() })
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(Fault) -> Value {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[position..<end]) }) else { throw fault }
        position = end
        return value
    }

    /// Reads what stands between two brackets, one level deeper.
    private mutating func nested<T>(_ read: (inout JSONReader) throws(Fault) -> T) throws(Fault) -> T {
        depth += 1
        guard depth <= Self.deepest else { throw fault }
        position += 1
        let content = try read(&self)
        depth -= 1
        return content
    }

    /// A name that comes twice leaves open which of the two counts, and is a fault.
    private mutating func members() throws(Fault) -> [String: Value] {
        var members: [String: Value] = [:]
        try readMembers { name, reader throws(Fault) in
            guard members.updateValue(try reader.value(), forKey: name.text) == nil else { throw reader.fault }
        }
        return members
    }
}

extension JSONReader {
    /// Gives each member's name to `read`, which reads its value or skips it; what is no object is skipped.
    mutating func readMembers(_ read: (_ name: Name, inout JSONReader) throws(Fault) -> Void) throws(Fault) {
        skipBlanks()
        guard next == UInt8(ascii: "{") else { return try skip() }
        try nested { reader throws(Fault) in
            reader.skipBlanks()
            if reader.take("}") { return }
            while true {
                reader.skipBlanks()
                let name = try reader.name()
                reader.skipBlanks()
                guard reader.take(":") else { throw reader.fault }
                try read(name, &reader)
                reader.skipBlanks()
                if reader.take("}") { return }
                guard reader.take(",") else { throw reader.fault }
            }
        }
    }

    /// What `read` makes of each element; none of what is no list.
    mutating func readElements<T>(_ read: (inout JSONReader) throws(Fault) -> T) throws(Fault) -> [T] {
        skipBlanks()
        guard next == UInt8(ascii: "[") else {
            try skip()
            return []
        }
        return try nested { reader throws(Fault) in
            var elements: [T] = []
            reader.skipBlanks()
            if reader.take("]") { return elements }
            elements.reserveCapacity(4)
            while true {
                elements.append(try read(&reader))
                reader.skipBlanks()
                if reader.take("]") { return elements }
                guard reader.take(",") else { throw reader.fault }
            }
        }
    }

    /// Goes past the value that comes next, which is looked at only as far as finding its end needs.
    mutating func skip() throws(Fault) {
        skipBlanks()
        var open = 0
        repeat {
            guard let byte = next else { throw fault }
            switch byte {
            case UInt8(ascii: "\""): try skipText()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                open -= 1
                position += 1
            default: position += 1
            }
            if open == 0 { skipWord() }
        } while open > 0
    }

    /// Goes on to where a number or a word has ended.
    private mutating func skipWord() {
        while let byte = next, byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"), byte != UInt8(ascii: "]") { position += 1 }
    }

    private mutating func skipText() throws(Fault) {
        position += 1
        while let byte = next {
            position += 1
            if byte == UInt8(ascii: "\"") { return }
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
        throw fault
    }
}

extension JSONReader {
    private mutating func text() throws(Fault) -> String {
        let name = try name()
        // All bytes were looked at in the beginning.
        return name.unescaped ?? String(copying: UTF8Span(unchecked: name.bytes.span))
    }

    /// A text whose bytes lie here, unless it has escapes.
    private mutating func name() throws(Fault) -> Name {
        guard take("\"") else { throw fault }
        let start = position
        while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                return Name(bytes: UnsafeBufferPointer(rebasing: bytes[start..<start]), unescaped: try escapedText(from: start))
            }
            position += 1
        }
        let end = position
        guard take("\"") else { throw fault }
        return Name(bytes: UnsafeBufferPointer(rebasing: bytes[start..<end]), unescaped: nil)
    }

    /// The text that began there and has at least one escape, which comes next.
    private mutating func escapedText(from start: Int) throws(Fault) -> String {
        var unescaped = Array(bytes[start..<position])
        while let byte = next, byte >= 0x20 {
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: unescaped, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") {
                unescaped.append(contentsOf: try escape().utf8)
            } else {
                unescaped.append(byte)
            }
        }
        throw fault
    }

    private mutating func escape() throws(Fault) -> Unicode.Scalar {
        guard let byte = next else { throw fault }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return try scalar()
        default: throw fault
        }
    }

    /// Four hexadecimal digits, or two fours that together make one scalar.
    private mutating func scalar() throws(Fault) -> Unicode.Scalar {
        let first = try unit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first), take("\\"), take("u") else { throw fault }
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw fault }
        return scalar
    }

    private mutating func unit() throws(Fault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault }
            unit = unit << 4 + UInt32(digit)
            position += 1
        }
        return unit
    }

    /// A number; one without a fraction is whole, however it is written, as long as 64 bits hold it.
    private mutating func number() throws(Fault) -> Value {
        let start = position
        _ = take("-")
        let first = position
        skipDigits()
        guard position > first, position == first + 1 || bytes[first] != UInt8(ascii: "0") else { throw fault }
        let isPlain = !(next == UInt8(ascii: ".") || next == UInt8(ascii: "e") || next == UInt8(ascii: "E"))
        if take(".") { try requireDigits() }
        if take("e") || take("E") {
            if !take("-") { _ = take("+") }
            try requireDigits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isPlain, let integer = Int64(text) { return .integer(integer) }
        guard let number = Double(text), number.isFinite else { throw fault }
        return Int64(exactly: number).map(Value.integer) ?? .number(number)
    }

    private mutating func skipDigits() {
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    }

    private mutating func requireDigits() throws(Fault) {
        let start = position
        skipDigits()
        guard position > start else { throw fault }
    }
}
