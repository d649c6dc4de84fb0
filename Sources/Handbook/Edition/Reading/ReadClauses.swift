extension ClauseIndex {
    /// Reads clauses.yaml.
    init?(_ entry: Entry, isKept: Bool) {
        guard let fields = entry.fields(["parts", "clauses"]) else { return nil }
        let parts = fields["parts"]?.each(1...50, Part.init)
        fields["parts"]?.reportRepeats(of: "number")
        let known = Set(parts?.map(\.number) ?? [])
        let all = fields["clauses"]?.each(1...10_000) { Clause($0, parts: known, isKept: isKept) }
        fields["clauses"]?.reportRepeats(of: "id")
        guard let parts, let all else { return nil }
        self.init(all: all, parts: parts)
    }
}

extension ClauseIndex.Part {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["number", "zh", "en"]) else { return nil }
        let number = fields["number"]?.whole(in: 0...100)
        let title = fields.text()
        guard let number, let title else { return nil }
        self.init(number: number, title: title)
    }
}

extension Clause {
    fileprivate init?(_ entry: Entry, parts: Set<Int>, isKept: Bool) {
        let keys = ["id", "title", "rule", "part", "mechanism", "places", "printed", "inferred"]
        guard let fields = entry.fields(keys, optional: ["note"]) else { return nil }
        let id = fields["id"]?.string(max: 40)
        let title = fields["title"]?.text()
        let rule = fields["rule"]?.text()
        let part = fields["part"]?.whole(in: 0...100)
        let mechanism = fields["mechanism"]?.one(of: Mechanism.self)
        let places = fields["places"]?.each(0...20) { $0.string(max: 60) }
        let printed = fields["printed"]?.flag()
        let inferred = fields["inferred"]?.flag()
        // Notes once stood in English alone: what a house keeps from then still opens, without them.
        let isOfBefore = isKept && fields["note"]?.node.scalar != nil
        let note = isOfBefore ? nil : fields["note"]?.text()
        if let part, !parts.contains(part) {
            fields["part"]?.fault("没有第 \(part) 部分", "there is no part \(part)")
        }
        guard let id, let title, let rule, let part, let mechanism, let places, let printed, let inferred else { return nil }
        self.init(
            id: id, title: title, rule: rule, part: part, mechanism: mechanism, places: places, printed: printed,
            inferred: inferred, note: note)
    }
}
