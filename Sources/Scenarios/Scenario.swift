import Foundation
import Handbook
import Operations
import Yams

/// A day told in YAML: who does what when, and what is expected of it. Documentation, demonstration and acceptance test at once.
package struct Scenario: Sendable {
    package let file: String
    package let title: Text
    /// The clauses that it shows.
    package let clauses: [String]
    package let start: String
    package let steps: [Step]

    /// One thing that happens, or several at the same moment.
    package struct Step: Sendable {
        package let line: Int
        package let at: String?
        package let kind: Kind
        package let expect: [String: Value]
    }

    /// What happens.
    package indirect enum Kind: Sendable {
        case act(Act)
        /// Submitted side by side: some pass and some don't, but never both halves of a clash.
        case together([Act])
        /// A file is uploaded and named.
        case upload(name: String, content: String, as: String)
        /// Everything that has fallen due is done.
        case tick
    }

    /// One submission.
    package struct Act: Sendable {
        package let by: String
        package let open: String?
        package let on: String?
        package let verb: String
        package let name: String?
        package let opens: String?
        package let with: [String: Value]
        package let done: String?
        package let source: String?
        package let key: String?
        package let link: String?
        package let reasons: [String: String]
        package let takeOver: String?
        package let notSecret: [String]
    }
}

/// A scenario that can't be read: file, line and what is wrong.
package struct ScenarioFault: Error, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let text: String
    package var description: String { "\(file):\(line): \(text)" }
}

extension Scenario {
    /// Reads a scenario file.
    package static func read(_ url: URL) throws -> Scenario {
        let text = try String(contentsOf: url, encoding: .utf8)
        let file = url.lastPathComponent
        guard let root = try Yams.compose(yaml: text) else { throw ScenarioFault(file: file, line: 1, text: "the file is empty") }
        let reader = Reader(file: file)
        let title = try reader.mapping(root["title"], "title", root)
        let steps = try reader.sequence(root["steps"], "steps", root).map { try reader.step($0) }
        return Scenario(
            file: file, title: Text(reader.string(title["zh"]) ?? "", reader.string(title["en"]) ?? ""),
            clauses: root["clauses"]?.sequence?.compactMap { reader.string($0) } ?? [],
            start: reader.string(root["start"]) ?? "2026-05-18 09:00", steps: steps)
    }

    /// Every scenario in a folder, by name; a file by itself; files that begin with an underscore are left to those who name them.
    package static func all(in url: URL) throws -> [Scenario] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw ScenarioFault(file: url.path, line: 0, text: "there is no such file")
        }
        if !isFolder.boolValue { return [try read(url)] }
        return try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" && !$0.lastPathComponent.hasPrefix("_") }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }.map(read)
    }
}

/// Reads YAML nodes with the line of every fault.
struct Reader {
    let file: String

    func step(_ node: Node) throws -> Scenario.Step {
        guard node.mapping != nil else { throw fault(node, "a step is a group of keys") }
        let expect = try node["expect"].map { try value($0).members ?? [:] } ?? [:]
        let kind: Scenario.Kind =
            if let together = node["together"]?.sequence {
                .together(try together.map(act))
            } else if let upload = node["upload"] {
                .upload(
                    name: try needed(upload, "name"), content: string(upload["content"]) ?? "", as: try needed(upload, "as"))
            } else if node["tick"] != nil {
                .tick
            } else {
                .act(try act(node))
            }
        return Scenario.Step(line: line(node), at: string(node["at"]), kind: kind, expect: expect)
    }

    private func act(_ node: Node) throws -> Scenario.Act {
        let known: Set<String> = [
            "at", "by", "open", "on", "do", "as", "opens", "with", "done", "source", "key", "link", "because", "take-over",
            "not-secret",
            "expect", "note",
        ]
        for (key, _) in node.mapping ?? [:] where !known.contains(key.string ?? "") {
            throw fault(key, "“\(key.string ?? "")” is no key of a step")
        }
        guard node["open"] != nil || node["on"] != nil else {
            throw fault(node, "a step says what it opens, or on which case it is done")
        }
        return Scenario.Act(
            by: try needed(node, "by"), open: string(node["open"]), on: string(node["on"]), verb: try needed(node, "do"),
            name: string(node["as"]), opens: string(node["opens"]),
            with: try node["with"].map { try value($0).members ?? [:] } ?? [:],
            done: string(node["done"]), source: string(node["source"]), key: string(node["key"]), link: string(node["link"]),
            reasons: node["because"]?.mapping?.reduce(into: [:]) { $0[$1.key.string ?? ""] = $1.value.string } ?? [:],
            takeOver: string(node["take-over"]), notSecret: node["not-secret"]?.sequence?.compactMap { string($0) } ?? [])
    }

    /// A node as a value: plain scalars as what they look like, quoted ones as text.
    func value(_ node: Node) throws -> Value {
        switch node {
        case .scalar(let scalar):
            guard scalar.style == .plain else { return .text(scalar.string) }
            switch scalar.string {
            case "", "~", "null": return .null
            case "true": return true
            case "false": return false
            default:
                if let integer = Int64(scalar.string), String(integer) == scalar.string { return .integer(integer) }
                return .text(scalar.string)
            }
        case .sequence(let sequence): return .list(try sequence.map(value))
        case .mapping(let mapping):
            var members: [String: Value] = [:]
            for (key, inner) in mapping { members[key.string ?? ""] = try value(inner) }
            return .object(members)
        case .alias: throw fault(node, "aliases are not used in scenarios")
        }
    }

    func string(_ node: Node?) -> String? { node?.scalar?.string }

    func mapping(_ node: Node?, _ name: String, _ parent: Node) throws -> Node.Mapping {
        guard let mapping = node?.mapping else { throw fault(parent, "“\(name)” is missing") }
        return mapping
    }

    func sequence(_ node: Node?, _ name: String, _ parent: Node) throws -> Node.Sequence {
        guard let sequence = node?.sequence else { throw fault(parent, "“\(name)” is missing") }
        return sequence
    }

    private func needed(_ node: Node, _ key: String) throws -> String {
        guard let text = string(node[key]) else { throw fault(node, "“\(key)” is missing") }
        return text
    }

    private func line(_ node: Node) -> Int { node.mark?.line ?? 0 }

    private func fault(_ node: Node, _ text: String) -> ScenarioFault { ScenarioFault(file: file, line: line(node), text: text) }
}
