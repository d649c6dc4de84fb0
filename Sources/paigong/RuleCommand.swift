import ArgumentParser
import Foundation
import Handbook

/// Works out one of the handbook's rules, with its reasoning.
struct RuleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rule", abstract: "Works out a rule by flags, by --json '{…}', or line by line by --batch FILE.jsonl.",
        discussion: """
            Rules: \(Rules.all.map { $0.name }.joined(separator: ", ")).
            --schema prints what a rule takes and gives. --edition DIR judges by another edition.
            Example: paigong rule service-level --level 5x8/4H --at 2026-05-15T16:30
            """)

    @Argument(help: "The rule.") var name: String
    @Argument(parsing: .captureForPassthrough, help: "The input, each field as a flag of its name.") var flags: [String] = []

    func run() throws {
        guard let rule = Rules.named(name) else {
            throw Failure("there is no rule “\(name)”; there are \(Rules.all.map { $0.name }.joined(separator: ", "))")
        }
        if flags.contains("--help") || flags.contains("-h") { throw CleanExit.helpRequest(self) }
        var given = try RuleFlags(flags)
        if given.takes("schema") {
            print(String(decoding: Rules.schema(name) ?? [], as: UTF8.self))
            return
        }
        let edition = try Edition(EditionSource(directory: URL(filePath: given.take("edition") ?? Places.edition)))
        if let file = given.take("batch") {
            for line in try String(contentsOf: URL(filePath: file), encoding: .utf8).split(separator: "\n") {
                print(String(decoding: Rules.answer(name: name, json: Array(line.utf8), edition: edition), as: UTF8.self))
            }
            return
        }
        let json = try given.take("json").map { Array($0.utf8) } ?? given.json(for: rule)
        let answer = String(decoding: Rules.answer(name: name, json: json, edition: edition), as: UTF8.self)
        print(answer)
        if answer.hasPrefix("{\"error\"") { throw ExitCode.failure }
    }
}

/// Flags whose names a rule declares, and so the parser can't know: `--level 5x8/4H`, `--equals=too`.
struct RuleFlags {
    private var values: [String: String] = [:]

    init(_ flags: [String]) throws {
        var rest = flags[...]
        while let flag = rest.popFirst() {
            guard flag.hasPrefix("--") else { throw Failure("“\(flag)” is no flag; write --name value") }
            let parts = flag.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = parts.first else { throw Failure("“\(flag)” names nothing") }
            if parts.count == 2 {
                values[name] = parts[1]
            } else if let next = rest.first, !next.hasPrefix("--") {
                values[name] = next
                rest = rest.dropFirst()
            } else {
                values[name] = "true"
            }
        }
    }

    /// The value of a flag of ours, taken out so that the rule doesn't see it.
    mutating func take(_ name: String) -> String? { values.removeValue(forKey: name) }

    /// Whether a flag of ours was given.
    mutating func takes(_ name: String) -> Bool { take(name) != nil }

    /// The rest as the rule's JSON: numbers, flags and lists as they are, everything else as text.
    func json(for rule: any Rule.Type) throws -> [UInt8] {
        var members: [String: JSONValue] = [:]
        for (name, value) in values {
            switch rule.inputs.first(where: { $0.name == name })?.kind {
            case .whole, .number, .flag, .spans, .rows, .lines: members[name] = .raw(value)
            default: members[name] = .text(value)
            }
        }
        return try JSONValue.bytes(of: members)
    }

    private enum JSONValue {
        case raw(String)
        case text(String)

        static func bytes(of members: [String: JSONValue]) throws -> [UInt8] {
            var parts: [String] = []
            for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                let text: String =
                    switch value {
                    case .raw(let raw): raw
                    case .text(let text): String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
                    }
                parts.append(String(decoding: try JSONEncoder().encode(name), as: UTF8.self) + ":" + text)
            }
            return Array("{\(parts.joined(separator: ","))}".utf8)
        }
    }
}
