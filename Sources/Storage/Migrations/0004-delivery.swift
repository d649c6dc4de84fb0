extension Migration {
    /// What leaves the house: who took secret papers, and why a letter did not go.
    package static let delivery = Migration(
        name: "0004-delivery",
        statements: [
            """
            CREATE TABLE downloads (
                id {identity}, person TEXT NOT NULL, paper TEXT NOT NULL, at BIGINT NOT NULL, address TEXT NOT NULL)
            """,
            "CREATE INDEX downloads_paper ON downloads (paper, id)",
            "CREATE INDEX downloads_person ON downloads (person, id)",
            "ALTER TABLE outbox ADD COLUMN trouble TEXT",
            "CREATE INDEX outbox_sent ON outbox (id) WHERE sent IS NOT NULL",
            "CREATE INDEX outbox_dead ON outbox (id) WHERE dead = 1",
            "CREATE INDEX outbox_waiting ON outbox (id) WHERE sent IS NULL AND dead = 0",
        ])
}
