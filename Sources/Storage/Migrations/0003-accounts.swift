extension Migration {
    /// How people come in: sessions, one-time links, credentials.
    package static let accounts = Migration(
        name: "0003-accounts",
        statements: [
            """
            CREATE TABLE sessions (
                hash TEXT PRIMARY KEY, person TEXT NOT NULL, created BIGINT NOT NULL, seen BIGINT NOT NULL, expires BIGINT NOT NULL,
                address TEXT NOT NULL, agent TEXT NOT NULL, revoked BIGINT)
            """,
            "CREATE INDEX sessions_person ON sessions (person)",
            """
            CREATE TABLE one_time_links (
                hash TEXT PRIMARY KEY, person TEXT NOT NULL, purpose TEXT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL,
                used BIGINT)
            """,
            "CREATE INDEX one_time_links_person ON one_time_links (person)",
        ])
}
