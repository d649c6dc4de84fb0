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
        var hits: [SearchHit] = []
        var last = after ?? .max
        let few = dialect == .postgres ? try fewMatches(sought, audience: audience, kinds: kinds, below: last) : nil
        var chunk = limit
        while hits.count < limit {
            let (sql, arguments) =
                few.map { documents($0, below: last, limit: chunk) }
                ?? candidates(sought, audience: audience, kinds: kinds, below: last, limit: chunk)
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
            arguments = [.text(sought.match(audience: audience, kinds: kinds)), .integer(last)]
        case .postgres:
            sql = "SELECT d.id, d.kind, d.key, d.body FROM search_documents AS d WHERE d.id < ? AND d.grams @> CAST(? AS text[])"
            arguments = [.integer(last), .text(PostgresArray.literal(sought.grams))]
            if let audience {
                sql += " AND d.audience && CAST(? AS text[])"
                arguments.append(.text(PostgresArray.literal(audience)))
            }
        }
        if let kinds, dialect == .postgres {
            sql += " AND d.audience && CAST(? AS text[])"
            arguments.append(.text(PostgresArray.literal(kinds.map(SearchDocument.kindToken))))
        }
        sql += dialect == .sqlite ? " ORDER BY i.rowid DESC LIMIT ?" : " ORDER BY d.id DESC LIMIT ?"
        return (sql, arguments + [.integer(Int64(limit))])
    }
}

extension Session {
    private static var mostFew: Int { 2_000 }

    /// The ids of all candidates by PostgreSQL's GIN indexes, in any order; nil if there are too many.
    ///
    /// Left to itself the planner walks the newest documents for the words, through the whole table where they are rare
    /// among those that one may see. Where there are many it is right, and the walk is short.
    private func fewMatches(_ sought: SoughtWords, audience: [String]?, kinds: [String]?, below last: Int64) throws -> [Int64]? {
        try plan(byIndex: true)
        var sql = "SELECT id FROM search_documents WHERE id + 0 < ? AND grams @> CAST(? AS text[])"
        var arguments: [SQLValue] = [.integer(last), .text(PostgresArray.literal(sought.grams))]
        if let audience {
            sql += " AND audience && CAST(? AS text[])"
            arguments.append(.text(PostgresArray.literal(audience)))
        }
        if let kinds {
            sql += " AND audience && CAST(? AS text[])"
            arguments.append(.text(PostgresArray.literal(kinds.map(SearchDocument.kindToken))))
        }
        let ids = try query(sql + " LIMIT ?", arguments + [.integer(Int64(Self.mostFew + 1))]).map { try $0.integer(at: 0) }
        try plan(byIndex: false)
        return ids.count > Self.mostFew ? nil : ids.sorted(by: >)
    }

    /// Plans for these very words; a plan for any words at all would read the whole table for rare ones.
    private func plan(byIndex isByIndex: Bool) throws {
        let others = isByIndex ? "off" : "on"
        _ = try query(
            """
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', ?, true),
                set_config('enable_indexscan', ?, true)
            """, others, others)
    }

    private func documents(_ ids: [Int64], below last: Int64, limit: Int) -> (String, [SQLValue]) {
        let chunk = ids.lazy.filter { $0 < last }.prefix(limit).map(String.init).joined(separator: ",")
        return (
            "SELECT id, kind, key, body FROM search_documents WHERE id = ANY(CAST(? AS bigint[])) ORDER BY id DESC",
            [.text("{\(chunk)}")]
        )
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
    func match(audience: [String]?, kinds: [String]?) -> String {
        let phrases = zip(runs, isLetter).map { tokens, isLetter in
            "grams : \"\(tokens.joined(separator: " "))\"" + (isLetter ? "*" : "")
        }
        let marks = [audience, kinds.map { $0.map(SearchDocument.kindToken) }].compactMap(\.self).map { tokens in
            let alternatives = tokens.map { "\"\(AudienceToken.encoded($0))\"" }
            return "audience : (\(alternatives.joined(separator: " OR ")))"
        }
        return (phrases + marks).joined(separator: " AND ")
    }

    /// Whether every word really stands in the text.
    func stand(in text: String) -> Bool {
        let folded = FoldedText(text)
        return words.allSatisfy(folded.contains)
    }
}
