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
