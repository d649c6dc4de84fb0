/// Rewrites `?` to PostgreSQL's `$1, $2, …`.
enum Placeholders {
    /// The statement with numbered placeholders: `?` in quotes and `--` comments stays, `??` becomes a plain `?`.
    ///
    /// Dollar quotes, `E'\''` and block comments are not understood and must not be used.
    static func numbered(_ sql: String) -> String {
        var output: [UInt8] = []
        var number = 0
        var closing: UInt8?
        let source = Array(sql.utf8)
        output.reserveCapacity(source.count + 16)
        var index = 0
        while index < source.count {
            let byte = source[index]
            let next = index + 1 < source.count ? source[index + 1] : 0
            if let end = closing {
                if byte == end { closing = nil }
                output.append(byte)
            } else if byte == UInt8(ascii: "?"), next == byte {
                output.append(byte)
                index += 1
            } else if byte == UInt8(ascii: "?") {
                number += 1
                output += Array("$\(number)".utf8)
            } else {
                closing = opened(by: byte, next)
                output.append(byte)
            }
            index += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func opened(by byte: UInt8, _ next: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): byte
        case UInt8(ascii: "-") where next == byte: UInt8(ascii: "\n")
        default: nil
        }
    }
}
