import CZlib
import Delivery
import Foundation
import Handbook
import Testing

struct IncomingTableTests {
    private static let gb18030: [UInt8] = [
        // 编号,名称␤hd,沪东
        0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x0A, 0x68, 0x64, 0x2C, 0xBB, 0xA6, 0xB6, 0xAB,
    ]

    private static let encodings: [[UInt8]] = [
        Array("编号,名称\nhd,沪东".utf8), [0xEF, 0xBB, 0xBF] + Array("编号;名称\r\nhd;沪东\r\n".utf8), gb18030,
        [0xFF, 0xFE] + "编号\t名称\rhd\t沪东".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] },
    ]

    @Test(arguments: encodings)
    func `Text is read in every encoding that spreadsheets write`(_ bytes: [UInt8]) throws {
        let table = try IncomingTable(file: bytes)
        #expect(table.head == ["编号", "名称"])
        #expect(table.rows == [IncomingTable.Row(line: 2, cells: ["hd", "沪东"])])
    }

    @Test func `A character beyond the basic plane stands in GB18030 in four bytes`() throws {
        #expect(try IncomingTable(file: [0xB1, 0xE0, 0x0A, 0x95, 0x34, 0xB2, 0x35]).rows.first?.cells == ["\u{20BB7}"])
    }

    @Test func `Cells keep what quotation marks hold together, and rows know their lines`() throws {
        let table = try IncomingTable(text: "a,b\n\n\"x, \"\"y\"\"\nz\",1\n,\n2,3\n")
        #expect(table.rows == [.init(line: 3, cells: ["x, \"y\"\nz", "1"]), .init(line: 6, cells: ["2", "3"])])
    }

    @Test func `What the house made harmless comes back as it was`() throws {
        let time = try #require(ServiceTime(zone: "Asia/Shanghai"))
        let line = CommaTable(time: time).line([.text("-5 dB"), .text("'quoted'")])
        #expect(try IncomingTable(text: "a,b\r\n\(line)").rows.first?.cells == ["-5 dB", "'quoted'"])
    }

    @Test func `A workbook comes back as it went`() throws {
        let time = try #require(ServiceTime(zone: "Asia/Shanghai"))
        let path = FileManager.default.temporaryDirectory.appending(path: "in-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let book = try Workbook(path: path, sheet: "客户", columns: [("编号", 9), ("名称", 9), ("数", 9), ("时", 9)], time: time)
        let instant = try #require(time.instant(parsing: "2026-05-12 12:00"))
        book.write([.text("hd"), .text("沪东 <&> \"电力\""), .number(12_345_678_901_234), .instant(instant)])
        book.write([.text("=1+1"), .empty, .number(1.5), .empty])
        try book.finish()
        let table = try IncomingTable(file: Array(Data(contentsOf: URL(filePath: path))))
        #expect(table.head == ["编号", "名称", "数", "时"])
        #expect(table.rows.map(\.line) == [2, 3])
        #expect(table.rows[0].cells == ["hd", "沪东 <&> \"电力\"", "12345678901234", "46154.5"])
        #expect(table.rows[1].cells == ["=1+1", "", "1.5", ""])
    }

    @Test func `What is none, or too much, is refused with one sentence`() throws {
        func refused(_ bytes: [UInt8], isTooLarge: Bool = false, _ words: String) {
            do throws(TableFault) {
                _ = try IncomingTable(file: bytes)
                Issue.record("taken: \(words)")
            } catch {
                #expect(error.text.zh.contains(words) && error.isTooLarge == isTooLarge)
            }
        }
        refused([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "旧版 .xls")
        refused([0x81, 0x20, 0xFF, 0xFF], "GB18030")
        refused(Array("a\0b".utf8), "GB18030")
        refused([0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "已损坏")
        refused(Array(String(repeating: "x", count: (10 << 20) + 1).utf8), isTooLarge: true, "不超过 10 MB")
        refused(Array("a\n\(String(repeating: "字", count: 8_001))".utf8), isTooLarge: true, "超过 8000 个字")
        // A sheet that unpacks to sixty megabytes out of sixty kilobytes.
        refused(Self.book(sheet: Self.sheet(String(repeating: " ", count: 60 << 20))), isTooLarge: true, "解开后过大")
        // Entities that grow, and anything else that only a document type could declare.
        refused(Self.book(sheet: "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>"), "已损坏")
        refused(Self.book(sheet: "<worksheet><sheetData><row>"), "已损坏")
        // Lines that no workbook has, up to where counting on would end the house.
        for line in ["9223372036854775807", "1048577", "0", "-1", "x"] {
            refused(Self.book(sheet: "<worksheet><sheetData><row r=\"\(line)\"/><row/></sheetData></worksheet>"), "已损坏")
        }
        // A text of blanks that no cell could have, whether cells name it or say it.
        let blanks = "<t>\(String(repeating: " ", count: 40_000))</t>"
        refused(Self.book(sheet: Self.sheet(""), strings: "<sst><si>\(blanks)</si></sst>"), isTooLarge: true, "超过 8000 个字")
        refused(
            Self.book(sheet: "<worksheet><row><c t=\"inlineStr\"><is>\(blanks)</is></c></row></worksheet>"), isTooLarge: true,
            "超过 8000 个字")
        refused(Array("a,b\n1,\"2\n3,4\n".utf8), "第 2 行的引号没有结束")
        #expect(throws: Never.self) { try IncomingTable(file: Self.book(sheet: Self.sheet(""))) }
    }

    @Test func `One text that many cells name counts as often, and a blank one for nothing`() throws {
        func book(_ text: String) -> [UInt8] {
            let row = "<row>\(String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100))</row>"
            return Self.book(
                sheet: "<worksheet><row><c t=\"str\"><v>a</v></c></row>\(String(repeating: row, count: 100))</worksheet>",
                strings: "<sst><si><t>\(text)</t></si></sst>")
        }
        #expect(throws: TableFault.self) { try IncomingTable(file: book(String(repeating: "x", count: 8_000))) }
        #expect(try IncomingTable(file: book(String(repeating: " ", count: 8_000))).rows.isEmpty)
        #expect(try IncomingTable(file: book("x")).rows.count == 100)
    }

    private static func sheet(_ rest: String) -> String {
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c></row></sheetData>\(rest)</worksheet>"
    }

    /// A workbook whose one sheet says this, with the texts that its cells name by number.
    private static func book(sheet: String, strings: String = "<sst/>") -> [UInt8] {
        let files = [
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"s.xml\"/></Relationships>"),
            ("xl/s.xml", sheet), ("xl/sharedStrings.xml", strings),
        ]
        func little(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(number >> (8 * $0) & 255) } }
        var (bytes, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, text) in files {
            let packed = packed(Array(text.utf8))
            let common =
                little(0, 2) + little(8, 2) + little(0, 8) + little(packed.count, 4) + little(text.utf8.count, 4)
                + little(name.utf8.count, 2)
            directory +=
                [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + common + little(0, 12) + little(bytes.count, 4)
                + Array(name.utf8)
            bytes += [0x50, 0x4B, 3, 4] + little(20, 2) + common + little(0, 2) + Array(name.utf8) + packed
        }
        return bytes + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
    }

    private static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var (source, packed) = (bytes, [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count)))))
        source.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = uInt(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = uInt(output.count)
                _ = deflate(&stream, Z_FINISH)
            }
        }
        return Array(packed.prefix(Int(stream.total_out)))
    }
}
