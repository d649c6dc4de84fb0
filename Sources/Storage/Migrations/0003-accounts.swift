extension Migration {
    /// How people come in: passwords, second steps, sessions, one-time links, and what happened with them.
    package static let accounts = Migration(
        name: "0003-accounts",
        statements: [
            """
            CREATE TABLE sessions (
                hash TEXT PRIMARY KEY, person TEXT NOT NULL, created BIGINT NOT NULL, seen BIGINT NOT NULL, expires BIGINT NOT NULL,
                address TEXT NOT NULL, agent TEXT NOT NULL, revoked BIGINT)
            """,
            "CREATE INDEX sessions_person ON sessions (person)",
            "CREATE INDEX sessions_expires ON sessions (expires)",
            """
            CREATE TABLE one_time_links (
                hash TEXT PRIMARY KEY, person TEXT NOT NULL, purpose TEXT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL,
                used BIGINT)
            """,
            "CREATE INDEX one_time_links_person ON one_time_links (person)",
            "CREATE INDEX one_time_links_expires ON one_time_links (expires)",
            "CREATE TABLE passwords (person TEXT PRIMARY KEY, encoded TEXT NOT NULL, since BIGINT NOT NULL)",
            """
            CREATE TABLE throttles (
                key TEXT PRIMARY KEY, tries BIGINT NOT NULL, at BIGINT NOT NULL, shut_until BIGINT NOT NULL)
            """,
            "CREATE INDEX throttles_at ON throttles (at)",
            """
            CREATE TABLE second_steps (
                person TEXT PRIMARY KEY, secret {blob} NOT NULL, created BIGINT NOT NULL, confirmed BIGINT, last_step BIGINT NOT NULL)
            """,
            """
            CREATE TABLE recovery_codes (
                person TEXT NOT NULL, hash TEXT NOT NULL, used BIGINT, PRIMARY KEY (person, hash))
            """,
            "CREATE TABLE preferences (person TEXT PRIMARY KEY, language TEXT, mail INTEGER NOT NULL DEFAULT 1)",
            """
            CREATE TABLE account_events (
                id {identity}, person TEXT NOT NULL, event TEXT NOT NULL, detail TEXT, address TEXT NOT NULL, agent TEXT NOT NULL,
                at BIGINT NOT NULL)
            """,
            "CREATE INDEX account_events_person ON account_events (person, id)",
            // People sign in by phone or mail too.
            "CREATE INDEX people_phone ON people (phone) WHERE valid_to IS NULL",
            "CREATE INDEX people_mail ON people (lower(mail)) WHERE valid_to IS NULL",
            "CREATE INDEX tokens_person ON tokens (person)",
        ])
}
