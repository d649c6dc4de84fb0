import Handbook
import Storage

/// That somebody read what is customer secret: kept once a person, case and hour.
package struct SecretRead: Sendable {
    package let id: Int64
    package let person: String
    package let name: String
    package let number: String
    package let at: Instant
    /// What was read first: the case, a paper, a file.
    package let what: String

    package static let portion = 50
}

extension Desk {
    /// Notes that somebody read customer secrets of a case; a second time within the hour is not noted again.
    package func noteRead(of number: String, by person: ID<Person>, what: String) async throws {
        let now = now()
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO secret_reads (person, number, hour, at, what) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (person, number, hour) DO NOTHING
                """, person.text, number, now.milliseconds / 3_600_000, now.milliseconds, String(what.prefix(200)))
        }
    }

    /// Notes the same of many cases at once: those of them that put out a paper of that class.
    func noteReads(of numbers: [String], by person: ID<Person>, what: String) async throws {
        if numbers.isEmpty { return }
        let now = now()
        try await database.write { session in
            try session.execute(
                """
                INSERT INTO secret_reads (person, number, hour, at, what)
                SELECT ?, c.number, ?, ?, ? FROM cases c WHERE c.number IN (\(session.placeholders(numbers.count)))
                AND EXISTS (SELECT 1 FROM papers p WHERE p.number = c.number AND p.class = ?)
                ON CONFLICT (person, number, hour) DO NOTHING
                """,
                [.text(person.text), .integer(now.milliseconds / 3_600_000), .integer(now.milliseconds), .text(what)]
                    + numbers.map { .text($0) } + [.text(Paper.Classification.customerSecret.rawValue)])
        }
    }

    /// Who read customer secrets, the latest first, of the cases that this person may see; at most a portion.
    package func secretReads(
        by reader: String?, of number: String?, before: Int64?, for person: ID<Person>
    ) async throws -> (lines: [SecretRead], next: Int64?) {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            var conditions = ["r.id < ?"]
            var values: [SQLValue] = [.integer(before ?? .max)]
            for (column, value) in [("person", reader), ("number", number)] {
                guard let value else { continue }
                conditions.append("r.\(column) = ?")
                values.append(.text(value))
            }
            let principals = actor.principals
            let rows = try session.query(
                """
                SELECT r.id, r.person, r.number, r.at, r.what FROM secret_reads r WHERE \(conditions.joined(separator: " AND "))
                AND EXISTS (SELECT 1 FROM case_audience a WHERE a.number = r.number
                    AND a.principal IN (\(session.placeholders(principals.count)))) ORDER BY r.id DESC LIMIT ?
                """, values + principals.map { .text($0) } + [.integer(Int64(SecretRead.portion + 1))])
            let shown = rows.prefix(SecretRead.portion)
            let names = try session.titles(of: Set(shown.map { "\(Person.kind):\(try $0.text("person"))" }))
            let lines = try shown.map { row in
                let reader = try row.text("person")
                return SecretRead(
                    id: try row.integer("id"), person: reader, name: names["\(Person.kind):\(reader)"] ?? reader,
                    number: try row.text("number"), at: Instant(milliseconds: try row.integer("at")), what: try row.text("what"))
            }
            return (lines, rows.count > lines.count ? lines.last?.id : nil)
        }
    }
}

extension CaseReading {
    /// Whether what is shown of the case is customer secret: a paper or an entry of that class.
    package var holdsCustomerSecrets: Bool {
        papers.contains { $0.classification == Operations.Paper.Classification.customerSecret.rawValue }
            || entries.contains { $0.told?.classification == Operations.Paper.Classification.customerSecret.rawValue }
    }
}
