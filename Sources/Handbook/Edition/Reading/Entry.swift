import Yams

/// A place in an edition's file, with readers that give a typed value or note a fault at its line.
struct Entry {
    let node: Node
    let file: String
    let log: FaultLog

    var line: Int { node.mark?.line ?? 0 }

    /// Notes a fault at this place.
    func fault(_ zh: String, _ en: String) {
        log.report(file, line, zh, en)
    }

    /// The mapping here; keys that are missing or not among these are faults.
    func fields(_ required: [String], optional: [String] = []) -> Fields? {
        guard let mapping = node.mapping else {
            fault("这里应是键值表", "a mapping is expected here")
            return nil
        }
        var found: [String: Entry] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard required.contains(name) || optional.contains(name) else {
                log.report(file, key.mark?.line ?? line, "不认识的键 \(name)", "unknown key \(name)")
                continue
            }
            found[name] = Entry(node: value, file: file, log: log)
        }
        for name in required where found[name] == nil {
            fault("缺少 \(name)", "\(name) is missing")
        }
        return Fields(found: found)
    }

    /// The mapping here with keys of any name, in order.
    func pairs() -> [(key: String, value: Entry)]? {
        guard let mapping = node.mapping else {
            fault("这里应是键值表", "a mapping is expected here")
            return nil
        }
        return mapping.map { ($0.scalar?.string ?? "", Entry(node: $1, file: file, log: log)) }
    }

    /// The list here.
    func list(_ count: ClosedRange<Int> = 0...1_000) -> [Entry]? {
        guard let sequence = node.sequence else {
            fault("这里应是列表", "a list is expected here")
            return nil
        }
        guard count.contains(sequence.count) else {
            fault(
                "这里应有 \(count.lowerBound) 到 \(count.upperBound) 项",
                "a list of \(count.lowerBound) to \(count.upperBound) entries is expected here")
            return nil
        }
        return sequence.map { Entry(node: $0, file: file, log: log) }
    }
}

/// The entries of a mapping by key.
struct Fields {
    let found: [String: Entry]

    subscript(key: String) -> Entry? { found[key] }

    /// The text of the keys zh and en.
    func text() -> Text? {
        let zh = found["zh"]?.string()
        let en = found["en"]?.string()
        guard let zh, let en else { return nil }
        return Text(zh, en)
    }

    /// The flag under a key; one that isn't there is no.
    func flag(_ key: String) -> Bool? {
        guard let entry = found[key] else { return false }
        return entry.flag()
    }
}
