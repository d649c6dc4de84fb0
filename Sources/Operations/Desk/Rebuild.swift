import Handbook
import Storage

/// Compares what is derived with what the records give, and makes it anew where somebody asks for that.
package enum Rebuild {
    /// Everything derived of a portion of cases that differs from what their records and clock events give; the last number read.
    package static func differences(
        after: String = "", atMost limit: Int = 500, editions: EditionShelf, in session: any Session
    ) throws -> (last: String?, found: [String]) {
        let headers = try portion(after, limit, session)
        var found: [String] = []
        for header in headers {
            let (facets, clocks) = try derive(header, editions, session)
            found += try Expected(facets: facets, clocks: clocks, header: header).differences(in: session)
        }
        return (headers.last?.number, found)
    }

    /// Makes the derived tables and the search index of a portion of cases anew; the last number done.
    package static func run(after: String = "", atMost limit: Int = 500, editions: EditionShelf, in session: any Session) throws
        -> String?
    {
        let headers = try portion(after, limit, session)
        for header in headers {
            let (facets, clocks) = try derive(header, editions, session)
            var renewed = header
            renewed.take(facets)
            renewed.due = clocks.filter { header.isOpen && $0.isRunning }.map(\.due).min()
            try FacetTables(session: session).rewrite(facets, renewed)
            try session.execute(
                """
                UPDATE cases SET title = ?, region = ?, customer = ?, site = ?, owner = ?, level = ?, due = ? WHERE number = ?
                """, renewed.title, renewed.region, renewed.customer, renewed.site, renewed.owner, renewed.level,
                renewed.due?.milliseconds, renewed.number)
        }
        return headers.last?.number
    }

    private static func portion(_ after: String, _ limit: Int, _ session: any Session) throws -> [CaseHeader] {
        try session.query("SELECT \(CaseHeader.columns) FROM cases WHERE number > ? ORDER BY number LIMIT ?", after, limit)
            .map { try CaseHeader($0) }
    }

    private static func derive(_ header: CaseHeader, _ editions: EditionShelf, _ session: any Session) throws -> (
        Facets, [ClockState]
    ) {
        guard let procedure = Procedures.declared[header.kind],
            let row = try session.first("SELECT record_version, body FROM records WHERE number = ?", header.number)
        else { throw Missing("“\(header.number)”没有记录", "“\(header.number)” has no record") }
        let record = try procedure.decode(try row.text("body"), Int(try row.integer("record_version")))
        let edition = try editions.edition(header.edition, in: session)
        return (record.facets(), try ClockBook.states(of: header.number, under: edition, in: session))
    }
}

/// What the derived rows of a case must be.
private struct Expected {
    let facets: Facets
    let clocks: [ClockState]
    let header: CaseHeader

    func differences(in session: any Session) throws -> [String] {
        var found: [String] = []
        var expected = header
        expected.take(facets)
        expected.due = clocks.filter { header.isOpen && $0.isRunning }.map(\.due).min()
        if expected != header { found.append("\(header.number): the row of cases") }
        func compare(_ table: String, _ wanted: [String], _ sql: String, _ key: String) throws {
            let rows = try session.query(sql, key).map { row in row.values.map(\.shown).joined(separator: "|") }.sorted()
            if rows != wanted.sorted() {
                found.append("\(header.number): \(table) has \(rows), the record gives \(wanted.sorted())")
            }
        }
        try compare(
            "case_people", facets.people.map { "\($0.person)|\($0.part)" }, "SELECT person, part FROM case_people WHERE number = ?",
            header.number)
        try compare("case_devices", Array(facets.devices), "SELECT device FROM case_devices WHERE number = ?", header.number)
        try compare("case_topics", Array(facets.topics), "SELECT topic FROM case_topics WHERE number = ?", header.number)
        try compare(
            "appointments",
            header.isOpen
                ? facets.appointments.map { "\($0.person)|\($0.from.milliseconds)|\($0.to.milliseconds)|\($0.trip ?? "")" } : [],
            "SELECT person, starts, ends, trip FROM appointments WHERE number = ?", header.number)
        try compare(
            "measures", facets.measures.map { "\($0.key)|\($0.value)" }, "SELECT name, value FROM measures WHERE number = ?",
            header.number)
        try compare(
            "case_audience",
            FacetTables.audience(of: facets).map { "\($0)|\(header.kind)|\(header.isOpen ? 1 : 0)|\(expected.place)" },
            "SELECT principal, kind, open, place FROM case_audience WHERE number = ?", header.number)
        try compare(
            "clocks",
            clocks.map {
                "\($0.clock.id)|\($0.due.milliseconds)|\($0.stopped?.milliseconds.description ?? "")|\($0.isPaused ? 1 : 0)"
            },
            "SELECT clock, due, stopped, paused FROM clocks WHERE number = ?", header.number)
        if !facets.grants.isEmpty || header.kind == Person.kind {
            try compare(
                "role_holders", facets.grants.map { "\($0.role)|\($0.region ?? "")" },
                "SELECT role, region FROM role_holders WHERE person = ?", header.code)
        }
        return found
    }
}

extension SQLValue {
    /// The value as text, for comparing rows.
    fileprivate var shown: String {
        switch self {
        case .null: ""
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text): text
        case .blob(let bytes): contentHash(of: bytes)
        }
    }
}
