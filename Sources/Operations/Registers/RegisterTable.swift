import Handbook
import Storage

/// A register's typed table: its name and its columns, each from a field.
package struct RegisterTable: Sendable {
    package let name: String
    /// Field names with the columns that keep them.
    package let columns: [(field: String, column: String)]

    init(_ register: any Register.Type) {
        name = register.table
        columns = register.fieldNames.filter { $0 != "code" }.map { ($0, RegisterTable.column($0)) }
    }

    /// `warrantyUntil` gives `warranty_until`; the two words that SQL keeps for itself have others.
    static func column(_ field: String) -> String {
        if field == "from" { return "begins" }
        if field == "to" { return "ends" }
        var column = ""
        for character in field {
            if character.isUppercase { column.append("_") }
            column.append(contentsOf: character.lowercased())
        }
        return column
    }
}

extension Register {
    fileprivate static var fieldNames: [String] { Field.declared(by: Self()).map(\.name) }
}

/// Writes the row of the typed table that a register entry's record gives.
struct RegisterRow {
    private let table: RegisterTable

    /// Nil where the procedure is no register.
    init?(_ procedure: DeclaredProcedure) {
        guard let table = procedure.table else { return nil }
        self.table = table
    }

    /// Ends the row that held so far and writes the one that holds from now on.
    func write(_ record: any Procedure, code: String, isActive: Bool, at now: Instant, in session: any Session) throws {
        let number = "\(type(of: record).kind):\(CaseNumber.code(of: code))"
        let body = try ValueEncoder.value(of: record)
        try session.execute(
            "UPDATE \(table.name) SET valid_to = ? WHERE number = ? AND valid_to IS NULL", now.milliseconds, number)
        let columns = ["number", "code", "active", "valid_from"] + table.columns.map(\.column)
        var values: [SQLValue] = [
            number.sqlValue, CaseNumber.code(of: code).sqlValue, isActive.sqlValue, now.milliseconds.sqlValue,
        ]
        for column in table.columns { values.append(Self.stored(body[column.field])) }
        try session.execute(
            "INSERT INTO \(table.name) (\(columns.joined(separator: ", "))) VALUES (\(session.placeholders(columns.count)))", values
        )
    }

    /// Whether two records of an entry say the same, so that no new row is needed.
    static func isSame(_ one: any Procedure, _ other: any Procedure) throws -> Bool {
        try ValueEncoder.value(of: one) == ValueEncoder.value(of: other)
    }

    /// Plain values as they are, groups and lists as JSON.
    private static func stored(_ value: Value) -> SQLValue {
        switch value {
        case .null: .null
        case .bool(let bool): bool.sqlValue
        case .integer(let integer): .integer(integer)
        case .number(let number): .real(number)
        case .text(let text): .text(text)
        case .list, .object: .text(String(decoding: CanonicalJSON.bytes(of: value), as: UTF8.self))
        }
    }
}

extension CaseNumber {
    /// The code behind a register's number.
    package static func code(of number: String) -> String {
        guard let colon = number.firstIndex(of: ":") else { return number }
        return String(number[number.index(after: colon)...])
    }
}
