/// A sentence or a name in the house's two languages.
package struct Text: Hashable, Sendable, Codable {
    package let zh: String
    package let en: String

    package init(_ zh: String, _ en: String) {
        self.zh = zh
        self.en = en
    }

    /// What somebody typed, or a name: the same in both languages.
    package init(typed words: String) { self.init(words, words) }

    /// The sentence in one language.
    package func text(in language: Language) -> String {
        switch language {
        case .zh: zh
        case .en: en
        }
    }
}

/// The languages in which the house speaks.
package enum Language: String, Codable, Sendable, CaseIterable {
    case zh, en
}
