import Handbook
import Storage

/// One sorted walk along an index that gives the keys of cases: nothing else is read.
enum CaseWalk: Hashable {
    /// Those of one principal and kind, by their place.
    case audience(principal: String, kind: String)
    /// Those of one kind in one stage and region, or in none, by their place.
    case stage(kind: String, stage: String, region: String?)
    /// Those of one kind, by their opening.
    case opened(kind: String)
    /// Those of one kind, by their number.
    case number(kind: String)
    /// Those of one region that bear a mark, by the day on which they got it.
    case marked(_ mark: String, region: String, customer: String?, family: String?)

    var isOfStage: Bool { if case .stage = self { true } else { false } }

    /// The key by which a case stands in a walk.
    struct Key: Hashable {
        let key: Int64
        let number: String

        func precedes(_ other: Key, isDescending: Bool) -> Bool {
            isDescending ? (other.key, other.number) < (key, number) : (key, number) < (other.key, other.number)
        }
    }

    /// The part of an index that is walked.
    struct Stretch {
        var isOpen: Bool
        var places: ClosedRange<Int64>
        var isDescending: Bool
        var cursor: CaseFilter.Cursor?
        var limit: Int
    }

    /// The statement of the walk; a comparison of rows lets both databases begin where the cursor stands.
    fileprivate func statement(_ stretch: Stretch) -> (sql: String, arguments: [SQLValue]) {
        let (compare, direction) = stretch.isDescending ? ("<", "DESC") : (">", "ASC")
        let from = start(of: stretch)
        let last = stretch.isDescending ? stretch.places.lowerBound : stretch.places.upperBound
        func walk(_ table: String, _ key: String, _ condition: String, _ arguments: [SQLValue]) -> (String, [SQLValue]) {
            (
                """
                SELECT \(key) AS place, number FROM \(table) WHERE \(condition) AND (\(key), number) \(compare) (?, ?)
                AND \(key) \(stretch.isDescending ? ">=" : "<=") ? ORDER BY \(key) \(direction), number \(direction) LIMIT ?
                """,
                arguments + [
                    .integer(from.key), .text(from.number), .integer(last), .integer(Int64(stretch.limit)),
                ]
            )
        }
        switch self {
        case .audience(let principal, let kind):
            return walk(
                "case_audience", "place", "principal = ? AND open = ? AND kind = ?",
                [.text(principal), stretch.isOpen.sqlValue, .text(kind)])
        case .stage(let kind, let stage, let region):
            return walk(
                "cases", "place", "kind = ? AND stage = ? AND region \(region == nil ? "IS NULL" : "= ?")",
                [.text(kind), .text(stage)] + (region.map { [.text($0)] } ?? []))
        case .marked(let mark, let region, let customer, let family):
            // The index of customers is of those cases that have one.
            let conditions =
                ["mark = ?", "region = ?"] + (customer == nil ? [] : ["customer = ?", "customer <> ''"])
                + (family == nil ? [] : ["family = ?"])
            return walk(
                "case_marks", "day", conditions.joined(separator: " AND "),
                [.text(mark), .text(region)] + [customer, family].compactMap { $0 }.map { .text($0) })
        case .opened(let kind): return walk("cases", "opened", "kind = ?", [.text(kind)])
        case .number(let kind):
            let (low, high) =
                stretch.isDescending
                ? ("\(kind)-", stretch.cursor?.number ?? "\(kind)-zz") : (stretch.cursor?.number ?? "\(kind)-", "\(kind)-zz")
            // The kind is no reason to leave the order of the numbers.
            return (
                "SELECT 0 AS place, number FROM cases WHERE kind || '' = ? AND number > ? AND number < ? ORDER BY number \(direction) LIMIT ?",
                [.text(kind), .text(low), .text(high), .integer(Int64(stretch.limit))]
            )
        }
    }

    /// The key that lies just before the first one that is wanted.
    private func start(of stretch: Stretch) -> Key {
        let edge =
            stretch.isDescending
            ? Key(key: stretch.places.upperBound, number: "zz") : Key(key: stretch.places.lowerBound, number: "")
        guard let cursor = stretch.cursor else { return edge }
        let asked = Key(key: cursor.key, number: cursor.number)
        return edge.precedes(asked, isDescending: stretch.isDescending) ? asked : edge
    }
}

extension Session {
    /// The keys of several walks, each once and in order, and whether all walks have come to their end.
    ///
    /// Keys beyond the point that every walk has reached are left for the next portion.
    func keys(of walks: [CaseWalk], _ stretch: CaseWalk.Stretch) throws -> (keys: [CaseWalk.Key], isEnd: Bool) {
        let statements = walks.enumerated().map { index, walk in
            let statement = walk.statement(stretch)
            return (
                sql: "SELECT \(index) AS walk, place, number FROM (\(statement.sql)) AS w\(index)", arguments: statement.arguments
            )
        }
        let rows = try query(statements.map(\.sql).joined(separator: " UNION ALL "), statements.flatMap(\.arguments))
        var counts = Array(repeating: 0, count: walks.count)
        var last: [CaseWalk.Key?] = Array(repeating: nil, count: walks.count)
        var seen: Set<String> = []
        var keys: [CaseWalk.Key] = []
        keys.reserveCapacity(rows.count)
        for row in rows {
            let walk = Int(try row.integer(at: 0))
            let key = CaseWalk.Key(key: try row.integer(at: 1), number: try row.text(at: 2))
            counts[walk] += 1
            if let former = last[walk] {
                last[walk] = former.precedes(key, isDescending: stretch.isDescending) ? key : former
            } else {
                last[walk] = key
            }
            if seen.insert(key.number).inserted { keys.append(key) }
        }
        if walks.count > 1 { keys.sort { $0.precedes($1, isDescending: stretch.isDescending) } }
        let cut = zip(counts, last).filter { $0.0 >= stretch.limit }.compactMap(\.1)
            .min { $0.precedes($1, isDescending: stretch.isDescending) }
        guard let cut else { return (keys, true) }
        return (keys.filter { !cut.precedes($0, isDescending: stretch.isDescending) }, false)
    }

    /// How many cases lie on these walks together, counted up to the stretch's limit.
    func count(of walks: [CaseWalk], _ stretch: CaseWalk.Stretch) throws -> Int {
        let statements = walks.map { $0.statement(stretch) }
        let union = statements.enumerated().map { "SELECT number FROM (\($1.sql)) AS w\($0)" }.joined(separator: " UNION ")
        let count = try first("SELECT COUNT(*) AS count FROM (\(union)) AS u", statements.flatMap(\.arguments))?.integer(at: 0) ?? 0
        return min(Int(count), stretch.limit)
    }
}
