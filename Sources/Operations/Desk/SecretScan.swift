import Handbook

/// Looks through typed texts for what must never be written down: passwords and keys (1.3.2).
struct SecretScan {
    let edition: Edition
    let exempt: Set<String>

    /// A reason for each field that holds a secret, in whatever text of it.
    func refused(_ input: [String: Value]) -> [Reason] {
        input.sorted { $0.key < $1.key }.compactMap { name, value in
            guard !exempt.contains(name), let finding = value.texts.lazy.compactMap({ edition.secrets.refused(in: $0).first }).first
            else { return nil }
            return Reason(
                clause: finding.clause, title: Text("文中似有口令或密钥", "This looks like a password or key"),
                remedy: Text(
                    "请删去口令，改以电话或加密邮件告知；如为误判，请注明后再交",
                    "Take it out and tell it by phone or encrypted mail; if this is none, mark it so and send again"),
                field: name)
        }
    }

    /// The same of everything that is kept of a submission: its input, its reasons and why it was taken over.
    func refused(_ submission: Submission) -> [Reason] {
        var told = submission.input
        if !submission.reasons.isEmpty { told["reasons"] = .object(submission.reasons.mapValues { .text($0) }) }
        if let takeOver = submission.takeOver { told["takeOver"] = .text(takeOver) }
        return refused(told)
    }

    /// Whether any text makes the entry customer secret (1.3.6).
    private func isConfidential(_ input: [String: Value]) -> Bool {
        input.values.contains { value in value.texts.contains { !edition.secrets.confidential(in: $0).isEmpty } }
    }

    /// Phrases that 2.9.2 advises against, in texts that the customer reads.
    private func wording(_ input: [String: Value], _ fields: [Field]) -> [(field: Field, phrase: Phrase)] {
        Self.texts(of: input, fields).filter { $0.0.toCustomer }.flatMap { field, text in
            edition.phrases.found(in: text).map { (field, $0) }
        }
    }

    /// Everything that an edition's word lists find in an input that goes into the journal.
    func found(in input: [String: Value], _ fields: [Field]) -> Found {
        Found(edition: edition.hash, input: input, isConfidential: isConfidential(input), wording: wording(input, fields))
    }

    /// What was found in an input under an edition.
    struct Found: Sendable {
        let edition: String
        let input: [String: Value]
        let isConfidential: Bool
        let wording: [(field: Field, phrase: Phrase)]
    }

    /// Every text that somebody wrote into an input, with its field.
    static func texts(of input: [String: Value], _ fields: [Field]) -> [(Field, String)] {
        fields.flatMap { field -> [(Field, String)] in
            switch (field.kind, input[field.name] ?? .null) {
            case (.text, .text(let text)), (.longText, .text(let text)): return [(field, text)]
            case (.list(.text), .list(let elements)): return elements.compactMap { $0.text.map { (field, $0) } }
            case (.form(let inner), .object(let members)): return texts(of: members, inner)
            case (.list(.form(let inner)), .list(let rows)): return rows.compactMap(\.members).flatMap { texts(of: $0, inner) }
            default: return []
            }
        }
    }
}

extension Value {
    /// Every text in it, however deep.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .list(let elements): elements.flatMap(\.texts)
        case .object(let members): members.keys.sorted() + members.sorted { $0.key < $1.key }.flatMap { $0.value.texts }
        default: []
        }
    }
}
