import Delivery
import Foundation
import Handbook
import Testing

struct TableTests {
    private func time() throws -> ServiceTime { try #require(ServiceTime(zone: "Asia/Shanghai")) }

    @Test(arguments: ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "  =HYPERLINK(\"http://x\")", "＝1+1"])
    func `A text that a spreadsheet would run gets an apostrophe`(_ text: String) throws {
        let line = try CommaTable(time: time()).line([.text(text)])
        #expect(line.hasPrefix("'") || line.hasPrefix("\"'"))
    }

    @Test func `Commas, quotes and line ends stay within their cell`() throws {
        let line = try CommaTable(time: time()).line([.text("甲,\"乙\"\n丙"), .empty, .number(3)])
        #expect(line == "\"甲,\"\"乙\"\"\n丙\",,3\r\n")
    }

    @Test func `Instants are written in service time`() throws {
        let time = try time()
        let instant = try #require(time.instant(parsing: "2026-05-12 09:05"))
        #expect(CommaTable(time: time).line([.instant(instant)]) == "2026-05-12 09:05\r\n")
    }

    @Test func `A workbook of many rows is a file that can be unpacked`() throws {
        let time = try time()
        let path = FileManager.default.temporaryDirectory.appending(path: "table-\(UUID().uuidString).xlsx").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let book = try Workbook(path: path, sheet: "事项", columns: [("单号", 17), ("时限", 17)], time: time)
        let instant = try #require(time.instant(parsing: "2026-05-12 09:05"))
        for index in 0..<2_000 { book.write([.text("=DO-\(index)"), .instant(instant)]) }
        try book.finish()
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.starts(with: [0x50, 0x4B]))
        #expect(bytes.count > 10_000)
    }
}
