extension Migration {
    /// What reports count: the marks that each case bears, and how many cases bear each; the hours of orders, and their sums.
    package static let reports = Migration(
        name: "0009-reports",
        statements: [
            """
            CREATE TABLE case_marks (
                number TEXT NOT NULL, mark TEXT NOT NULL, day BIGINT NOT NULL, region TEXT NOT NULL, customer TEXT NOT NULL,
                family TEXT NOT NULL, PRIMARY KEY (number, mark))
            """,
            // The list behind a number is walked along one of these, and nothing else is read.
            "CREATE INDEX case_marks_of_region ON case_marks (mark, region, day, number, family)",
            "CREATE INDEX case_marks_of_customer ON case_marks (customer, mark, region, day, number) WHERE customer <> ''",
            """
            CREATE TABLE order_hours (
                number TEXT NOT NULL, person TEXT NOT NULL, day BIGINT NOT NULL, is_lead INTEGER NOT NULL, journey TEXT NOT NULL,
                region TEXT NOT NULL, customer TEXT NOT NULL, family TEXT NOT NULL, travel BIGINT NOT NULL, waiting BIGINT NOT NULL,
                work BIGINT NOT NULL, standby BIGINT NOT NULL, stay BIGINT NOT NULL, overtime BIGINT NOT NULL, weekend BIGINT NOT NULL,
                holiday BIGINT NOT NULL, night BIGINT NOT NULL, PRIMARY KEY (number, person, day))
            """,
            "CREATE INDEX order_hours_of_person ON order_hours (person, day, number)",
            """
            CREATE TABLE report_counts (
                region TEXT NOT NULL, mark TEXT NOT NULL, part TEXT NOT NULL, period TEXT NOT NULL, name TEXT NOT NULL,
                count BIGINT NOT NULL, PRIMARY KEY (region, mark, part, period, name))
            """,
            // What has come since: transactions that count the same at once write rows of their own, and none has to wait.
            """
            CREATE TABLE report_changes (
                id {identity}, region TEXT NOT NULL, mark TEXT NOT NULL, part TEXT NOT NULL, period TEXT NOT NULL, name TEXT NOT NULL,
                count BIGINT NOT NULL)
            """,
            "CREATE INDEX report_counts_of_customers ON report_counts (region, mark, period, count, name) WHERE part = 'customer'",
        ])
}
