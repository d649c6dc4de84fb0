import Handbook
import Storage

/// Somebody's hours of one month, order by order and day by day (21/D-1).
package struct HoursSheet: Sendable {
    package let person: String
    package let name: String
    package let region: String?
    package let first: Day
    package let lines: [Line]
    /// Each order with the way there: what the expenses of the journeys are told by.
    package let journeys: [Journey]

    /// One day on one order.
    package struct Line: Sendable {
        package let row: HoursRow
        /// What the order is about; nil where the reader may not see it.
        package let order: Order?
    }

    /// What a sheet tells of an order.
    package struct Order: Sendable {
        package let customer: String
        package let site: String
        package let city: String?
    }

    /// One journey: the order that leads it, the others that were done on it, and how long the way took.
    package struct Journey: Sendable {
        package let number: String
        package let day: Day
        package let others: [String]
        package let minutes: Int
        package let order: Order?
    }

    /// The sum of a kind over the month.
    package func total(_ kind: HoursKind) -> Int { lines.reduce(0) { $0 + $1.row.hours[kind] } }
}

extension HoursSheet {
    /// The most lines of one month; nobody has as many.
    static let most = 400

    init(of person: String, _ first: Day, for actor: Actor, _ reader: HoursReader, in session: any Session) throws {
        guard let known = try Person.find(ID(person), in: session)?.entry, reader.reads(person, of: known.region) else {
            throw Missing("没有这份工时表", "There is no such sheet of hours")
        }
        self.person = person
        self.first = first
        name = known.name
        region = known.region
        let after = first.adding(31 - first.adding(31).day + 1)
        let rows = try session.query(
            """
            SELECT number, \(HoursRow.columns) FROM order_hours WHERE person = ? AND day >= ? AND day < ?
            ORDER BY day, number LIMIT ?
            """, person, first.number, after.number, Self.most
        ).map { try HoursRow($0) }
        let orders = try session.orders(Set(rows.flatMap { [$0.number, $0.journey] }), seenBy: actor)
        lines = rows.map { Line(row: $0, order: orders[$0.number]) }
        let led = Dictionary(grouping: rows.filter(\.isLead), by: \.journey)
        journeys = led.compactMap { journey, rows in
            let minutes = rows.reduce(0) { $0 + $1.hours.travel }
            guard minutes > 0, let first = rows.first else { return nil }
            let others = Set(rows.map(\.number)).subtracting([journey]).sorted()
            return Journey(number: journey, day: first.hours.day, others: others, minutes: minutes, order: orders[journey])
        }.sorted { ($0.day, $0.number) < ($1.day, $1.number) }
    }
}

extension Session {
    /// What sheets tell of these orders, of those that somebody may see.
    fileprivate func orders(_ numbers: Set<String>, seenBy actor: Actor) throws -> [String: HoursSheet.Order] {
        let seen = try visible(numbers, to: actor.principals)
        if seen.isEmpty { return [:] }
        let rows = try query(
            """
            SELECT c.number, u.title AS customer, s.title AS site, p.city FROM cases c
            LEFT JOIN cases u ON u.number = 'customer:' || c.customer LEFT JOIN cases s ON s.number = 'site:' || c.site
            LEFT JOIN sites p ON p.code = c.site AND p.valid_to IS NULL
            WHERE c.number IN (\(placeholders(seen.count)))
            """, seen.sorted().map { .text($0) })
        return Dictionary(
            try rows.map { row in
                (
                    try row.text("number"),
                    HoursSheet.Order(
                        customer: try row.optionalText("customer") ?? "", site: try row.optionalText("site") ?? "",
                        city: try row.optionalText("city"))
                )
            }
        ) { first, _ in first }
    }
}

extension Desk {
    /// Somebody's hours of the month that begins on that day, for whoever may read them.
    package func hours(of person: String, in first: Day, for actor: Actor) async throws -> HoursSheet {
        let reader = HoursReader(actor, under: editions.current)
        return try await database.read { session in try HoursSheet(of: person, first, for: actor, reader, in: session) }
    }
}
