import Handbook
import Storage

extension Actor {
    /// The person of that code as somebody who acts: with grants, customer, and those whose deputy they are at that time.
    package static func load(_ code: ID<Person>, at now: Instant, evenIfLeft: Bool = false, in session: any Session) throws -> Actor
    {
        if code == Actor.clock.person { return .clock }
        if code == Actor.console.person { return .console }
        guard let person = try Person.find(code, in: session) else {
            throw Missing("没有“\(code)”这个人", "There is nobody called “\(code)”")
        }
        guard evenIfLeft || (person.standing == .active && person.entry.employment != .left) else {
            throw Refused(
                "5.2(1)", Text("账号已停用", "This account is closed"),
                remedy: Text("请人事行政核对\(person.entry.name)的在职状态", "Ask HR to check the employment of \(person.entry.name)"))
        }
        let deputyships = try session.query(
            """
            SELECT code, grants FROM people WHERE deputy = ? AND valid_to IS NULL AND active = 1
                AND deputy_from <= ? AND deputy_to >= ?
            """, code.text, now.milliseconds, now.milliseconds)
        return Actor(
            person: code, name: person.entry.name, grants: person.entry.grants, customer: person.entry.customer,
            deputyOf: try deputyships.map { row in
                Deputyship(
                    person: ID(try row.text("code")),
                    grants: try ValueDecoder.decode([Grant].self, from: CanonicalJSON.value(of: Array(try row.text("grants").utf8)))
                )
            }, isClock: false)
    }
}
