extension Migration {
    /// The tables of `Search/` and `Blobs/`.
    package static let searchAndBlobs = Migration(name: "0000-search-and-blobs") { dialect in
        [blobs] + (dialect == .sqlite ? searchInSQLite : searchInPostgreSQL)
    }

    private static let blobs = """
        CREATE TABLE blobs (
            hash TEXT PRIMARY KEY,
            size BIGINT NOT NULL,
            media_type TEXT NOT NULL,
            bytes {blob} NOT NULL
        )
        """

    private static let searchInSQLite = [
        """
        CREATE TABLE search_documents (
            id {identity},
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body TEXT NOT NULL,
            grams TEXT NOT NULL,
            audience TEXT NOT NULL,
            tokenizer BIGINT NOT NULL,
            UNIQUE (kind, key)
        )
        """,
        "CREATE INDEX search_documents_by_tokenizer ON search_documents (tokenizer)",
        "CREATE VIRTUAL TABLE search_index USING fts5(grams, audience, content='', tokenize='ascii')",
    ]

    private static let searchInPostgreSQL = [
        """
        CREATE TABLE search_documents (
            id {identity},
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            body TEXT NOT NULL,
            grams TEXT[] NOT NULL,
            audience TEXT[] NOT NULL,
            tokenizer BIGINT NOT NULL,
            UNIQUE (kind, key)
        )
        """,
        "CREATE INDEX search_documents_by_tokenizer ON search_documents (tokenizer)",
        // Without a list of pending entries: searches stay fast, and serializable writers lock pages, not the whole index.
        "CREATE INDEX search_documents_by_gram ON search_documents USING gin (grams) WITH (fastupdate = off)",
        "CREATE INDEX search_documents_by_audience ON search_documents USING gin (audience) WITH (fastupdate = off)",
    ]
}
