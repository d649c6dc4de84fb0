import Handbook
import Storage

extension Desk {
    /// Adds to the counts of reports what has come since, at most so much at once; gives how many changes that were.
    package func sumUp(atMost limit: Int = 1_000) async throws -> Int {
        // Whoever has nothing to add takes no place among those who write.
        let isDue = try await database.read { try $0.first("SELECT 1 AS one FROM report_changes LIMIT 1") != nil }
        return isDue ? try await database.write { try MarkBook.sumUp(atMost: limit, in: $0) } : 0
    }
}

extension MarkBook {
    /// Adds up the oldest changes and takes them away; those of transactions that are still under way are not seen, and stay.
    static func sumUp(atMost limit: Int, in session: any Session) throws -> Int {
        let rows = try session.query("SELECT id, \(CountKey.columns), count FROM report_changes ORDER BY id LIMIT ?", limit)
        guard let last = try rows.last?.integer("id") else { return 0 }
        var sums: [CountKey: Int64] = [:]
        for row in rows { sums[try CountKey(row), default: 0] += try row.integer("count") }
        for (key, sum) in sums.sorted(by: { $0.key < $1.key }) where sum != 0 {
            try session.execute(
                """
                INSERT INTO report_counts (\(CountKey.columns), count) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (\(CountKey.columns)) DO UPDATE SET count = report_counts.count + excluded.count
                """, key.values + [.integer(sum)])
            // What is open on no day any more leaves no row behind.
            if sum < 0 {
                try session.execute(
                    """
                    DELETE FROM report_counts
                    WHERE region = ? AND mark = ? AND part = ? AND period = ? AND name = ? AND count = 0
                    """, key.values)
            }
        }
        try session.execute("DELETE FROM report_changes WHERE id <= ?", last)
        return rows.count
    }
}
