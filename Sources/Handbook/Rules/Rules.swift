import Foundation

/// The rules that can be asked from outside, by name.
package enum Rules {
    /// All of them; a new rule is its file and a line here.
    package static let all: [any Rule.Type] = [
        ServiceDeadline.self,
        WorkingDays.self,
        ReplacementCover.self,
        Qualification.self,
    ]

    /// The rule with this name.
    package static func named(_ name: String) -> (any Rule.Type)? {
        all.first { $0.name == name }
    }

    /// A rule's answer to one JSON object as one JSON object: its fields, edition and explanation, or an error.
    package static func answer(name: String, json: [UInt8], edition: Edition) -> [UInt8] {
        guard let rule = named(name) else {
            return RuleFaults([RuleFault("rule", "没有规则 \(name)", "there is no rule \(name)")]).json.bytes
        }
        guard json.count <= 1_000_000, let input = try? JSONDecoder().decode(JSON.self, from: Data(json)) else {
            return RuleFaults([RuleFault("", "不是 JSON 或太长", "not JSON, or too long")]).json.bytes
        }
        return answer(rule, input, edition).bytes
    }

    /// The JSON Schema (2020-12) of a rule's input; its output and its errors are under `$defs`.
    package static func schema(_ name: String) -> [UInt8]? {
        guard let rule = named(name) else { return nil }
        let explanation = RuleField(
            "explanation", .rows(1_000, [RuleField("clause", .line(40), "条款", "Clause")] + words), "推导过程", "How it came about")
        let output = rule.outputs + [RuleField("edition", .line(60), "版本", "Edition"), explanation]
        let fault = [RuleField("field", .line(200), "字段", "Field")] + words
        let error = [
            RuleField("error", .object(fault), "第一处错误", "The first error"),
            RuleField("errors", .rows(1_000, fault), required: false, "全部错误", "All errors"),
        ]
        return JSON.object([
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .text("urn:paigong:rule:\(rule.name)")),
            ("title", .text(rule.title.zh)),
            ("description", .text(rule.title.en)),
            ("$ref", .text("#/$defs/input")),
            (
                "$defs",
                .object([
                    ("input", RuleField.schema(rule.inputs)),
                    ("output", RuleField.schema(output)),
                    ("error", RuleField.schema(error)),
                ])
            ),
        ]).bytes
    }

    private static let words = [
        RuleField("zh", .line(2_000), "中文", "In Chinese"), RuleField("en", .line(2_000), "英文", "In English"),
    ]

    private static func answer<Asked: Rule>(_ rule: Asked.Type, _ json: JSON, _ edition: Edition) -> JSON {
        do throws(RuleFaults) {
            let input = try RuleInput(json, fields: Asked.inputs, time: edition.time)
            let asked = try Asked(input, in: edition)
            let finding: Asked.Finding
            do throws(PolicyGap) {
                finding = try asked.find(in: edition)
            } catch {
                throw RuleFaults([RuleFault(Asked.gapField, error.text.zh, error.text.en)])
            }
            let explanation = asked.explain(finding, in: edition).map { step in
                JSON.object([
                    ("clause", .text(step.clause)), ("zh", .text(step.text.zh)), ("en", .text(step.text.en)),
                ])
            }
            return .object(
                asked.fields(of: finding, in: edition) + [
                    ("edition", .text(edition.name)), ("explanation", .list(explanation)),
                ])
        } catch {
            return error.json
        }
    }
}
