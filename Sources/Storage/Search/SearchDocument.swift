/// Something that can be found by its text, by those who may.
package struct SearchDocument: Hashable, Sendable {
    /// What it is, such as `case` or `customer`.
    package var kind: String
    /// Its name among its kind; one document each.
    package var key: String
    /// The text that is searched and shown.
    package var text: String
    /// Who may find it, as tokens without blanks: letters, digits, `:` and `-`.
    package var audience: [String]

    package init(kind: String, key: String, text: String, audience: [String]) {
        self.kind = kind
        self.key = key
        self.text = text
        self.audience = audience
    }

    /// The audience as the index keeps it: with a token of the kind, so that a rare kind is found among many of another.
    var marks: [String] { audience + [Self.kindToken(kind)] }

    /// The token of a kind.
    static func kindToken(_ kind: String) -> String { "kind:\(kind)" }
}

/// A document that was found.
package struct SearchHit: Hashable, Sendable {
    /// Its number in the index, by which the next page goes on.
    package let id: Int64
    package let kind: String
    package let key: String
    package let text: String

    init(_ row: SQLRow) throws {
        id = try row.integer(at: 0)
        kind = try row.text(at: 1)
        key = try row.text(at: 2)
        text = try row.text(at: 3)
    }
}
