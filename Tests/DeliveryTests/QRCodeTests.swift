import Delivery
import Testing

@Suite struct `A QR code` {
    @Test func `has the three finder patterns`() throws {
        let code = try #require(QRCode("https://example.org/verify/sha256"))
        for (row, column) in [(0, 0), (0, code.width - 7), (code.width - 7, 0)] {
            #expect((0..<7).allSatisfy { code.isDark(row, column + $0) && code.isDark(row + 6, column + $0) })
            #expect(!code.isDark(row + 1, column + 1) && code.isDark(row + 3, column + 3))
        }
    }

    @Test func `is none for a text that doesn't fit`() {
        #expect(QRCode(String(repeating: "x", count: 4000)) == nil)
    }
}
