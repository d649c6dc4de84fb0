import Handbook
import Storage

extension Desk {
    /// The entries of a register that bear these codes and that somebody may see, in this order, with what their references are called.
    package func entries(
        inOrder codes: [String], of kind: String, for person: ID<Person>
    ) async throws -> (rows: [RegisterList.Row], titles: [String: String]) {
        let numbers = codes.map { "\(kind):\($0)" }.filter(CaseNumber.isReadable)
        if numbers.isEmpty { return ([], [:]) }
        let procedure = try DeclaredProcedure.register(kind)
        let now = now()
        return try await database.read { session in
            let principals = try Actor.load(person, at: now, in: session).principals
            let seen = Set(
                try session.query(
                    """
                    SELECT DISTINCT number FROM case_audience WHERE number IN (\(session.placeholders(numbers.count)))
                        AND principal IN (\(session.placeholders(principals.count)))
                    """, (numbers + principals).map { .text($0) }
                ).map { try $0.text("number") })
            let fields = procedure.entryFields
            let rows = try session.rows(numbers.filter(seen.contains), of: procedure, fields)
            let named = Set(rows.flatMap { row in fields.flatMap { $0.references(in: row.values[$0.name] ?? .null) } })
            return (rows, try session.titles(of: named))
        }
    }
}
