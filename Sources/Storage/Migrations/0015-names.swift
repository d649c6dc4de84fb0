extension Migration {
    /// Register entries by what they are called, for sheets that name them so.
    package static let names = Migration(
        name: "0015-names",
        statements: ["CREATE INDEX cases_called ON cases (title, kind) WHERE open = 1 AND number LIKE '%:%'"])
}
