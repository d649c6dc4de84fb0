extension Migration {
    /// Sheets that came in and are being looked at: a portion of rows in each line, with how many of them stand where.
    package static let imports = Migration(
        name: "0010-imports",
        statements: [
            """
            CREATE TABLE import_sheets (
                id TEXT PRIMARY KEY, person TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, head TEXT NOT NULL,
                at BIGINT NOT NULL)
            """,
            // The clocks that a year's notice may move.
            "CREATE INDEX clocks_provisional ON clocks (number) WHERE provisional = 1 AND stopped IS NULL",
            "CREATE INDEX import_sheets_of_person ON import_sheets (person, kind, at)",
            "CREATE INDEX import_sheets_at ON import_sheets (at)",
            """
            CREATE TABLE import_portions (
                sheet TEXT NOT NULL, place BIGINT NOT NULL, body TEXT NOT NULL, fresh BIGINT NOT NULL, amended BIGINT NOT NULL,
                same BIGINT NOT NULL, wrong BIGINT NOT NULL, taken BIGINT NOT NULL, PRIMARY KEY (sheet, place))
            """,
        ])
}
