import Handbook
import Storage

extension Register {
    /// An entry as it stood when something was received at a moment; its first version where it was entered later.
    ///
    /// What changed at that very moment is taken to have come after it, for an activity may change what it looked up.
    static func find(_ code: ID<Self>, asOf moment: Instant, in session: any Session) throws -> Self? {
        let table = RegisterTable(Self.self)
        let row = try session.first(
            """
            SELECT code, valid_to, \(table.columns.map(\.column).joined(separator: ", ")) FROM \(Self.table)
            WHERE number = ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY id LIMIT 1
            """, code.number, moment.milliseconds)
        // What stands still is read as it is kept.
        guard let row, try row.optionalInteger("valid_to") != nil else { return try find(code, in: session)?.entry }
        return try version(row, table)
    }

    /// The entries that were active at a moment and had that value in a column, by code, from at most 1,000 versions.
    static func active(
        where column: RegisterColumn, is value: any Bindable, asOf moment: Instant, in session: any Session
    ) throws -> [Self] {
        let table = RegisterTable(Self.self)
        let rows = try session.query(
            """
            SELECT code, active, \(table.columns.map(\.column).joined(separator: ", ")) FROM \(Self.table)
            WHERE \(column.name) = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?) ORDER BY code, id LIMIT 1000
            """, value, moment.milliseconds, moment.milliseconds)
        var known: Set<String> = []
        return try rows.filter { try known.insert($0.text("code")).inserted && $0.integer("active") != 0 }
            .map { try version($0, table) }
    }

    /// The entry that a row of the typed table holds.
    private static func version(_ row: SQLRow, _ table: RegisterTable) throws -> Self {
        var values: [String: Value] = ["code": .text(try row.text("code"))]
        for field in Field.declared(by: Self()) {
            if let column = table.column(of: field.name) { values[field.name] = field.value(kept: row[column]) }
        }
        return try ValueDecoder.decode(Self.self, from: .object(values))
    }
}
