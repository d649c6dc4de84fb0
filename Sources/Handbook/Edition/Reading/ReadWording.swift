extension Phrases {
    /// Reads phrases.yaml (2.9).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(["avoid", "recommended"]) else { return nil }
        let avoided = fields["avoid"]?.each(1...200, Phrase.init)
        fields["avoid"]?.reportRepeats(of: "clause")
        let recommended = fields["recommended"]?.each(1...200, Recommendation.init)
        fields["recommended"]?.reportRepeats(of: "clause")
        guard let avoided, let recommended else { return nil }
        self.init(avoided: avoided, recommended: recommended)
    }
}

extension Phrase {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["clause", "triggers", "zh", "en"], optional: ["everyday"]) else { return nil }
        let clause = fields["clause"]?.clause()
        let triggers = fields["triggers"]?.words()
        let better = fields.text()
        let everyday = fields.flag("everyday")
        guard let clause, let triggers, let better, let everyday else { return nil }
        self.init(clause: clause, triggers: triggers, better: better, everyday: everyday)
    }
}

extension Phrases.Recommendation {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["clause", "zh", "en"]) else { return nil }
        let clause = fields["clause"]?.clause()
        let text = fields.text()
        guard let clause, let text else { return nil }
        self.init(clause: clause, text: text)
    }
}

extension Secrets {
    /// Reads secrets.yaml (1.3.2, 1.3.6).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(["refused", "confidential", "harmless"]) else { return nil }
        let refused = fields["refused"]?.each(1...100, SecretPattern.init)
        fields["refused"]?.reportRepeats(of: "id")
        let confidential = fields["confidential"]?.each(1...100, SecretPattern.init)
        fields["confidential"]?.reportRepeats(of: "id")
        let harmless = fields["harmless"]?.words(0...1_000)
        guard let refused, let confidential, let harmless else { return nil }
        self.init(refused: refused, confidential: confidential, harmless: harmless)
    }
}

extension SecretPattern {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["id", "kind", "clause", "zh", "en", "words"], optional: ["inferred"]) else {
            return nil
        }
        let id = fields["id"]?.name()
        let kind = fields["kind"]?.one(of: Kind.self)
        let clause = fields["clause"]?.clause()
        let text = fields.text()
        let words = fields["words"]?.words(kind == .address ? 0...0 : 1...200)
        let inferred = fields.flag("inferred")
        guard let id, let kind, let clause, let text, let words, let inferred else { return nil }
        self.init(
            id: id, kind: kind, clause: clause, text: text, inferred: inferred, table: WordTable(words, gaps: .kept))
    }
}

extension Entry {
    /// A list of words, each once.
    fileprivate func words(_ count: ClosedRange<Int> = 1...200) -> [String]? {
        var seen: Set<String> = []
        return each(count) { entry -> String? in
            guard let word = entry.string(max: 100) else { return nil }
            if !seen.insert(word).inserted { entry.fault("\(word) 写了两次", "\(word) is written twice") }
            return word
        }
    }
}
