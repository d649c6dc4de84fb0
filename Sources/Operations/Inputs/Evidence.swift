import Handbook

/// A proof of what somebody outside said: its kind, who gave it and when, and the scan or file where there is one (1.3.5, 1.4.1).
package struct Evidence: InputValue, Hashable {
    package let kind: String
    package let givenBy: String
    package let at: Instant
    package let note: String?
    package let file: Attachment?

    package static var kind: FieldKind { .evidence }
    package static var blank: Evidence { Evidence(kind: "", givenBy: "", at: .blank, note: nil, file: nil) }
}

/// A file that was stored by its content before the activity names it.
package struct Attachment: InputValue, Hashable {
    package let name: String
    /// `sha256:` and the digest of the bytes.
    package let hash: String

    package static var kind: FieldKind { .attachment }
    package static var blank: Attachment { Attachment(name: "", hash: "") }
}

/// A customer's signature on a paper: who signed, how, and the hash of exactly what was signed (12.2.5/8).
package struct Signature: InputValue, Hashable {
    /// How a signature came about.
    package enum Way: String, Codable, Sendable, CaseIterable {
        case drawn, link, paper, stamped

        /// Whether it was given on paper, of which a scan is kept.
        package var isOnPaper: Bool { self == .paper || self == .stamped }
    }

    package let way: Way
    package let name: String
    package let post: String?
    /// The drawn strokes or the scan of the signed or stamped paper.
    package let file: Attachment?
    /// The hash of the paper that was shown.
    package let paper: String?

    package static var kind: FieldKind { .signature }
    package static var blank: Signature { Signature(way: .drawn, name: "", post: nil, file: nil, paper: nil) }
}
