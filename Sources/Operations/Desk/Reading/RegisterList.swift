import Handbook
import Storage

/// What is asked of a register's list.
package struct RegisterQuery: Sendable {
    package let kind: String
    /// Words that must stand in an entry; with them the newest come first.
    package var words = ""
    package var isActive = true
    package var region: String?
    /// A reference field and the code that it must hold: `customer` = `hudian`.
    package var reference: (field: String, code: String)?
    /// Where the page before ended.
    package var after: String?
    package var limit = 50
    /// Whether every field is read, as for an export, or the listed ones only.
    package var isWhole = false

    package init(kind: String) { self.kind = kind }
}

/// A page of a register: the entries that a reader may see, with what their references are called.
package struct RegisterList: Sendable {
    package let procedure: DeclaredProcedure
    package let fields: [Field]
    package let rows: [Row]
    package let titles: [String: String]
    /// Where the next page goes on; nil at the end.
    package let next: String?

    /// One entry as the list shows it.
    package struct Row: Sendable {
        package let number: String
        package let title: String
        package let isActive: Bool
        package let values: [String: Value]
        package var code: String { CaseNumber.code(of: number) }
    }
}

extension Desk {
    /// A page of a register, by code; with words the newest first. Throws `Missing` where there is no such register.
    package func register(_ query: RegisterQuery, for person: ID<Person>) async throws -> RegisterList {
        let procedure = try DeclaredProcedure.register(query.kind)
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let page = try session.numbers(of: query, procedure, for: actor)
            let fields = query.isWhole ? procedure.entryFields.filter { $0.name != "code" } : procedure.listedFields
            let rows = try session.rows(page.numbers, of: procedure, fields)
                .filter { $0.isActive == query.isActive || !query.words.isBlank }
            let named = Set(rows.flatMap { row in fields.flatMap { $0.references(in: row.values[$0.name] ?? .null) } })
            return RegisterList(
                procedure: procedure, fields: fields, rows: rows, titles: try session.titles(of: named), next: page.next)
        }
    }
}

extension Session {
    /// The numbers of a page, in order, with where the next one goes on.
    fileprivate func numbers(
        of query: RegisterQuery, _ procedure: DeclaredProcedure, for actor: Actor
    ) throws -> (numbers: [String], next: String?) {
        if !query.words.isBlank {
            let hits = try search(
                query.words, audience: actor.principals, kinds: [query.kind], limit: query.limit,
                after: query.after.flatMap { Int64($0) })
            return (hits.map(\.key), hits.count == query.limit ? hits.last.map { String($0.id) } : nil)
        }
        let walk = try query.reference.map { try byReference($0, query, procedure, actor) } ?? byAudience(query, procedure, actor)
        guard let (sql, arguments) = walk else { return ([], nil) }
        let found = try self.query(sql, arguments).map { try $0.text("number") }
        let numbers = Array(found.prefix(query.limit))
        return (numbers, found.count > query.limit ? numbers.last : nil)
    }

    /// One walk along the audience's index for each principal; of a region only what its own staff may see.
    private func byAudience(
        _ query: RegisterQuery, _ procedure: DeclaredProcedure, _ actor: Actor
    ) -> (String, [SQLValue])? {
        guard let principals = actor.principals(in: query.region, of: procedure) else { return nil }
        let limit = Int64(query.limit + 1)
        let walk = """
            SELECT number FROM (SELECT number FROM case_audience WHERE principal = ? AND open = ? AND kind = ?
                AND place = \(Int64.max) AND number > ? ORDER BY number LIMIT ?) AS w
            """
        return (
            Array(repeating: walk, count: principals.count).joined(separator: " UNION ") + " ORDER BY number LIMIT ?",
            principals.flatMap { principal in
                [
                    .text(principal), query.isActive.sqlValue, .text(query.kind), .text(query.after ?? ""),
                    .integer(limit),
                ]
            } + [.integer(limit)]
        )
    }

    /// The entries whose column names another entry, of those that the reader may see.
    private func byReference(
        _ reference: (field: String, code: String), _ query: RegisterQuery, _ procedure: DeclaredProcedure, _ actor: Actor
    ) throws -> (String, [SQLValue])? {
        guard let table = procedure.table, let column = table.column(of: reference.field),
            case .reference? = procedure.entryFields.first(where: { $0.name == reference.field })?.kind
        else { throw Missing("没有这样的筛选", "There is no such filter") }
        let principals = actor.principals
        return (
            """
            SELECT t.number FROM \(table.name) t WHERE t.valid_to IS NULL AND t.active = ? AND t.\(column) = ? AND t.code > ?
                AND EXISTS (SELECT 1 FROM case_audience a WHERE a.number = t.number
                    AND a.principal IN (\(placeholders(principals.count))))
            ORDER BY t.code LIMIT ?
            """,
            [query.isActive.sqlValue, .text(reference.code), .text(query.after.map(CaseNumber.code(of:)) ?? "")]
                + principals.map { .text($0) } + [.integer(Int64(query.limit + 1))]
        )
    }

    /// These entries as they stand, in this order.
    func rows(_ numbers: [String], of procedure: DeclaredProcedure, _ fields: [Field]) throws -> [RegisterList.Row] {
        guard let table = procedure.table, !numbers.isEmpty else { return [] }
        let columns = fields.compactMap { field in table.column(of: field.name).map { (field, $0) } }
        let found = try query(
            """
            SELECT t.number, t.active, c.title\(columns.map { ", t.\($0.1)" }.joined()) FROM \(table.name) t
            JOIN cases c ON c.number = t.number WHERE t.valid_to IS NULL AND t.number IN (\(placeholders(numbers.count)))
            """, numbers.map { .text($0) })
        let rows = try found.map { row in
            RegisterList.Row(
                number: try row.text("number"), title: try row.text("title"), isActive: try row.integer("active") != 0,
                values: Dictionary(uniqueKeysWithValues: columns.map { ($0.0.name, $0.0.value(kept: row[$0.1])) }))
        }
        let byNumber = Dictionary(rows.map { ($0.number, $0) }) { first, _ in first }
        return numbers.compactMap { byNumber[$0] }
    }
}

extension Actor {
    /// The principals whose walks give what the reader may see of a region; nil where that is nothing.
    fileprivate func principals(in region: String?, of procedure: DeclaredProcedure) -> [String]? {
        guard let region else { return principals }
        let own = Principal.staff(of: region)
        let seesAll = principals.contains(Principal.company) || principals.contains(own)
        return seesAll || procedure.isCompanyWide && principals.contains(Principal.staff) ? [own] : nil
    }
}
