import Delivery
import Handbook
import Operations
import Storage

/// A sheet that somebody sent in and is looking at, until all of it went through the door or it is too old.
struct ImportSheet: Sendable {
    let id: String
    let kind: String
    /// What the file was called; empty for what was pasted.
    let name: String
    let head: [String]
    let at: Instant
    /// How many rows stand where.
    let counts: [SheetRow.Standing: Int]

    func count(_ standings: SheetRow.Standing...) -> Int { standings.reduce(0) { $0 + (counts[$1] ?? 0) } }
    var rows: Int { counts.values.reduce(0, +) }
    var path: String { "/import/\(kind)/\(id)" }
}

/// Some rows of a sheet that are kept, and taken, together.
struct ImportPortion: Sendable {
    let place: Int
    let rows: [SheetRow]
}

/// Where sheets are kept between their steps: the front's own, a person's alone, and gone after a draft's days.
struct ImportShelf: Sendable {
    let database: any Database

    /// The sheet of that id, where it is the person's own.
    func sheet(_ id: String, of person: ID<Person>, kind: String) async throws -> ImportSheet {
        try await database.read { session in
            guard
                let sheet = try session.first(
                    "\(Self.sheets) WHERE s.id = ? AND s.person = ? AND s.kind = ? GROUP BY \(Self.columns)", id, person.text, kind
                ).map(ImportSheet.init)
            else { throw Missing("没有这张表，或已过期", "There is no such sheet, or it is too old") }
            return sheet
        }
    }

    /// The person's sheets of a kind, the latest first.
    func recent(of person: ID<Person>, kind: String) async throws -> [ImportSheet] {
        try await database.read { session in
            try session.query(
                "\(Self.sheets) WHERE s.person = ? AND s.kind = ? GROUP BY \(Self.columns) ORDER BY s.at DESC LIMIT 5",
                person.text, kind
            ).map(ImportSheet.init)
        }
    }

    /// Keeps a sheet as it came, and drops those that are older than a moment.
    func keep(
        _ id: String, of person: ID<Person>, kind: String, name: String, head: [String], at now: Instant, dropping old: Instant
    ) async throws {
        let head = String(decoding: CanonicalJSON.bytes(of: .list(head.map { .text($0) })), as: UTF8.self)
        try await database.write { session in
            try session.execute(
                "DELETE FROM import_portions WHERE sheet IN (SELECT id FROM import_sheets WHERE at < ?)", old.milliseconds)
            try session.execute("DELETE FROM import_sheets WHERE at < ?", old.milliseconds)
            try session.execute(
                "INSERT INTO import_sheets (id, person, kind, name, head, at) VALUES (?, ?, ?, ?, ?, ?)", id, person.text, kind,
                name, head, now.milliseconds)
        }
    }

    /// Keeps all rows of a sheet, in the order in which they are to be taken, in place of what stood there.
    func keep(_ rows: [SheetRow], of id: String) async throws {
        let portions = stride(from: 0, to: rows.count, by: Desk.sheetPortion).map {
            Array(rows[$0..<min($0 + Desk.sheetPortion, rows.count)])
        }
        let kept = try portions.map { (body: try Self.body(of: $0), counts: Self.counts(of: $0)) }
        try await database.write { session in
            try session.execute("DELETE FROM import_portions WHERE sheet = ?", id)
            for (place, portion) in kept.enumerated() {
                try session.execute(
                    "INSERT INTO import_portions (sheet, place, body, fresh, amended, same, wrong, taken) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [.text(id), .integer(Int64(place)), .text(portion.body)] + portion.counts)
            }
        }
    }

    /// Keeps what became of a portion's rows, unless the sheet was mended meanwhile and so lies in another order.
    func keep(_ rows: [SheetRow], over portion: ImportPortion, of id: String) async throws {
        let (former, body, counts) = (try Self.body(of: portion.rows), try Self.body(of: rows), Self.counts(of: rows))
        try await database.write { session in
            try session.execute(
                """
                UPDATE import_portions SET body = ?, fresh = ?, amended = ?, same = ?, wrong = ?, taken = ?
                WHERE sheet = ? AND place = ? AND body = ?
                """, [.text(body)] + counts + [.text(id), .integer(Int64(portion.place)), .text(former)])
        }
    }

    private static func body(of rows: [SheetRow]) throws -> String {
        String(decoding: try CanonicalJSON.bytes(encoding: rows), as: UTF8.self)
    }

    /// How many rows stand where, as the columns have it.
    private static func counts(of rows: [SheetRow]) -> [SQLValue] {
        [SheetRow.Standing.fresh, .amended, .same, .wrong, .taken].map { standing in
            .integer(Int64(rows.count { $0.standing == standing }))
        }
    }

    /// The portions of a sheet in order; with a condition those alone in which such rows stand, at most so many.
    func portions(of id: String, with standing: SheetRow.Standing? = nil, atMost most: Int = 1_000) async throws -> [ImportPortion]
    {
        let condition =
            switch standing {
            case .wrong?: "AND wrong > 0"
            case .fresh?, .amended?: "AND fresh + amended > 0"
            case .taken?: "AND taken > 0"
            case .same?, nil: ""
            }
        return try await database.read { session in
            try session.query(
                "SELECT place, body FROM import_portions WHERE sheet = ? \(condition) ORDER BY place LIMIT ?", id, most
            ).map { row in
                let body = try CanonicalJSON.value(of: Array(try row.text("body").utf8))
                return ImportPortion(
                    place: Int(try row.integer("place")), rows: try ValueDecoder.decode([SheetRow].self, from: body))
            }
        }
    }

    private static let columns = "s.id, s.kind, s.name, s.head, s.at"
    private static let sheets = """
        SELECT \(columns), CAST(COALESCE(SUM(p.fresh), 0) AS BIGINT) AS fresh, CAST(COALESCE(SUM(p.amended), 0) AS BIGINT) AS amended,
            CAST(COALESCE(SUM(p.same), 0) AS BIGINT) AS same, CAST(COALESCE(SUM(p.wrong), 0) AS BIGINT) AS wrong,
            CAST(COALESCE(SUM(p.taken), 0) AS BIGINT) AS taken
        FROM import_sheets s LEFT JOIN import_portions p ON p.sheet = s.id
        """
}

extension ImportSheet {
    fileprivate init(_ row: SQLRow) throws {
        id = try row.text("id")
        kind = try row.text("kind")
        name = try row.text("name")
        head = try CanonicalJSON.value(of: Array(try row.text("head").utf8)).elements?.compactMap(\.text) ?? []
        at = Instant(milliseconds: try row.integer("at"))
        var counts: [SheetRow.Standing: Int] = [:]
        for standing in SheetRow.Standing.allCases { counts[standing] = Int(try row.integer(standing.rawValue)) }
        self.counts = counts
    }
}
