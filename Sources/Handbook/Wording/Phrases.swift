/// Wording to avoid, each with a better one, and wording that does good (2.9).
package struct Phrases: Sendable {
    /// What 2.9.2 warns of, in the book's order.
    package let avoided: [Phrase]
    /// What 2.9.1 recommends, in the book's order.
    package let recommended: [Recommendation]
    private let table: WordTable
    /// For each word of the table, the phrase that it belongs to.
    private let owners: [Int]

    /// A sentence that does good (2.9.1).
    package struct Recommendation: Hashable, Sendable {
        package let clause: String
        package let text: Text
    }

    /// Phrases ready to be looked for.
    init(avoided: [Phrase], recommended: [Recommendation]) {
        self.avoided = avoided
        self.recommended = recommended
        table = WordTable(avoided.flatMap(\.triggers), gaps: .dropped)
        owners = avoided.enumerated().flatMap { index, phrase in phrase.triggers.map { _ in index } }
    }

    /// The phrases to avoid that a text holds, each once, in the book's order (2.9.2).
    package func found(in text: String) -> [Phrase] {
        var hits = [Bool](repeating: false, count: avoided.count)
        table.eachMatch(in: FoldedText(text, gaps: .dropped)) { word, _ in hits[owners[word]] = true }
        return zip(avoided, hits).filter(\.1).map(\.0)
    }
}

/// A phrase to avoid (2.9.2).
package struct Phrase: Hashable, Sendable {
    package let clause: String
    /// What gives it away, whatever the spaces and letter case.
    package let triggers: [String]
    /// What to say instead.
    package let better: Text
    /// Whether a trigger is an everyday word, so that a hit is only a hint.
    package let everyday: Bool
}
