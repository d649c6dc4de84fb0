/// Finds in a text what may not be kept, and what makes it customer secret (1.3.2, 1.3.6).
package struct Secrets: Sendable {
    private let refusing: [SecretPattern]
    private let marking: [SecretPattern]
    private let harmless: Set<String>

    /// A stretch of a text that looks like a secret.
    package struct Finding: Hashable, Sendable {
        /// The pattern that found it.
        package let pattern: String
        package let clause: String
        package let text: Text
        /// Where it lies, in the bytes of the text's UTF-8.
        package let place: Range<Int>
    }

    /// The scan by these patterns, and the values that are no secret.
    init(refused: [SecretPattern], confidential: [SecretPattern], harmless: [String]) {
        refusing = refused
        marking = confidential
        self.harmless = Set(harmless.map { $0.lowercased() })
    }

    /// The passwords and keys in a text, which may not be stored (1.3.2, 1.3.3).
    package func refused(in text: String) -> [Finding] {
        findings(refusing, in: text)
    }

    /// The network addresses, topology, contract sums and line counts in a text, which make it customer secret (1.3.6, 1.6.4(4)).
    package func confidential(in text: String) -> [Finding] {
        findings(marking, in: text)
    }

    /// The clauses by which a text is refused.
    package var refusingClauses: Set<String> { Set(refusing.map(\.clause)) }

    /// The clauses by which a text is marked as customer secret.
    package var markingClauses: Set<String> { Set(marking.map(\.clause)) }

    private func findings(_ patterns: [SecretPattern], in text: String) -> [Finding] {
        let scan = SecretScan(text, harmless: harmless)
        var findings: [Finding] = []
        for pattern in patterns {
            for place in scan.places(of: pattern) {
                findings.append(
                    Finding(
                        pattern: pattern.id, clause: pattern.clause, text: pattern.text, place: scan.folded.original(place)))
            }
        }
        return findings.sorted { ($0.place.lowerBound, $0.pattern) < ($1.place.lowerBound, $1.pattern) }
    }
}

/// One thing that the secret scan looks for.
struct SecretPattern: Sendable {
    let id: String
    let kind: Kind
    let clause: String
    let text: Text
    let inferred: Bool
    let table: WordTable

    /// How a pattern's words are looked for.
    enum Kind: String, CaseIterable, Sendable {
        /// A word, a sign or linking word, and a value that reads like a secret.
        case assignment
        /// A word, a space and any value.
        case command
        /// The words alone.
        case block, word
        /// An IP address.
        case address
        /// A word with a number close by.
        case amount
    }
}
