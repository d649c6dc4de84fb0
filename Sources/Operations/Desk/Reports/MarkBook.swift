import Handbook
import Storage

/// Keeps the marks of cases, and how many cases bear each, in the transaction of what changed them.
final class MarkBook {
    private let session: any Session
    private var changes: [CountKey: Int] = [:]

    init(_ session: any Session) { self.session = session }

    /// Brings the marks of one case up to date; the counts follow when they are settled.
    func renew(_ header: CaseHeader, _ facets: Facets, time: ServiceTime, isNew: Bool = false) throws {
        let wanted = try MarkRow.all(of: header, facets, time: time, in: session)
        let kept = isNew ? [] : try MarkRow.kept(of: header.number, in: session)
        if wanted == kept { return }
        for gone in kept.subtracting(wanted) {
            try session.execute("DELETE FROM case_marks WHERE number = ? AND mark = ?", header.number, gone.mark.id)
            count(gone, -1)
        }
        let added = wanted.subtracting(kept).sorted { $0.mark.id < $1.mark.id }
        try session.insert(
            into: "case_marks", "number, \(MarkRow.columns)",
            added.map {
                [
                    .text(header.number), .text($0.mark.id), .integer(Int64($0.day.number)), .text($0.region), .text($0.customer),
                    .text($0.family),
                ]
            })
        for row in added { count(row, 1) }
    }

    private func count(_ row: MarkRow, _ change: Int) {
        for key in row.keys { changes[key, default: 0] += change }
    }

    /// Writes the counts: last in a transaction and always in one order, so that two that count alike wait and never block each other.
    func settle() throws {
        let due = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        changes = [:]
        for (key, change) in due {
            try session.execute(
                """
                INSERT INTO report_counts (\(CountKey.columns), count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (\(CountKey.columns)) DO UPDATE SET count = report_counts.count + excluded.count
                """, key.values + [.integer(Int64(change))])
        }
        for (key, change) in due where change < 0 {
            try session.execute(
                "DELETE FROM report_counts WHERE region = ? AND mark = ? AND part = ? AND period = ? AND name = ? AND count = 0",
                key.values)
        }
    }
}

extension MarkBook {
    /// How many cases bear a mark, counted from the marks themselves in bounded portions.
    static func recounted(_ mark: Mark, in session: any Session) throws -> [CountKey: Int] {
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
                for row in rows { for key in try MarkRow(row)?.keys ?? [] { counts[key, default: 0] += 1 } }
                guard let last = rows.last else { break }
                (day, number) = (try last.integer("day"), try last.text("number"))
            }
        }
        return counts
    }

    /// The counts of a mark as they are kept.
    static func counted(_ mark: Mark, in session: any Session) throws -> [CountKey: Int] {
        let rows = try session.query("SELECT \(CountKey.columns), count FROM report_counts WHERE mark = ?", mark.id)
        return Dictionary(
            uniqueKeysWithValues: try rows.map { row in
                let key = CountKey(
                    region: try row.text("region"), mark: mark.id, part: try row.text("part"), period: try row.text("period"),
                    name: try row.text("name"))
                return (key, Int(try row.integer("count")))
            })
    }

    /// Makes the counts of a mark anew from the marks.
    static func recount(_ mark: Mark, in session: any Session) throws {
        let wanted = try recounted(mark, in: session)
        try session.execute("DELETE FROM report_counts WHERE mark = ?", mark.id)
        for (key, count) in wanted.sorted(by: { $0.key < $1.key }) {
            try session.execute(
                "INSERT INTO report_counts (\(CountKey.columns), count) VALUES (?, ?, ?, ?, ?, ?)",
                key.values + [.integer(Int64(count))])
        }
    }
}
