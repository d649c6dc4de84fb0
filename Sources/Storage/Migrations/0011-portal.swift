extension Migration {
    /// The one-time links by which customers act who have no account: of each key only the digest.
    package static let portal = Migration(
        name: "0011-portal",
        statements: [
            """
            CREATE TABLE customer_links (
                hash TEXT PRIMARY KEY, number TEXT NOT NULL, position BIGINT NOT NULL, contact TEXT NOT NULL, purpose TEXT NOT NULL,
                person TEXT NOT NULL, created BIGINT NOT NULL, expires BIGINT NOT NULL, used BIGINT, led_to TEXT, revoked BIGINT)
            """,
            "CREATE INDEX customer_links_number ON customer_links (number, position)",
        ])
}
