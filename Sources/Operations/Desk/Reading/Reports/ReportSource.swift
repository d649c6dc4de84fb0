import Handbook
import Storage

/// Reads the numbers of reports: only kept counts, never cases.
struct ReportSource {
    let regions: [String]
    let session: any Session

    private var regionList: String { session.placeholders(regions.count) }
    private var regionValues: [SQLValue] { regions.map { .text($0) } }

    private static let standing = Mark.all.filter(\.isStanding)
    private static let passing = Mark.all.filter { !$0.isStanding }
    private func list(_ marks: [Mark]) -> String { session.placeholders(marks.count) }
    private func values(_ marks: [Mark]) -> [SQLValue] { marks.map { .text($0.id) } }

    /// The counts of a year and of its months, with their period.
    func months(of year: Int) throws -> [(period: String, row: SQLRow)] {
        try session.query(
            """
            SELECT mark, period, CAST(SUM(count) AS BIGINT) AS total FROM report_counts
            WHERE region IN (\(regionList)) AND mark IN (\(list(Self.passing))) AND part = '' AND period >= ? AND period <= ?
            GROUP BY mark, period
            """,
            regionValues + values(Self.passing) + [
                .text(ReportQuery.period(year, nil)), .text(ReportQuery.period(year, 12)),
            ]
        ).map { (try $0.text("period"), $0) }
    }

    /// What stands open now, by the day since when.
    func standing() throws -> [(mark: Mark, since: Day, count: Int)] {
        try session.query(
            """
            SELECT mark, period, CAST(SUM(count) AS BIGINT) AS total FROM report_counts
            WHERE region IN (\(regionList)) AND mark IN (\(list(Self.standing))) AND part = '' AND period < ?
            GROUP BY mark, period
            """, regionValues + values(Self.standing) + [.text(CountKey.now)]
        ).compactMap { row in
            guard let mark = Mark.named(try row.text("mark")), let since = Day(try row.text("period")) else { return nil }
            return (mark, since, Int(try row.integer("total")))
        }
    }

    /// The counts of each region.
    func regions(in period: String) throws -> [ServiceReport.Part] {
        try parts(
            session.query(
                """
                SELECT region AS code, mark, count AS total FROM report_counts
                WHERE region IN (\(regionList)) AND mark IN (\(list(Mark.all))) AND part = '' AND period IN (?, ?)
                """, regionValues + values(Mark.all) + [.text(period), .text(CountKey.now)]))
    }

    /// The counts of each family, or of the customers that are named.
    func parts(_ part: String, in period: String, named names: [String]? = nil) throws -> [ServiceReport.Part] {
        if names?.isEmpty ?? false { return [] }
        let narrowed = names.map { "AND name IN (\(session.placeholders($0.count)))" } ?? ""
        return try parts(
            session.query(
                """
                SELECT name AS code, mark, count AS total FROM report_counts
                WHERE region IN (\(regionList)) AND mark IN (\(list(Mark.all))) AND part = ? AND period IN (?, ?) \(narrowed)
                """,
                regionValues + values(Mark.all) + [.text(part), .text(period), .text(CountKey.now)]
                    + (names ?? []).map { .text($0) }))
    }

    /// The customers with the most cases of a mark in each region, of which there may be as many as that in each.
    func leaders(by mark: String, in period: String, atMost limit: Int) throws -> [String] {
        let walk = """
            SELECT name FROM (SELECT name FROM report_counts WHERE region = ? AND mark = ? AND period = ? AND part = 'customer'
            ORDER BY count DESC, name DESC LIMIT ?) AS w
            """
        let walks = Array(repeating: walk, count: regions.count).joined(separator: " UNION ")
        return try session.query(
            walks, regions.flatMap { [.text($0), .text(mark), .text(period), .integer(Int64(limit))] }
        ).map { try $0.text("name") }
    }

    private func parts(_ rows: [SQLRow]) throws -> [ServiceReport.Part] {
        var parts: [String: ReportFigures] = [:]
        for row in rows { try parts[try row.text("code"), default: ReportFigures()].add(row) }
        return parts.sorted { $0.key < $1.key }.map { ServiceReport.Part(code: $0.key, figures: $0.value) }
    }
}
