import Operations

/// Reading a form's names as a tree: `consent.kind`, `lines[1].part`, `checks.exceptions.badge`.
enum FormValues {
    /// The values by their names; rows in which nothing was typed are left out.
    static func tree(of fields: [(name: String, value: String)]) -> [String: Value] {
        var root = Node()
        for (name, value) in fields where !name.isEmpty { root.put(value, at: steps(of: name)[...]) }
        return root.members.compactMapValues(\.value)
    }

    /// `lines[1].part` as the steps `lines`, `1`, `part`.
    private static func steps(of name: String) -> [String] {
        // The deepest form has a list within a list; what goes deeper is nobody's form.
        name.split(separator: ".", maxSplits: 6).flatMap { part -> [String] in
            guard let bracket = part.firstIndex(of: "["), part.last == "]" else { return [String(part)] }
            return [String(part[..<bracket]), String(part[part.index(after: bracket)...].dropLast())]
        }
    }

    /// A place in the tree: a typed text, or members by name; members that are all numbers are a list.
    private struct Node {
        var text: String?
        var members: [String: Node] = [:]

        mutating func put(_ value: String, at steps: ArraySlice<String>) {
            guard let first = steps.first else {
                text = value
                return
            }
            members[first, default: Node()].put(value, at: steps.dropFirst())
        }

        var value: Value? {
            guard !members.isEmpty else { return text.map { .text($0) } }
            let filled = members.compactMapValues(\.value)
            if members.keys.allSatisfy({ Int($0) != nil }) {
                return .list(
                    filled.filter { !$0.value.isEmptyRow }.sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }.map(\.value))
            }
            return .object(filled)
        }
    }
}

extension Value {
    /// Whether nothing was typed in it.
    var isEmptyRow: Bool {
        switch self {
        case .object(let members): members.values.allSatisfy(\.isEmptyRow)
        case .list(let elements): elements.allSatisfy(\.isEmptyRow)
        default: isBlank
        }
    }
}
