import Handbook
import Testing

@testable import Operations

/// Every kind of input against what it must not take.
struct InputTests {
    private static let row = [
        Field(
            name: "name", label: Text("名", "Name"), help: nil, kind: .text, isOptional: false, bounds: 1...5, clause: nil,
            toCustomer: false)
    ]

    /// One field of every kind, by name; texts take three to five characters, lists one to two entries, numbers 3 to 5.
    static let kinds: [(name: String, kind: FieldKind)] = [
        ("text", .text), ("longText", .longText), ("code", .code), ("flag", .flag), ("whole", .whole), ("decimal", .decimal),
        ("money", .money),
        ("instant", .instant), ("day", .day), ("attachment", .attachment), ("evidence", .evidence), ("signature", .signature),
        ("choice", .choice([.init(id: "a", label: Text("甲", "A"))])), ("reference", .reference(kind: "site")),
        ("checklist", .checklist([ChecklistItem("one", "3.1.1", "一", "One")])), ("list", .list(.text)), ("form", .form(row)),
        ("rows", .list(.form(row))),
    ]

    static func field(_ name: String, isOptional: Bool = false) throws -> Field {
        let kind = try #require(kinds.first { $0.name == name }?.kind)
        let bounds = ["list", "rows"].contains(name) ? 1...2 : 3...5
        return Field(
            name: "x", label: Text("项", "Item"), help: nil, kind: kind, isOptional: isOptional, bounds: bounds, clause: "3.1.1",
            toCustomer: false)
    }

