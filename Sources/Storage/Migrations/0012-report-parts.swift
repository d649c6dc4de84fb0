extension Migration {
    /// What reports count of each part that was changed, and who has the most of all regions together.
    package static let reportParts = Migration(
        name: "0012-report-parts",
        statements: [
            "ALTER TABLE case_marks ADD COLUMN pieces BIGINT NOT NULL DEFAULT 0",
            // What was counted by region until now is added up; from here on it is counted with every change.
            """
            INSERT INTO report_counts (region, mark, part, period, name, count)
            SELECT '*', mark, part, period, name, SUM(count) FROM (
                SELECT mark, part, period, name, count FROM report_counts WHERE part = 'customer'
                UNION ALL SELECT mark, part, period, name, count FROM report_changes WHERE part = 'customer') AS kept
            WHERE mark IN ('SR.opened', 'hours.work') GROUP BY mark, part, period, name
            """,
        ])
}
