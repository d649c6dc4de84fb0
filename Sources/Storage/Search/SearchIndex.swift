extension Session {
    /// Puts a document into the index, in place of the one with its kind and key.
    package func index(_ document: SearchDocument) throws {
        try AudienceToken.check(document.audience)
        switch dialect {
        case .sqlite: try indexInSQLite(document)
        case .postgres: try indexInPostgreSQL(document)
        }
    }

    /// Puts a document into the index whose kind and key nothing has borne yet.
    package func add(_ document: SearchDocument) throws {
        try AudienceToken.check(document.audience)
        switch dialect {
        case .sqlite: try addInSQLite(document)
        case .postgres: try indexInPostgreSQL(document)
        }
    }

    /// Lets others find a document than before; its text stays, and one that isn't there is no error.
    package func readdress(kind: String, key: String, to audience: [String]) throws {
        try AudienceToken.check(audience)
        let audience = audience + [SearchDocument.kindToken(kind)]
        switch dialect {
        case .sqlite:
            let row = try first("SELECT id, grams, audience FROM search_documents WHERE kind = ? AND key = ?", kind, key)
            guard let row else { return }
            let (id, grams, audience) = (try row.integer(at: 0), try row.text(at: 1), audience.joined(separator: " "))
            try removeEntry(id, grams, row.text(at: 2))
            try execute("UPDATE search_documents SET audience = ? WHERE id = ?", audience, id)
            try addEntry(id, grams, audience)
        case .postgres:
            try execute(
                "UPDATE search_documents SET audience = CAST(? AS text[]) WHERE kind = ? AND key = ?",
                PostgresArray.literal(audience),
                kind, key)
        }
    }

    /// Takes a document out of the index; one that isn't there is no error.
    package func unindex(kind: String, key: String) throws {
        if dialect == .sqlite,
            let row = try first("SELECT id, grams, audience FROM search_documents WHERE kind = ? AND key = ?", kind, key)
        {
            try removeEntry(row.integer(at: 0), row.text(at: 1), row.text(at: 2))
        }
        try execute("DELETE FROM search_documents WHERE kind = ? AND key = ?", kind, key)
    }

    /// Up to `limit` documents whose tokens were made by an older version of `Bigrams`.
    package func staleSearchDocuments(limit: Int) throws -> [SearchDocument] {
        let audience = dialect == .sqlite ? "audience" : "array_to_string(audience, ' ')"
        return try query(
            "SELECT kind, key, body, \(audience) FROM search_documents WHERE tokenizer < ? ORDER BY tokenizer, id LIMIT ?",
            Bigrams.version, limit
        ).map { row in
            let kind = try row.text(at: 0)
            return SearchDocument(
                kind: kind, key: try row.text(at: 1), text: try row.text(at: 2),
                audience: try row.text(at: 3).split(separator: " ").map(String.init).filter { $0 != SearchDocument.kindToken(kind) }
            )
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
    private func addInSQLite(_ document: SearchDocument) throws {
        let grams = Bigrams.joinedTokens(of: document.text)
        let audience = document.marks.joined(separator: " ")
        try execute(
            "INSERT INTO search_documents (kind, key, body, grams, audience, tokenizer) VALUES (?, ?, ?, ?, ?, ?)",
            document.kind, document.key, document.text, grams, audience, Bigrams.version)
        // Not by RETURNING: SQLite guards that by a savepoint, at which FTS5 writes its pending words out.
        try execute(
            "INSERT INTO search_index (rowid, grams, audience) VALUES (last_insert_rowid(), ?, ?)", grams,
            AudienceToken.encoded(audience))
    }

    private func indexInSQLite(_ document: SearchDocument) throws {
        let old = try first(
            "SELECT id, grams, audience, body, tokenizer FROM search_documents WHERE kind = ? AND key = ?", document.kind,
            document.key)
        guard let old else { return try addInSQLite(document) }
        let audience = document.marks.joined(separator: " ")
        let id = try old.integer(at: 0)
        let hasSameText =
            try old.text(at: 3).utf8.elementsEqual(document.text.utf8) && old.integer(at: 4) == Int64(Bigrams.version)
        if hasSameText, try old.text(at: 2) == audience { return }
        let grams = hasSameText ? try old.text(at: 1) : Bigrams.joinedTokens(of: document.text)
        try removeEntry(id, try old.text(at: 1), try old.text(at: 2))
        try execute(
            "UPDATE search_documents SET body = ?, grams = ?, audience = ?, tokenizer = ? WHERE id = ?", document.text, grams,
            audience, Bigrams.version, id)
        try addEntry(id, grams, audience)
    }

    private func addEntry(_ id: Int64, _ grams: String, _ audience: String) throws {
        try execute(
            "INSERT INTO search_index (rowid, grams, audience) VALUES (?, ?, ?)", id, grams, AudienceToken.encoded(audience))
    }

    /// Takes the full-text entry out, which FTS5 does by the very words that went in.
    private func removeEntry(_ id: Int64, _ grams: String, _ audience: String) throws {
        try execute(
            "INSERT INTO search_index (search_index, rowid, grams, audience) VALUES ('delete', ?, ?, ?)", id, grams,
            AudienceToken.encoded(audience))
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
            PostgresArray.literal(document.marks), Bigrams.version)
    }
}

/// An audience token spelled so that FTS5 takes it for one word.
///
/// The spelling is part of the index and must never change without a new one: entries are deleted by it.
enum AudienceToken {
    /// Throws where something can't be an audience: it is empty or holds a blank.
    static func check(_ tokens: [String]) throws {
        func isPlain(_ token: String) -> Bool { token.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }
        guard let token = tokens.first(where: { $0.isEmpty || !isPlain($0) && $0.contains(where: \.isWhitespace) }) else { return }
        throw StorageFault.statement("'\(token)' can't be an audience: it is empty or holds a blank")
    }

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
