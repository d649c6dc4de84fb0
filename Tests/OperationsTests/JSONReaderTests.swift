import Foundation
import Testing

@testable import Operations

struct JSONReaderTests {
    private static func read(_ text: String) -> Value? { try? JSONReader.value(of: Array(text.utf8)) }

    @Test(
        arguments: [
            ("null", .null), (" [ ] ", []), ("{\"a\" : [1, -2, true]}", ["a": [1, -2, true]]), ("1.0", 1), ("-0.5e1", -5),
            ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
            ("\"\\u6d3e\\u5de5 \\ud83d\\ude80 \\\"\\/\\n\"", "派工 🚀 \"/\n"), ("0.25", .number(0.25)), ("\"\"", ""), ("{}", [:]),
        ] as [(String, Value)])
    func `What is JSON is read`(text: String, value: Value) {
        #expect(Self.read(text) == value)
    }

    @Test(arguments: [
        "", " ", "nul", "truth", "01", "1.", ".5", "-", "+1", "1e", "1e999", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":1,}", "{a:1}",
        "\"", "\"\\x\"",
        "\"\\ud83d\"", "\"\\ude00\"", "\"\n\"", "1 1", "[", "{", "NaN", "{\"a\":1,\"a\":2}", String(repeating: "[", count: 100_000),
    ])
    func `What is none, or leaves something open, is refused`(text: String) {
        #expect(Self.read(text) == nil)
    }

    @Test func `Bytes that are no UTF-8 are refused`() {
        #expect(throws: JSONReader.Fault.self) { try JSONReader.value(of: [0x22, 0xFF, 0x22]) }
        #expect(throws: JSONReader.Fault.self) { try JSONReader.value(of: [0x22, 0x5C, 0x6E, 0xC0, 0x80, 0x22]) }
    }

    /// Foundation's decoder is the measure: changed byte by byte, a text is read by both alike or refused by both.
    @Test func `It reads what Foundation reads`() throws {
        let text = #"{"ee":[1,-2.5e3,true,null,{"b":"派工\n\u0041"}],"ff":"","gg":false,"hh":12345678901234567890}"#
        let signs = Array(#"{}[]",:\ue+-.0 19tfn"#.utf8) + [0x00, 0x1F, 0x80, 0xE6]
        var (read, refused) = (0, 0)
        for position in text.utf8.indices.indices {
            for sign in signs {
                var bytes = Array(text.utf8)
                bytes[text.utf8.distance(from: text.utf8.startIndex, to: position)] = sign
                let ours = try? JSONReader.value(of: bytes)
                let theirs = try? JSONDecoder().decode(Value.self, from: Data(bytes))
                #expect(ours == theirs, "\(String(decoding: bytes, as: UTF8.self))")
                if ours == nil { refused += 1 } else { read += 1 }
            }
        }
        #expect(read > 300 && refused > 1000)
    }
}
