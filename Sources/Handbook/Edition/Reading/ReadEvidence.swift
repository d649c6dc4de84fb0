extension EvidenceKinds {
    /// Reads evidence.yaml (1.4).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(["kinds", "permissions"]) else { return nil }
        let all = fields["kinds"]?.each(1...100, EvidenceKind.init)
        fields["kinds"]?.reportRepeats(of: "id")
        let known = Set(all?.map(\.id) ?? [])
        let permissions = fields["permissions"]?.each(1...100) { EvidencePermission($0, known: known) }
        fields["permissions"]?.reportRepeats(of: "clause")
        guard let all, let permissions else { return nil }
        self.init(all: all, permissions: permissions)
    }
}

extension EvidenceKind {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["id", "zh", "en", "written", "clause"], optional: ["inferred"]) else { return nil }
        let id = fields["id"]?.name()
        let name = fields.text()
        let written = fields["written"]?.flag()
        let clause = fields["clause"]?.clause()
        let inferred = fields.flag("inferred")
        guard let id, let name, let written, let clause, let inferred else { return nil }
        self.init(id: id, name: name, written: written, clause: clause, inferred: inferred)
    }
}

extension EvidencePermission {
    fileprivate init?(_ entry: Entry, known: Set<String>) {
        guard let fields = entry.fields(["clause"], optional: ["kinds", "added", "any-written"]) else { return nil }
        let clause = fields["clause"]?.clause()
        let anyWritten = fields.flag("any-written")
        func kinds(_ key: String) -> [String]? {
            guard let list = fields[key] else { return [] }
            let kinds = list.each(1...100) { entry -> String? in
                guard let kind = entry.name() else { return nil }
                if !known.contains(kind) { entry.fault("没有凭证种类 \(kind)", "there is no kind of evidence \(kind)") }
                return kind
            }
            return kinds
        }
        let listed = kinds("kinds")
        let added = kinds("added")
        guard let clause, let anyWritten, let listed, let added else { return nil }
        if listed.isEmpty && !anyWritten {
            entry.fault("须列出种类,或写 any-written", "kinds or any-written is needed")
        }
        self.init(clause: clause, kinds: listed, added: added, anyWritten: anyWritten)
    }
}

extension Entry {
    /// Notes a fault at every entry of this list whose key has a value that an earlier one has.
    func reportRepeats(of key: String) {
        var seen: Set<String> = []
        for entry in node.sequence.map(Array.init) ?? [] {
            guard let node = entry.mapping?[key], let value = node.scalar?.string else { continue }
            if !seen.insert(value).inserted {
                log.report(file, node.mark?.line ?? line, "\(value) 写了两次", "\(value) is written twice")
            }
        }
    }
}
