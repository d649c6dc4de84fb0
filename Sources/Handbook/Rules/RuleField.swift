/// A field of a rule's input or output: its name, what it may hold, and what it means.
package struct RuleField: Sendable {
    package let name: String
    package let kind: Kind
    package let isRequired: Bool
    package let text: Text

    package init(_ name: String, _ kind: Kind, required: Bool = true, _ zh: String, _ en: String) {
        self.name = name
        self.kind = kind
        isRequired = required
        text = Text(zh, en)
    }

    /// What a field may hold.
    package indirect enum Kind: Sendable {
        /// A moment, ISO 8601, without an offset in service time; a day alone is its 00:00.
        case instant
        /// A day; a moment stands for its day in service time.
        case day
        case whole(ClosedRange<Int>)
        case number(ClosedRange<Double>)
        case choice([String])
        case flag
        /// Text of at most so many characters.
        case line(Int)
        /// A service level such as 5x8/4H.
        case level
        /// Pairs of moments, the second later or null for what is still open.
        case spans
        /// A list of objects with these fields, at most so many.
        case rows(Int, [RuleField])
        /// A list of texts, at most so many.
        case lines(Int)
        /// An object with these fields (output only).
        case object([RuleField])
        /// This kind or null (output only).
        case nullable(Kind)
    }
}
