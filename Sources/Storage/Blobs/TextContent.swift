/// Bytes that are text: UTF-8, or GB18030 as older Chinese programs write it.
struct TextContent {
    private let bytes: [UInt8]

    /// Nil if the bytes are empty, hold control characters, or are in neither encoding.
    init?(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, !bytes.contains(where: Self.isControl) else { return nil }
        guard String(validating: bytes, as: UTF8.self) != nil || Self.isGB18030(bytes) else { return nil }
        self.bytes = bytes
    }

    /// `text/csv` if the lines all have the same number of commas, else `text/plain`.
    var mediaType: String { isCommaSeparated ? "text/csv" : "text/plain" }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 0x7F || byte < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains(byte)
    }

    /// Two lines at least, of the first hundred, with two fields at least and all with the same number; quoted commas don't count.
    private var isCommaSeparated: Bool {
        var fields: [Int] = []
        var current = 1
        var isQuoted = false
        var isBlank = true
        for byte in bytes + [UInt8(ascii: "\n")] where fields.count < 100 {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: current += 1
            case UInt8(ascii: "\n") where !isQuoted:
                if !isBlank { fields.append(current) }
                (current, isBlank) = (1, true)
                continue
            default: break
            }
            if byte != UInt8(ascii: "\r") { isBlank = false }
        }
        guard let first = fields.first, fields.count > 1 else { return false }
        return first > 1 && fields.allSatisfy { $0 == first }
    }

    /// Whether the bytes are well-formed GB18030: one, two or four bytes a character.
    private static func isGB18030(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            guard (0x81...0xFE).contains(bytes[index]), index + 1 < bytes.count else { return false }
            switch bytes[index + 1] {
            case 0x40...0x7E, 0x80...0xFE:
                index += 2
            case 0x30...0x39 where index + 3 < bytes.count:
                guard (0x81...0xFE).contains(bytes[index + 2]), (0x30...0x39).contains(bytes[index + 3]) else { return false }
                index += 4
            default:
                return false
            }
        }
        return true
    }
}
