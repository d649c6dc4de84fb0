import Handbook
import Storage

/// What of one kind refers to a register's entry: the first few that the reader may see.
package struct Referring: Sendable {
    /// The register or procedure that refers; nil stands for cases of every procedure.
    package let procedure: DeclaredProcedure?
    /// The field by which it refers; nil for cases.
    package let field: Field?
    package let headers: [CaseHeader]
    package let hasMore: Bool

    /// How many are shown.
    package static let few = 8
}

extension Session {
    /// What refers to an entry: other registers by their fields, contracts by their lists, open cases.
    func referring(to header: CaseHeader, for actor: Actor) throws -> [Referring] {
        var walks = registerWalks(to: header)
        walks += contractWalk(to: header).map { [$0] } ?? []
        walks += caseWalk(to: header).map { [$0] } ?? []
        if walks.isEmpty { return [] }
        let principals = actor.principals
        let visible =
            "EXISTS (SELECT 1 FROM case_audience a WHERE a.number = t.number AND a.principal IN (\(placeholders(principals.count))))"
        let sql = walks.enumerated().map { index, walk in
            "SELECT \(index) AS walk, w\(index).number FROM (\(walk.sql) AND \(visible) \(walk.order) LIMIT \(Referring.few + 1)) AS w\(index)"
        }
        let found = try query(
            """
            SELECT f.walk, \(Self.header("c"))
            FROM (\(sql.joined(separator: " UNION ALL "))) AS f JOIN cases c ON c.number = f.number ORDER BY f.walk, c.number
            """, walks.flatMap { $0.arguments + principals.map { .text($0) } })
        var headers: [Int64: [CaseHeader]] = [:]
        for row in found { headers[try row.integer("walk"), default: []].append(try CaseHeader(row)) }
        return walks.enumerated().map { index, walk in
            let own = headers[Int64(index)] ?? []
            return Referring(
                procedure: walk.procedure, field: walk.field, headers: Array(own.prefix(Referring.few)),
                hasMore: own.count > Referring.few)
        }
    }

    /// Every register with a field that can name such an entry.
    private func registerWalks(to header: CaseHeader) -> [Walk] {
        Procedures.registers.compactMap { Procedures.declared[$0.kind] }.flatMap { procedure -> [Walk] in
            guard let table = procedure.table else { return [] }
            return procedure.entryFields.compactMap { field in
                guard case .reference(header.kind) = field.kind, let column = table.column(of: field.name) else { return nil }
                return Walk(
                    procedure: procedure, field: field,
                    sql: "SELECT t.number FROM \(table.name) t WHERE t.valid_to IS NULL AND t.active = 1 AND t.\(column) = ?",
                    arguments: [.text(header.code)], order: "ORDER BY t.code")
            }
        }
    }

    /// The customer's contracts whose lists name a site or a device.
    private func contractWalk(to header: CaseHeader) -> Walk? {
        guard let customer = header.customer, [Site.kind, Device.kind].contains(header.kind),
            let procedure = Procedures.declared[Contract.kind]
        else { return nil }
        let column = header.kind == Site.kind ? "sites" : "devices"
        // Codes have no quotation mark, so that the quoted code stands in the list's JSON or it doesn't.
        return Walk(
            procedure: procedure, field: procedure.entryFields.first { $0.name == column },
            sql: """
                SELECT t.number FROM contracts t WHERE t.valid_to IS NULL AND t.active = 1 AND t.customer = ?
                    AND \(finding)(t.\(column), ?) > 0
                """,
            arguments: [.text(customer), .text("\"\(header.code)\"")], order: "ORDER BY t.code")
    }

    /// Open cases that concern the entry.
    private func caseWalk(to header: CaseHeader) -> Walk? {
        let kinds = Procedures.all.map { "'\($0.kind)'" }.joined(separator: ", ")
        let sql: String
        switch header.kind {
        case Customer.kind: sql = "SELECT t.number FROM cases t WHERE t.open = 1 AND t.customer = ? AND t.kind IN (\(kinds))"
        case Site.kind: sql = "SELECT t.number FROM cases t WHERE t.open = 1 AND t.site = ? AND t.kind IN (\(kinds))"
        case Device.kind:
            sql = """
                SELECT t.number FROM case_devices d JOIN cases t ON t.number = d.number
                WHERE d.device = ? AND t.open = 1 AND t.kind IN (\(kinds))
                """
        case Person.kind:
            sql = """
                SELECT DISTINCT t.number FROM case_people p JOIN cases t ON t.number = p.number
                WHERE p.person = ? AND t.open = 1 AND t.kind IN (\(kinds))
                """
        default: return nil
        }
        return Walk(procedure: nil, field: nil, sql: sql, arguments: [.text(header.code)], order: "ORDER BY t.number")
    }
}

/// One way to what refers, as a statement without its audience.
private struct Walk {
    let procedure: DeclaredProcedure?
    let field: Field?
    let sql: String
    let arguments: [SQLValue]
    let order: String
}
