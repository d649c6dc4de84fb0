import Handbook
import Storage

extension Actor {
    /// The person of that code as somebody who acts: with grants, customer, and those whose deputy they are at that time.
    package static func load(_ code: ID<Person>, at now: Instant, evenIfLeft: Bool = false, in session: any Session) throws -> Actor
    {
        if code == Actor.clock.person { return .clock }
        if code == Actor.console.person { return .console }
        // One row for each whose deputy the person is, or a single one without.
        let rows = try session.query(
            """
            SELECT r.number, r.record_version, r.body, c.open, d.code AS absent, d.grants FROM cases c
                JOIN records r ON r.number = c.number
                LEFT JOIN people d ON d.deputy = ? AND d.valid_to IS NULL AND d.active = 1 AND d.deputy_from <= ? AND d.deputy_to >= ?
            WHERE c.number = ?
            """, code.text, now.milliseconds, now.milliseconds, code.number)
        guard let row = rows.first else { throw Missing("没有“\(code)”这个人", "There is nobody called “\(code)”") }
        let person = try Person.decode(row)
        guard try evenIfLeft || (row.integer("open") != 0 && person.employment != .left) else {
            throw Refused(
                "5.2(1)", Text("账号已停用", "This account is closed"),
                remedy: Text("请人事行政核对\(person.name)的在职状态", "Ask HR to check the employment of \(person.name)"))
        }
        return Actor(
            person: code, name: person.name, grants: person.grants, customer: person.customer,
            deputyOf: try rows.compactMap(deputyship), isClock: false)
    }

    private static func deputyship(_ row: SQLRow) throws -> Deputyship? {
        guard let absent = try row.optionalText("absent") else { return nil }
        let grants = try CanonicalJSON.value(of: row.text("grants").utf8)
        return Deputyship(person: ID(absent), grants: try ValueDecoder.decode([Grant].self, from: grants))
    }
}
