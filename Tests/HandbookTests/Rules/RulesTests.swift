import Foundation
import Testing

@testable import Handbook

struct RulesTests {
    let edition: Edition

    init() throws {
        edition = try Shipped.edition
    }

    func answer(_ rule: String, _ json: String) throws -> [String: Any] {
        let bytes = Rules.answer(name: rule, json: Array(json.utf8), edition: edition)
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    func fault(_ rule: String, _ json: String) throws -> [String: String] {
        try #require(try answer(rule, json)["error"] as? [String: String], "\(json)")
    }

    @Test func `a service level answers with its due moment, warnings, edition and explanation (12.1.1)`() throws {
        let answer = try answer("service-level", #"{"level":"5x8/4H","at":"2026-05-15T16:30"}"#)
        #expect(answer["due"] as? String == "2026-05-18T12:30:00+08:00")
        #expect(answer["edition"] as? String == "HD-EN-2021-A0")
        #expect(answer["provisional"] as? Bool == false)
        let warnings = try #require(answer["warnings"] as? [[String: Any]])
        #expect(warnings.map { $0["at"] as? String } == ["2026-05-18T10:30:00+08:00", "2026-05-18T11:42:00+08:00"])
        #expect(warnings.map { $0["share"] as? Double } == [0.5, 0.8])
        let steps = try #require(answer["explanation"] as? [[String: String]])
        #expect(steps.map { $0["clause"] } == ["12.1.1", "12.1.6"])
        #expect(steps.allSatisfy { $0["zh"]?.isEmpty == false && $0["en"]?.isEmpty == false })
    }

    @Test func `suspensions are pairs of moments, an open one has null (12.3.1)`() throws {
        let closed =
            #"{"level":"5x8/4H","at":"2026-05-15T16:30","suspended":[["2026-05-15T16:45","2026-05-18T01:30:00Z"]]}"#
        #expect(try answer("service-level", closed)["due"] as? String == "2026-05-18T13:15:00+08:00")
        let open = #"{"level":"5x8/4H","at":"2026-05-15T16:30","suspended":[["2026-05-15T16:45",null]]}"#
        #expect(try answer("service-level", open)["due"] is NSNull)
    }

    @Test func `working days, cover and qualification answer in the same way`() throws {
        let days = try answer("working-days", #"{"from":"2026-02-10","days":15}"#)
        #expect(days["due"] as? String == "2026-03-10T00:00:00+08:00")
        let cover = try answer("cover", #"{"originalEnd":"2026-12-31","replacedAt":"2026-11-01"}"#)
        #expect(cover["end"] as? String == "2027-01-30")
        #expect(cover["by"] as? [String: String] == ["clause": "12.2.3(f)", "which": "replacement"])
        let level = try answer(
            "qualification",
            """
            {"at":"2026-05-18","vendor":"huawei","years":3.5,"training":"intermediate","held":"junior",
             "certificates":[{"name":"HCIP-Datacom","expires":"2027-01-01"},{"name":"HCIE","expires":"2020-01-01"}]}
            """)
        #expect(level["level"] as? String == "intermediate")
        let missing = try #require((level["missing"] as? [String: [[String: String]]])?["senior"])
        #expect(missing.map { $0["need"] } == ["held", "training", "certificate"])
        #expect(Set(missing.map { $0["clause"] }) == ["8.2.1(3)"])
    }

    @Test(arguments: [
        ("service-level", #"{"at":"2026-05-15T16:30"}"#, "level"),
        ("service-level", #"{"level":null,"at":"2026-05-15T16:30"}"#, "level"),
        ("service-level", #"{"level":"5x9/4H","at":"2026-05-15T16:30"}"#, "level"),
        ("service-level", #"{"level":"5x8/4H"}"#, "at"),
        ("service-level", #"{"level":"5x8/4H","at":"soon"}"#, "at"),
        ("service-level", #"{"level":"5x8/4H","at":20260515}"#, "at"),
        ("service-level", #"{"level":"5x8/4H","at":"2019-05-15T16:30"}"#, "at"),
        ("service-level", #"{"level":"5x8/4H","at":"9999-05-15T16:30"}"#, "at"),
        ("service-level", #"{"level":"5x8/4H","at":"2026-05-15T16:30","extra":1}"#, "extra"),
        ("service-level", #"{"level":"5x8/4H","at":"2026-05-15T16:30","suspended":"x"}"#, "suspended"),
        ("service-level", #"{"level":"5x8/4H","at":"2026-05-15T16:30","suspended":[["2026-05-16","2026-05-15"]]}"#, "suspended[0]"),
        ("working-days", #"{"from":"2026-02-10","days":-1}"#, "days"),
        ("working-days", #"{"from":"2026-02-10","days":1.5}"#, "days"),
        ("working-days", #"{"from":"2026-02-10","days":true}"#, "days"),
        ("working-days", #"{"from":"2026-02-10","days":1e99}"#, "days"),
        ("working-days", #"{"from":"2020-02-10","days":1}"#, "from"),
        ("cover", #"{"originalEnd":"2026-12-31"}"#, "replacedAt"),
        ("qualification", #"{"at":"2026-05-18","vendor":"acme","years":3,"training":"none","certificates":[]}"#, "vendor"),
        ("qualification", #"{"at":"2026-05-18","vendor":"huawei","years":3,"training":"some","certificates":[]}"#, "training"),
        (
            "qualification",
            #"{"at":"2026-05-18","vendor":"huawei","years":3,"training":"none","certificates":[{"name":"HCIE"}]}"#,
            "certificates[0].expires"
        ),
        ("working-days", "[]", ""), ("working-days", "", ""), ("working-days", "nonsense", ""), ("nothing", "{}", "rule"),
    ])
    func `bad input is told by field, in both languages`(rule: String, json: String, field: String) throws {
        let fault = try fault(rule, json)
        #expect(fault["field"] == field)
        #expect(fault["zh"]?.isEmpty == false && fault["en"]?.isEmpty == false)
    }

    @Test func `what is deep, long, doubled or not UTF-8 is refused and nothing more`() throws {
        for json in [
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
            #"{"from":"\#(String(repeating: "9", count: 2_000_000))"}"#, "{\"from\":\"2026-02-10\",\"days\":1", "{\"days\":01}",
        ] {
            #expect(try fault("working-days", json)["field"] == "")
        }
        let doubled = try answer("working-days", #"{"from":"2026-02-10","days":1,"days":1}"#)
        #expect(doubled["due"] != nil || doubled["error"] != nil)
        let latin = Rules.answer(name: "working-days", json: [0x7B, 0x22, 0xFF, 0x22, 0x7D], edition: edition)
        #expect(String(decoding: latin, as: UTF8.self).hasPrefix(#"{"error""#))
    }

    @Test func `every bad field is told, the first one as the error`() throws {
        let answer = try answer("service-level", #"{"level":"x","at":"y","z":1}"#)
        let errors = try #require(answer["errors"] as? [[String: String]])
        #expect(errors.map { $0["field"] } == ["z", "level", "at"])
        #expect((answer["error"] as? [String: String])?["field"] == "z")
    }

    @Test func `before 2021 the answer is the gap (12.1.1)`() throws {
        #expect(try fault("working-days", #"{"from":"2020-12-31","days":1}"#)["en"] == "no calendar before 2021")
    }

    @Test func `a year not yet announced is said in the answer and in its explanation (12.1.1)`() throws {
        let answer = try answer("working-days", #"{"from":"2027-03-01","days":1}"#)
        #expect(answer["provisional"] as? Bool == true)
        #expect((answer["explanation"] as? [[String: String]])?.count == 2)
    }

    @Test func `every explanation cites a clause of the index`() throws {
        let inputs = [
            ("service-level", #"{"level":"5x8/NBD","at":"2026-12-31T18:00","suspended":[["2027-01-01","2027-01-09"]]}"#),
            ("service-level", #"{"level":"7x24/30CD","at":"2026-12-31T18:00","suspended":[["2027-01-01",null]]}"#),
            ("working-days", #"{"from":"2026-12-31","days":9}"#),
            ("cover", #"{"originalEnd":"2026-12-31","shippedAt":"2026-11-01T12:00:00Z"}"#),
            (
                "qualification",
                #"{"at":"2026-05-18","vendor":"h3c","years":0,"training":"none","certificates":[{"name":"X","expires":"2030-01-01"}]}"#
            ),
        ]
        for (rule, json) in inputs {
            let steps = try #require(try answer(rule, json)["explanation"] as? [[String: String]])
            for step in steps { #expect(edition.clauses[step["clause"] ?? ""] != nil, "\(step)") }
        }
    }

    @Test func `each rule has a schema of its input, output and errors`() throws {
        #expect(Rules.all.map { $0.name } == ["service-level", "working-days", "cover", "qualification"])
        for rule in Rules.all {
            let bytes = try #require(Rules.schema(rule.name))
            let schema = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
            #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
            let parts = try #require(schema["$defs"] as? [String: [String: Any]])
            #expect(Set(parts.keys) == ["input", "output", "error"])
            #expect((parts["input"]?["properties"] as? [String: Any])?.count == rule.inputs.count)
        }
        #expect(Rules.schema("nothing") == nil)
    }
}