    /// What the check makes of a value, and the fields that it blames.
    private func check(_ name: String, _ value: Value, isOptional: Bool = false) throws -> (value: Value?, faults: [String]) {
        var check = FieldCheck(time: try House.shipped.get().time)
        let checked = check.check(["x": value], against: [try Self.field(name, isOptional: isOptional)])
        for fault in check.faults { #expect(!fault.text.zh.isEmpty && !fault.text.en.isEmpty) }
        return (checked["x"], check.faults.map(\.field))
    }

    static let good: [(String, Value, Value)] = [
        ("text", " 浦东局 ", "浦东局"), ("text", 123, "123"), ("longText", "一\n二", "一\n二"), ("code", "A-1/b", "A-1/b"),
        ("flag", "on", true),
        ("flag", false, false), ("flag", nil, false), ("whole", "4", 4), ("decimal", "3.5", .number(3.5)), ("money", 5, 5),
        ("instant", "2026-05-18 12:30", 1_779_078_600_000), ("instant", "2026-05-18T04:30:00Z", 1_779_078_600_000),
        ("day", "2026-02-28", "2026-02-28"),
        ("choice", "a", "a"), ("reference", "pudong-dc", "pudong-dc"), ("checklist", nil, ["exceptions": [:]]),
        ("checklist", ["one": "没有带"], ["exceptions": ["one": "没有带"]]), ("list", ["浦"], ["浦"]),
        ("form", ["name": "顾"], ["name": "顾"]),
        ("rows", [["name": "顾"]], [["name": "顾"]]),
    ]

    @Test(arguments: good) func `What is right is brought into one form`(_ name: String, _ value: Value, _ wanted: Value) throws {
        let (checked, faults) = try check(name, value)
        #expect(faults == [])
        #expect(checked == wanted)
    }

    static let bad: [(String, [Value])] = [
        ("text", ["一二", "一二三四五六", true, .number(1.5), [], ["a": "b"], "一\n二三", "一\u{85}二", "a\0bc", "ab\u{7}c"]),
        ("longText", ["a\0bc", "ab\u{1B}c", [1], .text(String(repeating: "长", count: 100_000))]),
        ("code", ["a b", "é", "局", "a\0b", .text(String(repeating: "a", count: 61)), "a:b", "<b>", ["a"], true]),
        ("flag", ["maybe", 1, .number(0), [], ["a": true]]),
        ("whole", [2, 6, "x", "4.0", .number(4.5), "99999999999999999999", .integer(.max), .integer(.min), true, [4], "٤"]),
        ("decimal", ["nan", "inf", "-inf", "1e400", .number(.infinity), .number(.nan), 6, "2.9", true, [4]]),
        ("money", [.number(3.5), "3.50", -1, .integer(.max), "¥4"]),
        (
            "instant",
            [
                "2026-05-18", "1989-12-31 12:00", "2101-01-01 00:00", "2026-02-30 12:00", "2026-05-18 25:00", "0000-00-00 00:00",
                "morgen", 0,
                .integer(.max), .integer(.min), .number(1), true, [1],
            ]
        ),
        (
            "day",
            ["2026-02-29", "1989-12-31", "2101-01-01", "2026-5-18", 20_000, "18.05.2026", "2026-05-18 12:30", true, ["2026-05-18"]]
        ),
        ("attachment", ["a.pdf", ["name": "a.pdf"], ["hash": "sha256:1"], ["name": "a.pdf", "hash": "x"], [1]]),
        (
            "evidence",
            [
                "mail", ["kind": "e-mail"], ["kind": "e mail", "givenBy": "顾", "at": "2026-05-18 09:00"],
                ["kind": "fax", "givenBy": "顾", "at": 0],
            ]
        ),
        ("signature", ["x", ["way": "drawn"], ["way": "thumb", "name": "顾"], ["way": "link", "name": "顾", "paper": "x"]]),
        ("choice", ["b", 1, true, ["a"]]),
        ("reference", ["a b", 1.5, ["a"], "../é"]),
        (
            "checklist",
            ["all", ["two": "没有"], ["one": 1.5], ["one": nil], ["one": "x"], ["exceptions": ["one": ""]], ["exceptions": "none"]]
        ),
        ("list", [[], ["a", "b", "c"], "a", [1.5], [["a"]], [nil], [""]]),
        ("form", ["x", [], ["name": "顾", "age": 3], [:], ["name": ["顾"]]]),
        ("rows", [[:], [["name": "顾"], "x"], [[["name": "顾"]]], [["title": "顾"]], [nil]]),
    ].map { ($0.0, $0.1) }

    @Test(arguments: bad) func `What is wrong is told, and nothing of it passes`(_ name: String, _ values: [Value]) throws {
        for value in values {
            let (_, faults) = try check(name, value)
            #expect(!faults.isEmpty, "\(name) took \(value)")
            #expect(faults.allSatisfy { $0.hasPrefix("x") })
        }
    }

    @Test(arguments: ["text", "longText"]) func `Marks that make a text look like another are refused`(_ name: String) throws {
        for mark: Unicode.Scalar in [
            "\u{202A}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{7F}", "\u{9F}", "\u{FFFE}",
        ] {
            #expect(try check(name, .text("a\(mark)b")).faults == ["x"], "U+\(String(mark.value, radix: 16))")
        }
        for separator in ["\u{2028}", "\u{2029}", "\n", "\t", "\r"] {
            #expect(try check(name, .text("a\(separator)b")).faults.isEmpty == (name == "longText"))
        }
        // Joiners belong to scripts and to emoji, letters outside the first plane to names.
        #expect(try check(name, "👩‍🔧𠮷").faults == [])
    }

    @Test(arguments: kinds.map(\.name)) func `Nothing given is a fault only where something is needed`(_ name: String) throws {
        let mayBeEmpty = ["flag", "checklist"].contains(name)
        for blank: Value in [nil, "", " \u{3000}\n"] {
            #expect(try check(name, blank).faults == (mayBeEmpty ? [] : ["x"]))
            #expect(try check(name, blank, isOptional: true).faults == [])
        }
    }

    @Test func `Faults name their path, and a member that nobody asked for`() throws {
        #expect(try check("rows", [["name": "顾"], ["name": "", "age": 1]]).faults == ["x[2].name", "x[2].age"])
        #expect(
            try check("evidence", ["kind": "fax", "givenBy": "顾", "at": "2026-05-18 09:00", "file": ["name": "a"]]).faults == [
                "x.file.hash"
            ])
        #expect(try check("checklist", ["one": ""]).faults == ["x.one"])
    }
}
