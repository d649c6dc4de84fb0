import Handbook
import Storage

/// Reads the numbers of reports: what was counted and what has come since, never cases.
struct ReportSource {
    let regions: [String]
    let session: any Session

    private static let standing = Mark.all.filter(\.isStanding)
    private static let passing = Mark.all.filter { !$0.isStanding }
    private func list(_ marks: [Mark]) -> String { session.placeholders(marks.count) }
    private func values(_ marks: [Mark]) -> [SQLValue] { marks.map { .text($0.id) } }

    /// The rows that a statement gives of the counts, and of what has come since; whoever takes them adds them up.
    func counted(_ columns: String, _ condition: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        try ["report_counts", "report_changes"].flatMap { table in
            try session.query(
                "SELECT \(columns) FROM \(table) WHERE region IN (\(session.placeholders(regions.count))) AND \(condition)",
                regions.map { .text($0) } + arguments)
        }
    }

    /// The counts of the year and of its months, with their period, of the whole, or of the customer or contract that is asked for.
    func months(of query: ReportQuery) throws -> [(period: String, row: SQLRow)] {
        try counted(
            "mark, period, CAST(SUM(count) AS BIGINT) AS total",
            """
            mark IN (\(list(Self.passing))) AND part = ? AND period >= ? AND period <= ? AND name = ? GROUP BY mark, period
            """,
            values(Self.passing) + [
                .text(query.part.kind), .text(ReportQuery.period(query.year, nil)),
                .text(ReportQuery.period(query.year, 12)), .text(query.part.name),
            ]
        ).map { (try $0.text("period"), $0) }
    }

    /// What stands open now of the customer or contract that is asked for.
    func standing(of query: ReportQuery) throws -> [SQLRow] {
        try counted(
            "mark, CAST(SUM(count) AS BIGINT) AS total",
            "mark IN (\(list(Self.standing))) AND part = ? AND period = ? AND name = ? GROUP BY mark",
            values(Self.standing) + [.text(query.part.kind), .text(CountKey.now), .text(query.part.name)])
    }

    /// What stands open now, by the day since when.
    func standing() throws -> [(mark: Mark, since: Day, count: Int)] {
        try counted(
            "mark, period, CAST(SUM(count) AS BIGINT) AS total",
            "mark IN (\(list(Self.standing))) AND part = '' AND period < ? GROUP BY mark, period",
            values(Self.standing) + [.text(CountKey.now)]
        ).compactMap { row in
            guard let mark = Mark.named(try row.text("mark")), let since = Day(try row.text("period")) else { return nil }
            return (mark, since, Int(try row.integer("total")))
        }
    }

    /// The counts of each region.
    func regions(in period: String) throws -> [ServiceReport.Part] {
        try parts(
            counted(
                "region AS code, mark, count AS total", "mark IN (\(list(Mark.all))) AND part = '' AND period IN (?, ?)",
                values(Mark.all) + [.text(period), .text(CountKey.now)]))
    }

    /// The counts of each family, or of the customers that are named.
    func parts(_ part: String, in period: String, named names: [String]? = nil) throws -> [ServiceReport.Part] {
        if names?.isEmpty ?? false { return [] }
        return try parts(
            counted(
                "name AS code, mark, count AS total",
                "mark IN (\(list(Mark.all))) AND part = ? AND period IN (?, ?) \(narrowed(to: names))",
                values(Mark.all) + [.text(part), .text(period), .text(CountKey.now)] + (names ?? []).map { .text($0) }))
    }

    /// The condition that a name is one of these, where any are given.
    func narrowed(to names: [String]?) -> String { names.map { "AND name IN (\(session.placeholders($0.count)))" } ?? "" }

    /// The customers with the most of a mark, of the one region or of the whole company, and those whose counts are on the way.
    func leaders(by mark: String, in period: String, atMost limit: Int) throws -> [String] {
        // Whoever has cases in several regions leads by all of them together, which no region tells.
        let region = regions.count == 1 ? regions[0] : CountKey.company
        let newcomers = try ReportSource(regions: [region], session: session).newcomers("customer", mark, period)
        // As many more as may have lost their place to what is on the way.
        let leading = try session.query(
            """
            SELECT name FROM report_counts WHERE region = ? AND mark = ? AND period = ? AND part = 'customer'
            ORDER BY count DESC, name DESC LIMIT ?
            """, region, mark, period, limit + newcomers.count
        ).map { try $0.text("name") }
        return newcomers.union(leading).sorted()
    }

    /// The names of a part's kind that bear a mark in a period, after one of them.
    func names(of part: String, by mark: String, in period: String, after: String, atMost limit: Int) throws -> [String] {
        let walk = """
            SELECT name FROM (SELECT name FROM report_counts WHERE region = ? AND mark = ? AND part = ? AND period = ?
            AND name > ? ORDER BY name LIMIT ?) AS w
            """
        let walks = Array(repeating: walk, count: regions.count).joined(separator: " UNION ")
        let counted = try session.query(
            "SELECT name FROM (\(walks)) AS u ORDER BY name LIMIT ?",
            regions.flatMap { [.text($0), .text(mark), .text(part), .text(period), .text(after), .integer(Int64(limit))] }
                + [.integer(Int64(limit))]
        ).map { try $0.text("name") }
        let since = try newcomers(part, mark, period).filter { $0 > after }
        return Array(Set(counted).union(since).sorted().prefix(limit))
    }

    /// The names that have come since the counts were made.
    func newcomers(_ part: String, _ mark: String, _ period: String) throws -> Set<String> {
        let rows = try session.query(
            """
            SELECT DISTINCT name FROM report_changes
            WHERE region IN (\(session.placeholders(regions.count))) AND mark = ? AND part = ? AND period = ?
            """, regions.map { .text($0) } + [.text(mark), .text(part), .text(period)])
        return Set(try rows.map { try $0.text("name") })
    }

    private func parts(_ rows: [SQLRow]) throws -> [ServiceReport.Part] {
        var parts: [String: ReportFigures] = [:]
        for row in rows { try parts[try row.text("code"), default: ReportFigures()].add(row) }
        return parts.sorted { $0.key < $1.key }.map { ServiceReport.Part(code: $0.key, figures: $0.value) }
    }
}
