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
        let union = walks.union(stretch)
        let (steps, isEnd) = try stretch.merge(query(union.sql, union.arguments), of: walks.count)
        return (steps.map(\.key), isEnd)
    }

    /// The same with the lines of the cases; nil for those that none of these principals may see.
    func lines(
        of walks: [CaseWalk], _ stretch: CaseWalk.Stretch, visibleTo principals: [String]?
    ) throws -> (found: [(key: CaseWalk.Key, line: CaseLine?)], isEnd: Bool) {
        let union = walks.union(stretch)
        let seen = principals.map {
            "EXISTS (SELECT 1 FROM case_audience v WHERE v.number = c.number AND v.principal IN (\(placeholders($0.count))))"
        }
        // The join is written so that SQLite takes the keys first.
        let rows = try query(
            """
            SELECT walk, at, found, \(seen.map { "CASE WHEN \($0) THEN 1 ELSE 0 END" } ?? "1") AS seen, \(CaseLine.columns)
            FROM (\(union.sql)) AS w CROSS JOIN (SELECT \(CaseLine.columns) FROM cases) AS c WHERE number = found
            """, (principals ?? []).map { .text($0) } + union.arguments)
        let (steps, isEnd) = try stretch.merge(rows, of: walks.count)
        return (try steps.map { ($0.key, try rows[$0.row].integer(at: 3) == 1 ? CaseLine(rows[$0.row], from: 4) : nil) }, isEnd)
    }

    /// How many cases lie on these walks together, counted up to the stretch's limit.
    func count(of walks: [CaseWalk], _ stretch: CaseWalk.Stretch) throws -> Int {
        let statements = walks.map { $0.statement(stretch) }
        let union = statements.enumerated().map { "SELECT number FROM (\($1.sql)) AS w\($0)" }.joined(separator: " UNION ")
        let count = try first("SELECT COUNT(*) AS count FROM (\(union)) AS u", statements.flatMap(\.arguments))?.integer(at: 0) ?? 0
        return min(Int(count), stretch.limit)
    }
}

extension [CaseWalk] {
    /// All of them in one statement, which gives the walk, and the place and number of each case on it.
    fileprivate func union(_ stretch: CaseWalk.Stretch) -> (sql: String, arguments: [SQLValue]) {
        let statements = map { $0.statement(stretch) }
        let union = statements.enumerated().map { "SELECT \($0) AS walk, place AS at, number AS found FROM (\($1.sql)) AS w\($0)" }
        return (union.joined(separator: " UNION ALL "), statements.flatMap(\.arguments))
    }
}

extension CaseWalk.Stretch {
    /// What rows of several walks came upon, each case once and in order, as far as every walk has come; and whether that is all.
    fileprivate func merge(_ rows: [SQLRow], of walks: Int) throws -> (steps: [(key: CaseWalk.Key, row: Int)], isEnd: Bool) {
        var counts = Array(repeating: 0, count: walks)
        var last: [CaseWalk.Key?] = Array(repeating: nil, count: walks)
        var seen: Set<String> = []
        var steps: [(key: CaseWalk.Key, row: Int)] = []
        steps.reserveCapacity(rows.count)
        for (index, row) in rows.enumerated() {
            let walk = Int(try row.integer(at: 0))
            let key = CaseWalk.Key(key: try row.integer(at: 1), number: try row.text(at: 2))
            counts[walk] += 1
            if let former = last[walk] {
                last[walk] = former.precedes(key, isDescending: isDescending) ? key : former
            } else {
                last[walk] = key
            }
            if walks == 1 || seen.insert(key.number).inserted { steps.append((key, index)) }
        }
        steps.sort { $0.key.precedes($1.key, isDescending: isDescending) }
        let cut = zip(counts, last).filter { $0.0 >= limit }.compactMap(\.1).min { $0.precedes($1, isDescending: isDescending) }
        guard let cut else { return (steps, true) }
        return (steps.filter { !cut.precedes($0.key, isDescending: isDescending) }, false)
    }
}
