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
    case marked(_ mark: String, region: String, customer: String?, family: String?, contract: String?)

    /// The most walks that are joined in one statement: SQLite takes 500.
    fileprivate static let mostJoined = 400

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
        case .marked(let mark, let region, let customer, let family, let contract):
            // The indexes of contracts and of customers are of those cases that have one.
            let conditions =
                ["mark = ?", "region = ?"] + (contract == nil ? [] : ["contract = ?", "contract <> ''"])
                + (customer == nil ? [] : ["customer = ?", "customer <> ''"])
                + (family == nil ? [] : ["family = ?"])
            return walk(
                "case_marks", "day", conditions.joined(separator: " AND "),
                [.text(mark), .text(region)] + [contract, customer, family].compactMap { $0 }.map { .text($0) })
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
        let rows = try rows(
            of: parts.enumerated().map { ("SELECT \($0) AS walk, place, number FROM (\($1.keys)) AS k", $1.arguments) })
        let (steps, isEnd) = try stretch.merge(rows, of: walks.count)
        return (steps.map(\.key), isEnd)
    }

    /// The same with the lines of the cases; nil for those that none of these principals may see.
    func lines(
        of walks: [CaseWalk], _ stretch: CaseWalk.Stretch, visibleTo principals: [String]?
    ) throws -> (found: [(key: CaseWalk.Key, line: CaseLine?)], isEnd: Bool) {
        let seen = principals.map {
            "CASE WHEN EXISTS (SELECT 1 FROM case_audience v WHERE v.number = cases.number AND \(isAmong($0.count, "v.principal"))) THEN 1 ELSE 0 END"
        }
        let parts = walks.map { $0.part(stretch) }
        let statements = parts.enumerated().map { index, part in
            let columns = CaseLine.columns + (seen.map { ", \($0) AS seen" } ?? "")
            // A walk among the cases has its lines at hand; in the other ones SQLite is told to take the keys first.
            return part.table == "cases"
                ? "SELECT \(index) AS walk, \(part.key) AS at, \(columns) FROM cases \(part.rest)"
                : """
                SELECT \(index) AS walk, at, \(columns)
                FROM (SELECT place AS at, number AS found FROM (\(part.keys)) AS k) AS f CROSS JOIN cases WHERE number = found
                """
        }
        let asked = (principals ?? []).map { SQLValue.text($0) }
        let rows = try rows(of: zip(statements, parts).map { ($0, asked + $1.arguments) })
        let (steps, isEnd) = try stretch.merge(rows, of: walks.count)
        let isMarked = walks.contains { if case .marked = $0 { true } else { false } }
        let found = try steps.map { key, row in
            let isSeen = try principals == nil || rows[row].integer("seen") == 1
            return (key, isSeen ? try CaseLine(rows[row], from: 2, marked: isMarked ? Day(number: Int(key.key)) : nil) : nil)
        }
        return (found, isEnd)
    }

    /// The rows of several statements: PostgreSQL is asked once for all, SQLite for each, since it is at hand and would copy every
    /// value of a joined one once more.
    private func rows(of statements: [(sql: String, arguments: [SQLValue])]) throws -> [SQLRow] {
        switch dialect {
        case .sqlite: return try statements.flatMap { try query($0.sql, $0.arguments) }
        case .postgres:
            let union = statements.enumerated().map { "SELECT * FROM (\($1.sql)) AS w\($0)" }.joined(separator: " UNION ALL ")
            return try query(union, statements.flatMap(\.arguments))
        }
    }

    /// How many cases lie on the walks of each name together, counted up to the stretch's limit.
    ///
    /// Each walk is counted by itself along its index. Cases that lie on several are told apart only where several walks have
    /// some and none has enough alone: with a thousand numbers that takes longer than the page they are counted for.
    func counts<Name: Hashable>(of walks: [Name: [CaseWalk]], _ stretch: CaseWalk.Stretch) throws -> [Name: Int] {
        let names = Array(walks.keys)
        let each = names.flatMap { name in (walks[name] ?? []).map { (name: name, part: $0.part(stretch)) } }
        let alone = try counts(of: each.map { [$0.part] })
        var counts = Dictionary(uniqueKeysWithValues: names.map { ($0, 0) })
        var shared: [Name: [CaseWalk.Part]] = [:]
        for (walk, count) in zip(each, alone) where count > 0 {
            counts[walk.name] = max(counts[walk.name] ?? 0, count)
            shared[walk.name, default: []].append(walk.part)
        }
        let untold = names.filter { (shared[$0] ?? []).count > 1 && (counts[$0] ?? 0) < stretch.limit }
        for (name, count) in zip(untold, try self.counts(of: untold.map { shared[$0] ?? [] })) {
            counts[name] = min(count, stretch.limit)
        }
        return counts
    }

    /// How many cases lie on the walks of each group, each case once.
    private func counts(of groups: [[CaseWalk.Part]]) throws -> [Int] {
        var counts: [Int] = []
        var portion: [[CaseWalk.Part]] = []
        for group in groups {
            if !portion.isEmpty, portion.joined().count + group.count > CaseWalk.mostJoined {
                counts += try self.counts(ofPortion: portion)
                portion = []
            }
            portion.append(group)
        }
        return try counts + self.counts(ofPortion: portion)
    }

    /// The same of so many as one statement takes.
    private func counts(ofPortion groups: [[CaseWalk.Part]]) throws -> [Int] {
        if groups.isEmpty { return [] }
        let statements = groups.enumerated().map { index, parts in
            let unions = stride(from: 0, to: parts.count, by: CaseWalk.mostJoined).map { start in
                let some = parts[start..<min(start + CaseWalk.mostJoined, parts.count)]
                return some.enumerated().map { "SELECT number FROM (\($1.keys)) AS w\($0)" }.joined(separator: " UNION ")
            }
            let union = unions.enumerated().map { "SELECT number FROM (\($1)) AS p\($0)" }.joined(separator: " UNION ")
            return "SELECT \(index) AS place, COUNT(*) AS count FROM (\(union)) AS u\(index)"
        }
        var counts = Array(repeating: 0, count: groups.count)
        for row in try query(statements.joined(separator: " UNION ALL "), groups.joined().flatMap(\.arguments)) {
            counts[Int(try row.integer(at: 0))] = Int(try row.integer(at: 1))
        }
        return counts
    }
}

