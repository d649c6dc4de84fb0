import Storage
import Testing

struct MediaTypeTests {
    @Test(arguments: [
        ("%PDF-1.7\n", "application/pdf"),
        ("GIF89a", "image/gif"),
        ("RIFF1234WEBPVP8 ", "image/webp"),
        ("1234ftypheic", "image/heic"),
        ("PK\u{5}\u{6}", "application/zip"),
        ("PK\u{3}\u{4}rubbish that is no archive at all", "application/zip"),
        ("客户,电话\n张伟,\"1,2\"\n", "text/csv"),
        ("a,b\r\n\r\n1,\"x\ny\"", "text/csv"),
        ("你好，世界\n再见, 世界", "text/plain"),
        ("a,b\n1,2,3\n", "text/plain"),
        ("one line, with a comma", "text/plain"),
    ])
    func `A content is told by its bytes`(_ text: String, _ expected: String) {
        #expect(MediaType.sniff(Array(text.utf8)) == expected)
    }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
            ([0xC4, 0xE3, 0xBA, 0xC3, 0x0A, 0x81, 0x30, 0x81, 0x30], "text/plain"),
            ([], nil),
            ([0xC4], nil),
            ([0x41, 0x00, 0x42], nil),
            ([0x7F, 0x45, 0x4C, 0x46, 2, 1], nil),
            ([0xFF, 0xFE, 0x41, 0x00], nil),
        ] as [([UInt8], String?)])
    func `So are bytes that are no text`(_ bytes: [UInt8], _ expected: String?) {
        #expect(MediaType.sniff(bytes) == expected)
    }

    @Test(arguments: [
        (["[Content_Types].xml", "xl/workbook.xml"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (["[Content_Types].xml", "word/document.xml"], "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (["[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"], "application/zip"),
        (["word/document.xml"], "application/zip"),
        (["notes.txt"], "application/zip"),
    ])
    func `An Office document is told by the names in its archive`(_ names: [String], _ expected: String) {
        #expect(MediaType.sniff(archive(of: names)) == expected)
    }

    @Test func `An archive cut anywhere is never a crash`() {
        let whole = archive(of: ["[Content_Types].xml", "xl/workbook.xml"])
        for count in 4...whole.count {
            #expect(MediaType.sniff(Array(whole.prefix(count))) != nil)
            #expect(MediaType.sniff(whole.prefix(4) + whole.suffix(count)) != nil)
        }
    }

    /// A ZIP of empty files.
    private func archive(of names: [String]) -> [UInt8] {
        func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
        var files: [UInt8] = []
        var directory: [UInt8] = []
        for name in names {
            directory +=
                [0x50, 0x4B, 1, 2] + number(0, 24) + number(name.utf8.count, 2) + number(0, 12) + number(files.count, 4) + name.utf8
            files += [0x50, 0x4B, 3, 4] + number(0, 22) + number(name.utf8.count, 2) + number(0, 2) + name.utf8
        }
        let end = [0x50, 0x4B, 5, 6] + number(0, 4) + number(names.count, 2) + number(names.count, 2)
        return files + directory + end + number(directory.count, 4) + number(files.count, 4) + number(0, 2)
    }
}
