import Handbook
import Storage

/// The registers with how much each holds of what a reader may see.
package struct RegisterCount: Sendable {
    package let kind: String
    /// How many entries are in use, at most `most`.
    package let count: Int

    /// Further than this nobody counts.
    package static let most = 1_000
}

extension Desk {
    /// How many entries in use of each register this person may see.
    package func registerCounts(for person: ID<Person>) async throws -> [RegisterCount] {
        let now = now()
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            let kinds = Procedures.registers.map { $0.kind }
            let walk =
                "SELECT number FROM (SELECT number FROM case_audience WHERE principal = ? AND open = 1 AND kind = ? LIMIT \(RegisterCount.most)) AS w"
            let walks = Array(repeating: walk, count: principals.count).joined(separator: " UNION ")
            let counts = kinds.map { "SELECT '\($0)' AS kind, COUNT(*) AS total FROM (\(walks)) AS found" }
            let arguments: [SQLValue] = kinds.flatMap { kind in principals.flatMap { [.text($0), .text(kind)] } }
            return try session.query(counts.joined(separator: " UNION ALL "), arguments).map { row in
                RegisterCount(kind: try row.text("kind"), count: min(Int(try row.integer("total")), RegisterCount.most))
            }
        }
    }
}

extension DeclaredProcedure {
    /// The fields of a register's entries, its code first.
    package var entryFields: [Field] { openings.first?.fields ?? [] }

    /// Who keeps a register.
    package var keepers: [Role] { openings.first?.by ?? [] }

    /// What an edition calls those who keep a register.
    package func keeperNames(under edition: Edition) -> [Text] {
        keepers.map { edition.organization.role($0.id)?.name ?? Text($0.id, $0.id) }
    }

    /// Whether every entry is shown to all staff, whatever their region.
    var isCompanyWide: Bool { blank().facets().isCompanyWide }

    /// The fields that say something in a list, the first few of them: no long texts, no groups.
    package var listedFields: [Field] {
        Array(
            entryFields.filter { field in
                switch field.kind {
                case .longText, .list, .form, .attachment, .evidence, .signature, .checklist: false
                default: field.name != "code"
                }
            }.prefix(6))
    }

    /// The declared register of that kind; throws `Missing` where there is none.
    package static func register(_ kind: String) throws -> DeclaredProcedure {
        guard let procedure = Procedures.declared[kind], procedure.table != nil else {
            throw Missing("没有这个台账", "There is no such register")
        }
        return procedure
    }
}

extension Field {
    /// What a column of the typed table holds, as the value that it was written from.
    func value(kept: SQLValue) -> Value {
        switch (kind, kept) {
        case (.flag, .integer(let integer)): .bool(integer != 0)
        case (.list, .text(let json)), (.form, .text(let json)), (.attachment, .text(let json)):
            (try? CanonicalJSON.value(of: Array(json.utf8))) ?? .null
        case (_, .integer(let integer)): .integer(integer)
        case (_, .real(let number)): .number(number)
        case (_, .text(let text)): .text(text)
        default: .null
        }
    }

    /// The numbers of the register entries that a value of this field names.
    func references(in value: Value) -> [String] { kind.references(in: value) }
}

extension FieldKind {
    fileprivate func references(in value: Value) -> [String] {
        switch (self, value) {
        case (.reference(let kind), .text(let code)):
            if case .coded? = Procedures.declared[kind]?.numbering { ["\(kind):\(code)"] } else { [code] }
        case (.list(let kind), .list(let elements)): elements.flatMap { kind.references(in: $0) }
        case (.form(let fields), .object): fields.flatMap { $0.references(in: value[$0.name]) }
        default: []
        }
    }
}

extension RegisterTable {
    /// The column that keeps a field; nil for the code, which has one of its own.
    func column(of field: String) -> String? { columns.first { $0.field == field }?.column }
}
