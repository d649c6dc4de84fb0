/// How strongly a guard holds: it refuses, or lets a deviation through with a named reason.
package enum GuardForce: String, CaseIterable, Sendable, Codable {
    case refuse, deviate
}

extension GuardForce {
    /// The forces of a mapping from "DO/assign/3.1.2" to a force.
    static func read(_ entry: Entry) -> [String: GuardForce]? {
        guard let pairs = entry.fields(["guards"])?["guards"]?.pairs() else { return nil }
        var forces: [String: GuardForce] = [:]
        for (key, value) in pairs {
            let parts = key.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ isLetter($0) || (65...90).contains($0) }),
                !parts[1].isEmpty, parts[1].utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 45 })
            else {
                value.fault("键应如 DO/assign/3.1.2", "the key must be like DO/assign/3.1.2")
                continue
            }
            value.log.cite(String(parts[2]), file: value.file, line: value.line)
            forces[key] = value.one(of: GuardForce.self)
        }
        return forces
    }
}
