import CZlib

/// The files of a ZIP archive, read by its directory: nothing is unpacked before it is asked for, and never more than a bound.
struct ZipArchive {
    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// Where a file's packed bytes are, as the directory tells.
    private struct Entry {
        let method: UInt16
        let packed: Int
        let header: Int
    }

    /// The most that one file of the archive may hold, in bytes: more is refused, however small it is packed.
    static let mostUnpacked = 48 << 20
    private static let mostEntries = 2_000

    /// Reads the directory at the archive's end.
    init(_ bytes: [UInt8]) throws(TableFault) {
        self.bytes = bytes
        // The end record is 22 bytes and a comment of at most 65,535.
        let earliest = max(0, bytes.count - 65_557)
        guard bytes.count >= 22,
            let end = (earliest...(bytes.count - 22)).last(where: { self.number(at: $0, 4) == 0x0605_4B50 })
        else { throw Self.broken }
        let count = number(at: end + 10, 2)
        var at = number(at: end + 16, 4)
        guard count <= Self.mostEntries else { throw Self.broken }
        for _ in 0..<count {
            guard at + 46 <= bytes.count, number(at: at, 4) == 0x0201_4B50 else { throw Self.broken }
            let (name, extra, comment) = (number(at: at + 28, 2), number(at: at + 30, 2), number(at: at + 32, 2))
            guard at + 46 + name <= bytes.count else { throw Self.broken }
            let path = String(decoding: bytes[(at + 46)..<(at + 46 + name)], as: UTF8.self)
            // A file that bears a password or is parted in the newer way can't be told by these.
            guard number(at: at + 8, 2) & 1 == 0 else { throw Self.locked }
            entries[path] = Entry(
                method: UInt16(number(at: at + 10, 2)), packed: number(at: at + 20, 4), header: number(at: at + 42, 4))
            at += 46 + name + extra + comment
        }
    }

    /// The content of a file; nil where there is none of that path.
    func file(_ path: String) throws(TableFault) -> [UInt8]? {
        guard let entry = entries[path] else { return nil }
        guard entry.header + 30 <= bytes.count, number(at: entry.header, 4) == 0x0403_4B50 else { throw Self.broken }
        let start = entry.header + 30 + number(at: entry.header + 26, 2) + number(at: entry.header + 28, 2)
        guard start + entry.packed <= bytes.count else { throw Self.broken }
        let packed = bytes[start..<(start + entry.packed)]
        switch entry.method {
        case 0: return Array(packed)
        case 8: return try Self.inflated(packed)
        default: throw Self.broken
        }
    }

    private static func inflated(_ packed: ArraySlice<UInt8>) throws(TableFault) -> [UInt8] {
        var stream = z_stream()
        // Fifteen bits without a head, as archives have it.
        guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { throw broken }
        defer { inflateEnd(&stream) }
        var source = Array(packed)
        var content: [UInt8] = []
        var portion = [UInt8](repeating: 0, count: 256 << 10)
        let result: Int32 = source.withUnsafeMutableBufferPointer { source in
            stream.next_in = source.baseAddress
            stream.avail_in = UInt32(source.count)
            while true {
                let (result, count): (Int32, Int) = portion.withUnsafeMutableBufferPointer { room in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(room.count)
                    let result = inflate(&stream, Z_NO_FLUSH)
                    return (result, room.count - Int(stream.avail_out))
                }
                content.append(contentsOf: portion[..<count])
                if result != Z_OK || content.count > mostUnpacked || count == 0 { return result }
            }
        }
        guard content.count <= mostUnpacked else { throw tooLarge }
        guard result == Z_STREAM_END else { throw broken }
        return content
    }

    /// A little-endian number of so many bytes; beyond the end nothing but zeros stand.
    private func number(at place: Int, _ count: Int) -> Int {
        (0..<count).reduce(0) { sum, index in
            bytes.indices.contains(place + index) ? sum | Int(bytes[place + index]) << (8 * index) : sum
        }
    }

    static let tooLarge = TableFault("文件解开后过大", "The file is too large once it is unpacked", isTooLarge: true)
    static let broken = TableFault("文件已损坏，无法按 .xlsx 读取", "The file is broken: it can't be read as .xlsx")
    private static let locked = TableFault("文件有密码，请先去掉密码", "The file bears a password: take it off first")
}