extension CaseWalk.Stretch {
    /// What rows of several walks came upon, each case once and in order, as far as every walk has come; and whether that is all.
    fileprivate func merge(_ rows: [SQLRow], of walks: Int) throws -> (steps: [(key: CaseWalk.Key, row: Int)], isEnd: Bool) {
        var steps: [(key: CaseWalk.Key, row: Int)] = []
        steps.reserveCapacity(rows.count)
        var ways: [(count: Int, farthest: CaseWalk.Key)?] = Array(repeating: nil, count: walks)
        for (index, row) in rows.enumerated() {
            let key = CaseWalk.Key(key: try row.integer(at: 1), number: try row.text(at: 2))
            let walk = Int(try row.integer(at: 0))
            let way = ways[walk]
            let isFarther = way.map { $0.farthest.precedes(key, isDescending: isDescending) } ?? true
            ways[walk] = ((way?.count ?? 0) + 1, isFarther ? key : way?.farthest ?? key)
            steps.append((key, index))
        }
        steps.sort { $0.key.precedes($1.key, isDescending: isDescending) }
        let isEnd = !ways.contains { ($0?.count ?? 0) >= limit }
        if ways.count(where: { $0 != nil }) < 2 { return (steps, isEnd) }
        // What lies on several walks stands beside itself now.
        var former: CaseWalk.Key?
        steps.removeAll { step in
            defer { former = step.key }
            return step.key == former
        }
        let cut = ways.compactMap { way in way.flatMap { $0.count >= limit ? $0.farthest : nil } }
            .min { $0.precedes($1, isDescending: isDescending) }
        guard let cut else { return (steps, true) }
        return (steps.filter { !cut.precedes($0.key, isDescending: isDescending) }, false)
    }
}
