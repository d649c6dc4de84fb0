import Handbook
import Storage

/// One mark that a case bears, with all by which reports tell cases apart.
struct MarkRow: Hashable {
    let mark: Mark
    let day: Day
    let region: String
    let customer: String
    let family: String

    static let columns = "mark, day, region, customer, family"

    init?(_ row: SQLRow) throws {
        guard let mark = Mark.named(try row.text("mark")) else { return nil }
        self.mark = mark
        day = Day(number: Int(try row.integer("day")))
        region = try row.text("region")
        customer = try row.text("customer")
        family = try row.text("family")
    }

    private init(_ mark: Mark, _ day: Day, _ header: CaseHeader, _ facets: Facets) {
        self.mark = mark
        self.day = day
        region = header.region ?? ""
        customer = header.customer ?? ""
        family = facets.family ?? ""
    }

    /// What a case bears, worked out from its row, its record, its clocks and its debts as they are kept.
    static func all(of header: CaseHeader, _ facets: Facets, time: ServiceTime, in session: any Session) throws -> Set<MarkRow> {
        guard Mark.kinds.contains(header.kind) else { return [] }
        var rows: Set<MarkRow> = []
        func add(_ mark: Mark, _ instant: Instant) { rows.insert(MarkRow(mark, time.day(of: instant), header, facets)) }
        add(.opened(header.kind), header.opened)
        if header.isOpen { add(.open(header.kind), header.opened) }
        if let closed = header.closed { add(.ended(header.kind), closed) }
        for (mark, instant) in facets.marks { add(mark, instant) }
        if header.kind == DispatchOrder.kind,
            let due = try session.first("SELECT MIN(due) AS due FROM debts WHERE number = ? AND settled IS NULL", header.number)?
                .optionalInteger("due")
        {
            // A term ends at midnight: its last day is the one before.
            add(.owing, Instant(milliseconds: due - 1))
        }
        for row in try session.query("SELECT clock, started, stopped, breached FROM clocks WHERE number = ?", header.number) {
            guard let clock = ClockName.named(try row.text("clock")) else { continue }
            let started = Instant(milliseconds: try row.integer("started"))
            if try row.optionalInteger("breached") != nil {
                add(.late(clock, header.kind), started)
            } else if try row.optionalInteger("stopped") != nil {
                add(.kept(clock, header.kind), started)
            }
        }
        return rows
    }

    /// What a case bears as it is kept.
    static func kept(of number: String, in session: any Session) throws -> Set<MarkRow> {
        Set(try session.query("SELECT \(columns) FROM case_marks WHERE number = ?", number).compactMap { try MarkRow($0) })
    }

    /// Under which keys it counts: the whole of a region, its family and its customer; by month and year, or as it stands now.
    var keys: [CountKey] {
        let periods = mark.isStanding ? [CountKey.now] : [String(day.iso.prefix(4)), String(day.iso.prefix(7))]
        func keys(_ part: String, _ name: String, _ periods: [String]) -> [CountKey] {
            periods.map { CountKey(region: region, mark: mark.id, part: part, period: $0, name: name) }
        }
        // How long cases have been open is told by the day of their opening.
        var all = keys("", "", mark.isStanding ? periods + [day.iso] : periods)
        if !family.isEmpty { all += keys("family", family, periods) }
        if !customer.isEmpty { all += keys("customer", customer, periods) }
        return all
    }
}

/// Where a number of a report stands.
struct CountKey: Hashable, Comparable {
    let region: String
    let mark: String
    /// Nothing for the whole of a region, or which part of it `name` is: `family`, `customer`.
    let part: String
    /// A year, a month, a day, or `now`.
    let period: String
    let name: String

    static let now = "now"

    static let columns = "region, mark, part, period, name"

    init(region: String, mark: String, part: String, period: String, name: String) {
        (self.region, self.mark, self.part, self.period, self.name) = (region, mark, part, period, name)
    }

    init(_ row: SQLRow) throws {
        self.init(
            region: try row.text("region"), mark: try row.text("mark"), part: try row.text("part"), period: try row.text("period"),
            name: try row.text("name"))
    }

    var values: [SQLValue] { [region, mark, part, period, name].map { .text($0) } }

    static func < (one: CountKey, other: CountKey) -> Bool {
        (one.region, one.mark, one.part, one.period, one.name) < (other.region, other.mark, other.part, other.period, other.name)
    }
}
