import Storage
import Synchronization

/// Records as they were decoded last, each beside the text that it was decoded from: a record that has not changed is not read twice.
final class RecordShelf: Sendable {
    static let shared = RecordShelf()

    private let shelf = Mutex<[String: (body: String, record: any Procedure)]>([:])
    private let most = 4096

    /// The record that the text stands for; decoded only where the text is another than the last time.
    func record(_ number: String, _ body: String, decode: () throws -> any Procedure) rethrows -> any Procedure {
        if let known = shelf.withLock({ $0[number] }), known.body == body { return known.record }
        let record = try decode()
        put(record, number, body)
        return record
    }

    /// Keeps a record beside the text that it was written as; should the transaction not commit, no stored text will match it.
    func put(_ record: any Procedure, _ number: String, _ body: String) {
        shelf.withLock { shelf in
            if shelf.count >= most { shelf.removeAll(keepingCapacity: true) }
            shelf[number] = (body, record)
        }
    }
}

/// A case as it is kept, with whether somebody may see it: one look-up for all that an activity begins with.
struct KeptCase {
    let header: CaseHeader
    let isVisible: Bool
    private let version: Int
    private let body: String

    /// The case of that number; nil where there is none.
    static func find(_ number: String, seenBy actor: Actor, in session: any Session) throws -> KeptCase? {
        guard CaseNumber.isReadable(number) else { return nil }
        let principals = actor.principals
        return try session.first(
            """
            SELECT \(CaseHeader.columns), record_version, body, CASE WHEN EXISTS (
                SELECT 1 FROM case_audience a WHERE a.number = cases.number AND \(session.isAmong(principals.count, "a.principal"))
            ) THEN 1 ELSE 0 END AS visible FROM cases JOIN records USING (number) WHERE number = ?
            """, principals.map { .text($0) } + [.text(number)]
        ).map { try KeptCase($0) }
    }

    private init(_ row: SQLRow) throws {
        header = try CaseHeader(row)
        isVisible = try row.integer("visible") != 0
        version = Int(try row.integer("record_version"))
        body = try row.text("body")
    }

    /// What its record says.
    func record(_ procedure: DeclaredProcedure) throws -> any Procedure {
        try RecordShelf.shared.record(header.number, body) { try procedure.decode(body, version) }
    }
}

extension Session {
    /// The record of a case of that procedure; nil where there is none.
    func record(of number: String, _ procedure: DeclaredProcedure) throws -> (any Procedure)? {
        guard let row = try first("SELECT record_version, body FROM records WHERE number = ?", number) else { return nil }
        let body = try row.text("body")
        return try RecordShelf.shared.record(number, body) {
            try procedure.decode(body, Int(try row.integer("record_version")))
        }
    }

    /// The records of these cases by number, in one statement.
    func records(of headers: [CaseHeader]) throws -> [String: any Procedure] {
        let kinds = Dictionary(headers.map { ($0.number, $0.kind) }) { first, _ in first }
        var records: [String: any Procedure] = [:]
        for row in try query(
            "SELECT number, record_version, body FROM records WHERE number IN (\(placeholders(headers.count)))",
            headers.map { .text($0.number) })
        {
            let number = try row.text("number")
            guard let procedure = kinds[number].flatMap({ Procedures.declared[$0] }) else { continue }
            let body = try row.text("body")
            records[number] = try RecordShelf.shared.record(number, body) {
                try procedure.decode(body, Int(try row.integer("record_version")))
            }
        }
        return records
    }
}
