import Delivery
import Testing

struct Code128Tests {
    @Test func `Each symbol is eleven modules wide, the stop thirteen`() throws {
        let code = try #require(Code128("SN-OSN-0001"))
        // Start, seven signs, the change, two pairs, the check, and the stop.
        #expect(code.modules == 12 * 11 + 13)
        #expect(code.widths.count == 12 * 6 + 7)
        #expect(code.widths.allSatisfy { (1...4).contains($0) })
    }

    @Test func `The worked example of the field's books comes out`() throws {
        // "PJJ123C" sums to 54 behind the start of set A (103), so to 55 behind that of set B: 311321.
        let code = try #require(Code128("PJJ123C"))
        #expect(Array(code.widths.suffix(13).prefix(6)) == [3, 1, 1, 3, 2, 1])
        #expect(Array(code.widths.prefix(6)) == [2, 1, 1, 2, 1, 4])
    }

    @Test func `Digits alone are written two a symbol`() throws {
        #expect(try #require(Code128("12345678")).modules == 6 * 11 + 13)
        #expect(try #require(Code128("12345")).modules < 7 * 11 + 13)
    }

    @Test(arguments: ["", "设备", "a\u{7F}", String(repeating: "x", count: 61)])
    func `What it can't hold is no code`(_ text: String) { #expect(Code128(text) == nil) }
}
