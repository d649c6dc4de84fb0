import Handbook
import Storage

extension Desk {
    /// The entries of a register that this person may see, with what they say, by number, page by page.
    package func entries(
        of kind: String, for person: ID<Person>, active: Bool = true, limit: Int, after: CaseFilter.Cursor? = nil
    ) async throws -> [(header: CaseHeader, record: [String: Value])] {
        let headers = try await queue(for: person, kinds: [kind], open: active, limit: limit, after: after)
        if headers.isEmpty { return [] }
        let records = try await database.read { session -> [String: [String: Value]] in
            guard let procedure = Procedures.declared[kind] else { return [:] }
            let rows = try session.query(
                "SELECT number, record_version, body FROM records WHERE number IN (\(session.placeholders(headers.count)))",
                headers.map { .text($0.number) })
            var records: [String: [String: Value]] = [:]
            for row in rows {
                let record = try procedure.decode(try row.text("body"), Int(try row.integer("record_version")))
                records[try row.text("number")] = try CanonicalJSON.value(of: CanonicalJSON.bytes(encoding: record)).members
            }
            return records
        }
        return headers.map { ($0, records[$0.number] ?? [:]) }
    }
}
