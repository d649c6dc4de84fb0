extension Migration {
    /// Who read customer secrets: at most one row a person, case and hour.
    package static let reads = Migration(
        name: "0006-reads",
        statements: [
            """
            CREATE TABLE secret_reads (
                id {identity}, person TEXT NOT NULL, number TEXT NOT NULL, hour BIGINT NOT NULL, at BIGINT NOT NULL, what TEXT NOT NULL,
                UNIQUE (person, number, hour))
            """,
            "CREATE INDEX secret_reads_person ON secret_reads (person, id)",
            "CREATE INDEX secret_reads_number ON secret_reads (number, id)",
        ])
}
