/// What a content is, told by its bytes and never by its name.
package enum MediaType {
    /// The media type of the bytes; nil if they are none of the kinds that we take.
    package static func sniff(_ bytes: [UInt8]) -> String? {
        for (signature, offset, type) in signatures where bytes.dropFirst(offset).starts(with: signature) {
            return type
        }
        if bytes.dropFirst(4).starts(with: Array("ftyp".utf8)), isHEIC(bytes.dropFirst(8).prefix(4)) { return "image/heic" }
        if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) { return "image/webp" }
        if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
            return ZipListing(bytes).officeType ?? "application/zip"
        }
        return TextContent(bytes)?.mediaType
    }

    private static let signatures: [(signature: [UInt8], offset: Int, type: String)] = [
        (Array("%PDF-".utf8), 0, "application/pdf"),
        ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 0, "image/png"),
        ([0xFF, 0xD8, 0xFF], 0, "image/jpeg"),
        (Array("GIF87a".utf8), 0, "image/gif"),
        (Array("GIF89a".utf8), 0, "image/gif"),
    ]

    private static func isHEIC(_ brand: ArraySlice<UInt8>) -> Bool {
        ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].contains(String(decoding: brand, as: UTF8.self))
    }
}

/// The names in a ZIP's central directory, as far as it can be read.
struct ZipListing {
    /// The Office type that the names speak for; nil for an ordinary archive and for documents with macros.
    let officeType: String?

    private static let mostNames = 10_000

    init(_ bytes: [UInt8]) {
        let names = Self.names(bytes)
        let hasMacros = names.contains { $0.hasSuffix("vbaProject.bin") }
        officeType =
            if !names.contains("[Content_Types].xml") || hasMacros {
                nil
            } else if names.contains("xl/workbook.xml") {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            } else if names.contains("word/document.xml") {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            } else {
                nil
            }
    }

    private static func names(_ bytes: [UInt8]) -> Set<String> {
        guard var position = directory(of: bytes) else { return [] }
        var names: Set<String> = []
        while names.count < mostNames, bytes.dropFirst(position).starts(with: [0x50, 0x4B, 1, 2]), position + 46 <= bytes.count {
            let length = number(bytes, position + 28, 2)
            names.insert(String(decoding: bytes.dropFirst(position + 46).prefix(length), as: UTF8.self))
            position += 46 + length + number(bytes, position + 30, 2) + number(bytes, position + 32, 2)
        }
        return names
    }

    /// Where the central directory starts, by the record at the end, before which a comment of 64 KiB may stand.
    private static func directory(of bytes: [UInt8]) -> Int? {
        guard bytes.count >= 22 else { return nil }
        let earliest = max(0, bytes.count - 22 - 0xFFFF)
        for position in stride(from: bytes.count - 22, through: earliest, by: -1)
        where bytes[position] == 0x50 && bytes[position...].starts(with: [0x50, 0x4B, 5, 6]) {
            return number(bytes, position + 16, 4)
        }
        return nil
    }

    private static func number(_ bytes: [UInt8], _ position: Int, _ width: Int) -> Int {
        bytes[position..<(position + width)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
