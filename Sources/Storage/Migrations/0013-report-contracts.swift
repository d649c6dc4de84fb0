extension Migration {
    /// By which contract a case is done that reports count.
    package static let reportContracts = Migration(
        name: "0013-report-contracts",
        statements: [
            "ALTER TABLE case_marks ADD COLUMN contract TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX case_marks_of_contract ON case_marks (contract, mark, region, day, number) WHERE contract <> ''",
        ])
}
