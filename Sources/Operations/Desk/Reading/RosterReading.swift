import Handbook
import Storage

/// The duty roster of a month: who is on call in each region on each day, who is now, and who is away.
package struct RosterReading: Sendable {
    package let days: [Day]
    package let today: Day
    package let now: Instant
    /// The regions that the reader may see, or the one that was asked for.
    package let regions: [String]
    package let duties: [Entry]
    /// Those who are on duty now or hand a duty over, the last to begin first.
    package let current: [Entry]
    package let people: [String: Reachable]
    package let away: [Away]

    /// One duty as it was entered.
    package struct Entry: Sendable {
        package let number: String
        package let duty: Duty
    }

    /// Somebody on the roster, with how to reach them.
    package struct Reachable: Sendable {
        package let name: String
        package let phone: String?
        package let deputy: String?
        package let leave: [Absence]
    }

    /// Somebody of these regions who is away in the month.
    package struct Away: Sendable {
        package let person: String
        package let name: String
        package let absence: Absence
    }
}

extension Desk {
    /// The roster of the month in which a day lies, of one region or of all that this person may see.
    package func roster(of month: Day, in region: String?, for person: ID<Person>) async throws -> RosterReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let edition = editions.current
            let all = edition.organization.regions.map(\.code)
            let seen =
                actor.principals.contains(Principal.company)
                ? all : all.filter { actor.principals.contains(Principal.staff(of: $0)) }
            let first = month.adding(1 - month.day)
            let days = (0..<31).map { first.adding($0) }.prefix { $0.month == first.month }
            let shown = region.map { asked in seen.filter { $0 == asked } } ?? seen
            return try RosterReading(
                Array(days), shown, at: now, edition.time, principals: actor.principals, in: session)
        }
    }
}

extension RosterReading {
    fileprivate init(
        _ days: [Day], _ regions: [String], at now: Instant, _ time: ServiceTime, principals: [String], in session: any Session
    ) throws {
        self.days = days
        self.regions = regions
        self.now = now
        today = time.day(of: now)
        let from = time.start(of: days[0])
        let to = time.end(of: days[days.count - 1])
        duties = try session.duties(in: regions, from: from, to: to, for: principals)
        // A hand-over waits for a while after the duty has ended.
        current = try session.duties(in: regions, from: now.adding(hours: -48), to: now.adding(minutes: 1), for: principals)
            .filter { ($0.duty.from <= now && now < $0.duty.to) || ($0.duty.handOver.map { $0.accepted == nil } ?? false) }
            .sorted { $0.duty.from > $1.duty.from }
        people = try session.reachable(
            Set((duties + current).flatMap { [$0.duty.person.text, $0.duty.handOver?.to.text].compactMap(\.self) }), at: now)
        away = try session.away(in: regions, from: from, to: to)
    }
}

extension Session {
    /// The duties of these regions that touch a stretch of time, by their beginning; at most 2,000.
    func duties(
        in regions: [String], from: Instant, to: Instant, for principals: [String]
    ) throws -> [RosterReading.Entry] {
        guard !regions.isEmpty, let procedure = Procedures.declared[Duty.kind] else { return [] }
        return try query(
            """
            SELECT d.number, r.record_version, r.body FROM duties d JOIN records r ON r.number = d.number
            WHERE d.valid_to IS NULL AND d.active = 1 AND d.region IN (\(placeholders(regions.count))) AND d.ends > ? AND d.begins < ?
                AND \(isSeen("d.number", by: principals)) ORDER BY d.begins, d.number LIMIT 2000
            """,
            regions.map { .text($0) } + [.integer(from.milliseconds), .integer(to.milliseconds)] + principals.map { .text($0) }
        ).compactMap { row in
            let record = try procedure.decode(try row.text("body"), Int(try row.integer("record_version")))
            guard let duty = record as? Duty else { return nil }
            return RosterReading.Entry(number: try row.text("number"), duty: duty)
        }
    }

    /// How these people are reached, with whoever acts for them now.
    fileprivate func reachable(_ codes: Set<String>, at now: Instant) throws -> [String: RosterReading.Reachable] {
        if codes.isEmpty { return [:] }
        let rows = try query(
            """
            SELECT p.code, p.name, p.phone, p.leave, p.deputy_from, p.deputy_to, c.title AS deputy FROM people p
            LEFT JOIN cases c ON c.number = 'person:' || p.deputy
            WHERE p.valid_to IS NULL AND p.number IN (\(placeholders(codes.count)))
            """, codes.sorted().map { .text("\(Person.kind):\($0)") })
        return Dictionary(
            try rows.map { row in
                let from = try row.optionalInteger("deputy_from") ?? .max
                let to = try row.optionalInteger("deputy_to") ?? .min
                let isNow = from <= now.milliseconds && now.milliseconds <= to
                return (
                    try row.text("code"),
                    RosterReading.Reachable(
                        name: try row.text("name"), phone: try row.optionalText("phone"),
                        deputy: isNow ? try row.optionalText("deputy") : nil, leave: try Self.absences(row))
                )
            }
        ) { first, _ in first }
    }

    /// Who of these regions is away in a stretch of time; at most 300.
    fileprivate func away(in regions: [String], from: Instant, to: Instant) throws -> [RosterReading.Away] {
        if regions.isEmpty { return [] }
        return try query(
            """
            SELECT code, name, leave FROM people WHERE valid_to IS NULL AND active = 1 AND leave <> '[]'
                AND region IN (\(placeholders(regions.count))) ORDER BY code LIMIT 300
            """, regions.map { .text($0) }
        ).flatMap { row in
            let (code, name) = (try row.text("code"), try row.text("name"))
            return try Self.absences(row).filter { $0.from < to && $0.to > from }.map {
                RosterReading.Away(person: code, name: name, absence: $0)
            }
        }.sorted { $0.absence.from < $1.absence.from }
    }

    static func absences(_ row: SQLRow) throws -> [Absence] {
        try ValueDecoder.decode([Absence].self, from: CanonicalJSON.value(of: Array(try row.text("leave").utf8)))
    }
}
