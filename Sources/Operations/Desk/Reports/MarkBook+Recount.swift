import Handbook
import Storage

extension MarkBook {
    /// What is counted anew at once.
    enum Count: Sendable {
        case mark(Mark)
        case hours

        static let all = Mark.all.map { mark($0) } + [hours]

        /// Under which names it is kept.
        var ids: [String] {
            switch self {
            // How often a part was changed is counted under the mark of all parts.
            case .mark(.partsChanged): [Mark.partsChanged.id, CountKey.pieces]
            case .mark(let mark): [mark.id]
            case .hours: HoursKind.allCases.map(\.id)
            }
        }
    }

    /// How many cases bear a mark, counted from the marks themselves in bounded portions.
    private static func recounted(_ mark: Mark, in session: any Session) throws -> [CountKey: Int] {
        var counts: [CountKey: Int] = [:]
        let regions = try session.query("SELECT DISTINCT region FROM case_marks WHERE mark = ?", mark.id).map {
            try $0.text("region")
        }
        for region in regions {
            var (day, number) = (Int64.min, "")
            while true {
                let rows = try session.query(
                    """
                    SELECT number, \(MarkRow.columns) FROM case_marks WHERE mark = ? AND region = ? AND (day, number) > (?, ?)
                    ORDER BY day, number LIMIT 5000
                    """, mark.id, region, day, number)
                for row in rows { for count in try MarkRow(row)?.counts ?? [] { counts[count.key, default: 0] += count.amount } }
                guard let last = rows.last else { break }
                (day, number) = (try last.integer("day"), try last.text("number"))
            }
        }
        return counts
    }

    /// The sums of hours, added up from the hours themselves in bounded portions.
    private static func resummed(in session: any Session) throws -> [CountKey: Int] {
        var sums: [CountKey: Int] = [:]
        var (number, person, day) = ("", "", Int64.min)
        while true {
            let rows = try session.query(
                """
                SELECT number, \(HoursRow.columns) FROM order_hours WHERE (number, person, day) > (?, ?, ?)
                ORDER BY number, person, day LIMIT 2000
                """, number, person, day)
            for row in rows { for sum in try HoursRow(row).sums { sums[sum.key, default: 0] += sum.amount } }
            guard let last = rows.last else { return sums }
            (number, person, day) = (try last.text("number"), try last.text("person"), try last.integer("day"))
        }
    }

    /// The counts of a mark, or the sums of a kind of hours, as they are kept, with what has come since.
    private static func kept(_ ids: [String], in session: any Session) throws -> [CountKey: Int] {
        var counts: [CountKey: Int] = [:]
        for table in ["report_counts", "report_changes"] {
            for row in try session.query(
                "SELECT \(CountKey.columns), count FROM \(table) WHERE mark IN (\(session.placeholders(ids.count)))",
                ids.map { .text($0) })
            {
                counts[try CountKey(row), default: 0] += Int(try row.integer("count"))
            }
        }
        return counts.filter { $0.value != 0 }
    }

    /// Whether the counts are what the marks or hours give.
    static func isRight(_ count: Count, in session: any Session) throws -> Bool {
        try kept(count.ids, in: session) == anew(count, in: session)
    }

    /// Makes the counts anew from the marks or hours.
    static func recount(_ count: Count, in session: any Session) throws {
        let wanted = try anew(count, in: session)
        for table in ["report_counts", "report_changes"] {
            try session.execute(
                "DELETE FROM \(table) WHERE mark IN (\(session.placeholders(count.ids.count)))", count.ids.map { .text($0) })
        }
        for (key, count) in wanted.sorted(by: { $0.key < $1.key }) {
            try session.execute(
                "INSERT INTO report_counts (\(CountKey.columns), count) VALUES (?, ?, ?, ?, ?, ?)",
                key.values + [.integer(Int64(count))])
        }
    }

    private static func anew(_ count: Count, in session: any Session) throws -> [CountKey: Int] {
        switch count {
        case .mark(.partsChanged):
            try session.query("SELECT DISTINCT mark FROM case_marks WHERE mark LIKE ?", "\(Mark.partsChanged.id)%")
                .compactMap { Mark.named(try $0.text("mark")) }
                .reduce(into: [:]) { $0.merge(try recounted($1, in: session), uniquingKeysWith: +) }
        case .mark(let mark): try recounted(mark, in: session)
        case .hours: try resummed(in: session)
        }
    }
}
