extension Session {
    /// The documents that hold every one of the words (parts of words too), newest first.
    ///
    /// Words are parted by blanks. `audience` nil searches everything, an empty one finds nothing; `kinds` nil means all;
    /// `after` is the id of the last hit of the page before. Each hit is compared with the real text before it is given.
    package func search(
        _ words: String, audience: [String]?, kinds: [String]?, limit: Int, after: Int64?
    ) throws -> [SearchHit] {
        let sought = SoughtWords(words)
        guard !sought.isEmpty, limit > 0, audience?.isEmpty != true, kinds?.isEmpty != true else { return [] }
        if dialect == .postgres {
            // A plan for any words at all would read the whole table for rare ones.
            try execute("SET LOCAL plan_cache_mode = force_custom_plan")
        }
        var hits: [SearchHit] = []
        var last = after ?? .max
        var chunk = limit
        while hits.count < limit {
            let (sql, arguments) = candidates(sought, audience: audience, kinds: kinds, below: last, limit: chunk)
            let found = try query(sql, arguments).map(SearchHit.init)
            hits += found.filter { sought.stand(in: $0.text) }
            guard found.count == chunk, let oldest = found.last else { break }
            last = oldest.id
            chunk = min(chunk * 4, max(limit, 2_000))
        }
        return Array(hits.prefix(limit))
    }

    private func candidates(
        _ sought: SoughtWords, audience: [String]?, kinds: [String]?, below last: Int64, limit: Int
    ) -> (String, [SQLValue]) {
        var sql: String
        var arguments: [SQLValue]
        switch dialect {
        case .sqlite:
            sql = """
                SELECT d.id, d.kind, d.key, d.body FROM search_index AS i CROSS JOIN search_documents AS d ON d.id = i.rowid
                WHERE search_index MATCH ? AND i.rowid < ?
                """
            arguments = [.text(sought.match(audience: audience)), .integer(last)]
        case .postgres:
            sql = """
                SELECT d.id, d.kind, d.key, d.body FROM search_documents AS d
                WHERE d.grams @> CAST(? AS text[]) AND d.id < ?
                """
            arguments = [.text(PostgresArray.literal(sought.grams)), .integer(last)]
            if let audience {
                sql += " AND d.audience && CAST(? AS text[])"
                arguments.append(.text(PostgresArray.literal(audience)))
            }
        }
        if let kinds {
            sql += " AND d.kind IN (\(placeholders(kinds.count)))"
            arguments += kinds.map { .text($0) }
        }
        sql += dialect == .sqlite ? " ORDER BY i.rowid DESC LIMIT ?" : " ORDER BY d.id DESC LIMIT ?"
        return (sql, arguments + [.integer(Int64(limit))])
    }
}

/// What a person typed into the search, made ready for both databases.
private struct SoughtWords {
    private let words: [[Unicode.Scalar]]
    private let runs: [[String]]
    private let isLetter: [Bool]

    init(_ text: String) {
        words = FoldedText(text).words
        let runs = words.flatMap(FoldedText.runs)
        self.runs = runs.map(Bigrams.sought)
        isLetter = runs.map { $0.count == 1 }
    }

    /// Whether there is nothing that the index could be asked for.
    var isEmpty: Bool { runs.isEmpty }

    /// All pairs and single letters, for PostgreSQL.
    var grams: [String] { Set(runs.joined()).sorted() }

    /// The query of FTS5: a phrase for each run, a prefix for a single letter.
    func match(audience: [String]?) -> String {
        let phrases = zip(runs, isLetter).map { tokens, isLetter in
            "grams : \"\(tokens.joined(separator: " "))\"" + (isLetter ? "*" : "")
        }
        let readers = audience.map { tokens in
            let alternatives = tokens.map { "\"\(AudienceToken.encoded($0))\"" }
            return ["audience : (\(alternatives.joined(separator: " OR ")))"]
        }
        return (phrases + (readers ?? [])).joined(separator: " AND ")
    }

    /// Whether every word really stands in the text.
    func stand(in text: String) -> Bool {
        let folded = FoldedText(text)
        return words.allSatisfy(folded.contains)
    }
}
