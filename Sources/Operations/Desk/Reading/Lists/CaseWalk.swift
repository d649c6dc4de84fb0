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

    /// A walk as a statement is made of it.
    fileprivate struct Part {
        let table: String
        /// What gives the place of a case.
        let key: String
        /// Conditions, order and limit.
        let rest: String
        let arguments: [SQLValue]

        /// The places and numbers alone.
        var keys: String { "SELECT \(key) AS place, number FROM \(table) \(rest)" }
    }

    /// The walk along its index; a comparison of rows lets both databases begin where the cursor stands.
    fileprivate func part(_ stretch: Stretch) -> Part {
        let (compare, direction) = stretch.isDescending ? ("<", "DESC") : (">", "ASC")
        let from = start(of: stretch)
        let last = stretch.isDescending ? stretch.places.lowerBound : stretch.places.upperBound
        func walk(_ table: String, _ key: String, _ condition: String, _ arguments: [SQLValue]) -> Part {
            Part(
                table: table, key: key,
                rest: """
                    WHERE \(condition) AND (\(key), number) \(compare) (?, ?)
                    AND \(key) \(stretch.isDescending ? ">=" : "<=") ? ORDER BY \(key) \(direction), number \(direction) LIMIT ?
                    """,
                arguments: arguments + [
                    .integer(from.key), .text(from.number), .integer(last), .integer(Int64(stretch.limit)),
                ])
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
            return Part(
                table: "cases", key: "0",
                rest: "WHERE kind || '' = ? AND number > ? AND number < ? ORDER BY number \(direction) LIMIT ?",
                arguments: [.text(kind), .text(low), .text(high), .integer(Int64(stretch.limit))])
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
        let parts = walks.map { $0.part(stretch) }
        let union = parts.enumerated().map { "SELECT \($0) AS walk, place, number FROM (\($1.keys)) AS w\($0)" }
        let rows = try query(union.joined(separator: " UNION ALL "), parts.flatMap(\.arguments))
        let (steps, isEnd) = try stretch.merge(rows, of: walks.count)
        return (steps.map(\.key), isEnd)
    }

    /// The same with the lines of the cases; nil for those that none of these principals may see.
    func lines(
        of walks: [CaseWalk], _ stretch: CaseWalk.Stretch, visibleTo principals: [String]?
    ) throws -> (found: [(key: CaseWalk.Key, line: CaseLine?)], isEnd: Bool) {
        let seen = principals.map {
            "CASE WHEN EXISTS (SELECT 1 FROM case_audience v WHERE v.number = cases.number AND v.principal IN (\(placeholders($0.count)))) THEN 1 ELSE 0 END"
        }
        let parts = walks.map { $0.part(stretch) }
        let union = parts.enumerated().map { index, part in
            let columns = "\(seen ?? "1") AS seen, \(CaseLine.columns)"
            // A walk among the cases has its lines at hand; in the other ones SQLite is told to take the keys first.
            let lines =
                part.table == "cases"
                ? "SELECT \(index) AS walk, \(part.key) AS at, number AS found, \(columns) FROM cases \(part.rest)"
                : """
                SELECT \(index) AS walk, at, found, \(columns)
                FROM (SELECT place AS at, number AS found FROM (\(part.keys)) AS k) AS f CROSS JOIN cases WHERE number = found
                """
            return "SELECT * FROM (\(lines)) AS w\(index)"
        }
        let asked = (principals ?? []).map { SQLValue.text($0) }
        let rows = try query(union.joined(separator: " UNION ALL "), parts.flatMap { asked + $0.arguments })
        let (steps, isEnd) = try stretch.merge(rows, of: walks.count)
        return (try steps.map { ($0.key, try rows[$0.row].integer(at: 3) == 1 ? CaseLine(rows[$0.row], from: 4) : nil) }, isEnd)
    }

    /// How many cases lie on these walks together, counted up to the stretch's limit.
    func count(of walks: [CaseWalk], _ stretch: CaseWalk.Stretch) throws -> Int {
        let parts = walks.map { $0.part(stretch) }
        let union = parts.enumerated().map { "SELECT number FROM (\($1.keys)) AS w\($0)" }.joined(separator: " UNION ")
        let count = try first("SELECT COUNT(*) AS count FROM (\(union)) AS u", parts.flatMap(\.arguments))?.integer(at: 0) ?? 0
        return min(Int(count), stretch.limit)
    }
}

extension CaseWalk.Stretch {
    /// What rows of several walks came upon, each case once and in order, as far as every walk has come; and whether that is all.
    fileprivate func merge(_ rows: [SQLRow], of walks: Int) throws -> (steps: [(key: CaseWalk.Key, row: Int)], isEnd: Bool) {
        var steps: [(key: CaseWalk.Key, row: Int)] = []
        steps.reserveCapacity(rows.count)
        var ways: [[CaseWalk.Key]] = Array(repeating: [], count: walks)
        for (index, row) in rows.enumerated() {
            let key = CaseWalk.Key(key: try row.integer(at: 1), number: try row.text(at: 2))
            ways[Int(try row.integer(at: 0))].append(key)
            steps.append((key, index))
        }
        steps.sort { $0.key.precedes($1.key, isDescending: isDescending) }
        // What lies on several walks stands beside itself now.
        if ways.count(where: { !$0.isEmpty }) > 1 {
            var former: CaseWalk.Key?
            steps.removeAll { step in
                defer { former = step.key }
                return step.key == former
            }
        }
        let cut = ways.filter { $0.count >= limit }.compactMap { $0.max { $0.precedes($1, isDescending: isDescending) } }
            .min { $0.precedes($1, isDescending: isDescending) }
        guard let cut else { return (steps, true) }
        return (steps.filter { !cut.precedes($0.key, isDescending: isDescending) }, false)
    }
}
