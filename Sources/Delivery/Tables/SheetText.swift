import Glibc

/// The text of a file, whose encoding is told by its bytes: UTF-8, UTF-16 with its mark, or GB18030 as Chinese spreadsheets write CSV.
enum SheetText {
    static func decoded(_ bytes: [UInt8]) throws(TableFault) -> String {
        let text: String?
        if bytes.starts(with: CommaTable.mark) {
            text = String(validating: bytes.dropFirst(3), as: UTF8.self)
        } else if bytes.starts(with: [0xFF, 0xFE]) {
            text = converted(bytes.dropFirst(2), from: "UTF-16LE")
        } else if bytes.starts(with: [0xFE, 0xFF]) {
            text = converted(bytes.dropFirst(2), from: "UTF-16BE")
        } else {
            // Chinese text in GB18030 is hardly ever UTF-8 by chance.
            text = String(validating: bytes, as: UTF8.self) ?? converted(bytes[...], from: "GB18030")
        }
        guard let text, !text.utf8.contains(0) else {
            throw TableFault(
                "文件不是 .xlsx，也不是 UTF-8 或 GB18030 编码的文本", "The file is no .xlsx, and no text in UTF-8 or GB18030")
        }
        return text
    }

    /// The text that bytes in another encoding stand for, by the C library's own tables; nil where they are no such text.
    private static func converted(_ bytes: ArraySlice<UInt8>, from encoding: String) -> String? {
        guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else { return nil }
        defer { iconv_close(converter) }
        // No character of these encodings takes more than twice its room in UTF-8.
        var room = [CChar](repeating: 0, count: bytes.count * 2 + 16)
        let written: Int? =
            bytes.withContiguousStorageIfAvailable { source in
                room.withUnsafeMutableBufferPointer { target in
                    var from = UnsafeMutableRawPointer(mutating: source.baseAddress)?.assumingMemoryBound(to: CChar.self)
                    var to = target.baseAddress
                    var (left, free) = (source.count, target.count)
                    guard iconv(converter, &from, &left, &to, &free) != -1, left == 0 else { return nil }
                    return target.count - free
                }
            } ?? nil
        guard let written else { return nil }
        return String(validating: room[..<written].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
