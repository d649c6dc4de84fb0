extension Session {
    /// Puts a document into the index, in place of the one with its kind and key.
    package func index(_ document: SearchDocument) throws {
        if let token = document.audience.first(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) {
            throw StorageFault.statement("'\(token)' can't be an audience: it is empty or holds a blank")
        }
        switch dialect {
        case .sqlite: try indexInSQLite(document)
        case .postgres: try indexInPostgreSQL(document)
        }
    }

    /// Takes a document out of the index; one that isn't there is no error.
    package func unindex(kind: String, key: String) throws {
        if dialect == .sqlite { try removeEntry(kind: kind, key: key) }
        try execute("DELETE FROM search_documents WHERE kind = ? AND key = ?", kind, key)
    }

    /// Up to `limit` documents whose tokens were made by an older version of `Bigrams`.
    package func staleSearchDocuments(limit: Int) throws -> [SearchDocument] {
        let audience = dialect == .sqlite ? "audience" : "array_to_string(audience, ' ')"
        return try query(
            "SELECT kind, key, body, \(audience) FROM search_documents WHERE tokenizer < ? ORDER BY tokenizer, id LIMIT ?",
            Bigrams.version, limit
        ).map { row in
            SearchDocument(
                kind: try row.text(at: 0), key: try row.text(at: 1), text: try row.text(at: 2),
                audience: try row.text(at: 3).split(separator: " ").map(String.init))
        }
    }

    /// Makes the tokens of up to `limit` stale documents anew and gives how many there were; 0 when all is done.
    package func reindexSearchDocuments(limit: Int) throws -> Int {
        let stale = try staleSearchDocuments(limit: limit)
        try stale.forEach(index)
        return stale.count
    }
}

extension Session {
    private func indexInSQLite(_ document: SearchDocument) throws {
        let audience = document.audience.joined(separator: " ")
        guard try !isIndexed(document, audience) else { return }
        let grams = Bigrams.tokens(of: document.text).joined(separator: " ")
        try removeEntry(kind: document.kind, key: document.key)
        let row = try first(
            """
            INSERT INTO search_documents (kind, key, body, grams, audience, tokenizer) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (kind, key) DO UPDATE
            SET body = excluded.body, grams = excluded.grams, audience = excluded.audience, tokenizer = excluded.tokenizer
            RETURNING id
            """,
            document.kind, document.key, document.text, grams, audience, Bigrams.version)
        try execute(
            "INSERT INTO search_index (rowid, grams, audience) VALUES (?, ?, ?)",
            row?.integer(at: 0), grams, AudienceToken.encoded(audience))
    }

    /// Whether the very same document is in the index, so that nothing has to be done.
    private func isIndexed(_ document: SearchDocument, _ audience: String) throws -> Bool {
        try first(
            "SELECT id FROM search_documents WHERE kind = ? AND key = ? AND body = ? AND audience = ? AND tokenizer = ?",
            document.kind, document.key, document.text, audience, Bigrams.version) != nil
    }

    /// Takes the full-text entry out, which FTS5 does by the very words that went in.
    private func removeEntry(kind: String, key: String) throws {
        guard let row = try first("SELECT id, grams, audience FROM search_documents WHERE kind = ? AND key = ?", kind, key)
        else { return }
        try execute(
            "INSERT INTO search_index (search_index, rowid, grams, audience) VALUES ('delete', ?, ?, ?)",
            row.integer(at: 0), row.text(at: 1), AudienceToken.encoded(row.text(at: 2)))
    }

    private func indexInPostgreSQL(_ document: SearchDocument) throws {
        try execute(
            """
            INSERT INTO search_documents (kind, key, body, grams, audience, tokenizer)
            VALUES (?, ?, ?, CAST(? AS text[]), CAST(? AS text[]), ?)
            ON CONFLICT (kind, key) DO UPDATE
            SET body = excluded.body, grams = excluded.grams, audience = excluded.audience, tokenizer = excluded.tokenizer
            WHERE (search_documents.body, search_documents.audience, search_documents.tokenizer)
                <> (excluded.body, excluded.audience, excluded.tokenizer)
            """,
            document.kind, document.key, document.text, PostgresArray.literal(Bigrams.elements(of: document.text)),
            PostgresArray.literal(document.audience), Bigrams.version)
    }
}

/// An audience token spelled so that FTS5 takes it for one word.
///
/// The spelling is part of the index and must never change without a new one: entries are deleted by it.
enum AudienceToken {
    /// Lower-case letters but `x`, and digits, stay; every other byte becomes `x` and two hexadecimal digits.
    static func encoded(_ tokens: some StringProtocol) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let bytes = tokens.utf8.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "x"): [byte, digits[7], digits[8]]
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: " "): [byte]
            default: [UInt8(ascii: "x"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Arrays as PostgreSQL reads them from text.
enum PostgresArray {
    /// `{"a","b"}`, with quotes and backslashes escaped.
    static func literal(_ elements: [String]) -> String {
        "{" + elements.map { "\"\($0.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"" }.joined(separator: ",") + "}"
    }
}
