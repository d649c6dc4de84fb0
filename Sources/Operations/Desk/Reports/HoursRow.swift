import Handbook
import Storage

/// One day of somebody's hours on an order, with all by which hours are summed up.
package struct HoursRow: Hashable, Sendable {
    package let number: String
    package let person: String
    /// Whether they led the order, or went along.
    package let isLead: Bool
    /// The order under which the journey goes.
    package let journey: String
    package let hours: DayHours
    let region: String
    package let customer: String
    let family: String

    static let columns =
        "person, day, is_lead, journey, region, customer, family, travel, waiting, work, standby, stay, overtime, weekend, holiday, night"

    init(_ line: Facets.Hours, _ header: CaseHeader, _ facets: Facets) {
        number = header.number
        person = line.person
        isLead = line.isLead
        journey = line.journey ?? header.number
        hours = line.hours
        region = header.region ?? ""
        customer = header.customer ?? ""
        family = facets.family ?? ""
    }

    init(_ row: SQLRow) throws {
        number = try row.text("number")
        person = try row.text("person")
        isLead = try row.integer("is_lead") != 0
        journey = try row.text("journey")
        region = try row.text("region")
        customer = try row.text("customer")
        family = try row.text("family")
        var hours = DayHours(day: Day(number: Int(try row.integer("day"))))
        hours.travel = Int(try row.integer("travel"))
        hours.waiting = Int(try row.integer("waiting"))
        hours.work = Int(try row.integer("work"))
        hours.standby = Int(try row.integer("standby"))
        hours.stay = Int(try row.integer("stay"))
        hours.overtime = Int(try row.integer("overtime"))
        hours.weekend = Int(try row.integer("weekend"))
        hours.holiday = Int(try row.integer("holiday"))
        hours.night = Int(try row.integer("night"))
        self.hours = hours
    }

    var values: [SQLValue] {
        [
            .text(person), .integer(Int64(hours.day.number)), isLead.sqlValue, .text(journey), .text(region), .text(customer),
            .text(family),
        ]
            + [
                hours.travel, hours.waiting, hours.work, hours.standby, hours.stay, hours.overtime, hours.weekend, hours.holiday,
                hours.night,
            ].map { .integer(Int64($0)) }
    }

    /// The hours of an order as its record gives them.
    static func all(of header: CaseHeader, _ facets: Facets) -> Set<HoursRow> {
        Set(facets.hours.map { HoursRow($0, header, facets) })
    }

    /// The hours of an order as they are kept.
    static func kept(of number: String, in session: any Session) throws -> Set<HoursRow> {
        Set(try session.query("SELECT number, \(columns) FROM order_hours WHERE number = ?", number).map { try HoursRow($0) })
    }

    /// What the sums of hours are made of.
    var sums: [(key: CountKey, amount: Int)] {
        let periods = [String(hours.day.iso.prefix(4)), String(hours.day.iso.prefix(7))]
        let parts = [("", ""), ("engineer", person), ("family", family), ("customer", customer)].filter {
            $0.0.isEmpty || !$0.1.isEmpty
        }
        let sums: [(key: CountKey, amount: Int)] = HoursKind.allCases.filter { hours[$0] != 0 }.flatMap { kind in
            parts.flatMap { part, name in
                periods.map { (CountKey(region: region, mark: kind.id, part: part, period: $0, name: name), hours[kind]) }
            }
        }
        if customer.isEmpty || hours.work == 0 { return sums }
        return sums
            + periods.map {
                (
                    CountKey(region: CountKey.company, mark: HoursKind.work.id, part: "customer", period: $0, name: customer),
                    hours.work
                )
            }
    }
}
