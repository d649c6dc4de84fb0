import Handbook
import Storage

/// One mark that a case bears, with all by which reports tell cases apart.
struct MarkRow: Hashable {
    let mark: Mark
    let day: Day
    let region: String
    let customer: String
    let family: String
    let contract: String
    /// How many pieces of a part were changed; none where the mark is of no part.
    let pieces: Int

    static let columns = "mark, day, region, customer, family, contract, pieces"

    init?(_ row: SQLRow) throws {
        guard let mark = Mark.named(try row.text("mark")) else { return nil }
        self.mark = mark
        day = Day(number: Int(try row.integer("day")))
        region = try row.text("region")
        customer = try row.text("customer")
        family = try row.text("family")
        contract = try row.text("contract")
        pieces = Int(try row.integer("pieces"))
    }

    private init(_ mark: Mark, _ day: Day, _ header: CaseHeader, _ facets: Facets, pieces: Int) {
        self.mark = mark
        self.day = day
        region = header.region ?? ""
        customer = header.customer ?? ""
        family = facets.family ?? ""
        contract = facets.contract ?? ""
        self.pieces = pieces
    }

    /// The row as it is kept.
    var values: [SQLValue] {
        [
            .text(mark.id), .integer(Int64(day.number)), .text(region), .text(customer), .text(family), .text(contract),
            .integer(Int64(pieces)),
        ]
    }

    /// What a case bears, worked out from its row, its record, its clocks and its debts as they are kept.
    static func all(of header: CaseHeader, _ facets: Facets, time: ServiceTime, in session: any Session) throws -> Set<MarkRow> {
        guard Mark.counted.contains(header.kind) else { return [] }
        var rows: Set<MarkRow> = []
        func add(_ mark: Mark, _ instant: Instant, pieces: Int = 0) {
            rows.insert(MarkRow(mark, time.day(of: instant), header, facets, pieces: pieces))
        }
        add(.opened(header.kind), header.opened)
        if header.isOpen { add(.open(header.kind), header.opened) }
        if let closed = header.closed { add(.ended(header.kind), closed) }
        for (mark, instant) in facets.marks { add(mark, instant) }
        for (part, changed) in facets.changed { add(.changed(part), changed.first, pieces: changed.pieces) }
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

    /// What it counts, and under which keys: the whole of a region, its family, customer and contract; by month and year, or now.
    var counts: [(key: CountKey, amount: Int)] {
        let periods = mark.isStanding ? [CountKey.now] : [String(day.iso.prefix(4)), String(day.iso.prefix(7))]
        func counts(_ part: String, _ name: String, of id: String, _ amount: Int = 1, in region: String) -> [(
            key: CountKey, amount: Int
        )] {
            periods.map { (CountKey(region: region, mark: id, part: part, period: $0, name: name), amount) }
        }
        if let part = mark.part {
            return ([CountKey.spare] + (contract.isEmpty ? [] : [CountKey.part(CountKey.spare, of: contract)])).flatMap {
                counts($0, part, of: Mark.partsChanged.id, in: region) + counts($0, part, of: CountKey.pieces, pieces, in: region)
            }
        }
        var all = counts("", "", of: mark.id, in: region)
        // How long cases have been open is told by the day of their opening.
        if mark.isStanding { all.append((CountKey(region: region, mark: mark.id, part: "", period: day.iso, name: ""), 1)) }
        if !family.isEmpty { all += counts("family", family, of: mark.id, in: region) }
        if !customer.isEmpty {
            all += counts("customer", customer, of: mark.id, in: region)
            if mark == CountKey.leading { all += counts("customer", customer, of: mark.id, in: CountKey.company) }
        }
        if contract.isEmpty { return all }
        all += counts("contract", contract, of: mark.id, in: region)
        // What kinds of fault a contract had is told of its requests alone.
        if !family.isEmpty, mark.kind == ServiceRequest.kind, !mark.isStanding {
            all += counts(CountKey.part("family", of: contract), family, of: mark.id, in: region)
        }
        return all
    }
}

/// Where a number of a report stands.
struct CountKey: Hashable, Comparable {
    /// A region's code, nothing for what belongs to none, or `company`.
    let region: String
    let mark: String
    /// Nothing for the whole of a region, or which part of it `name` is: `family`, `customer`, `contract`, `engineer`,
    /// `spare`; of a contract alone `family@` and `spare@` with its code.
    let part: String
    /// A year, a month, a day, or `now`.
    let period: String
    let name: String

    static let now = "now"
    /// In place of a region, for what tells who has the most of all regions together.
    static let company = "*"
    /// The mark by which customers are told who have the most.
    static let leading = Mark.opened(ServiceRequest.kind)
    static let spare = "spare"
    /// In place of a mark: how many pieces of a part were changed.
    static let pieces = "\(DispatchOrder.kind).pieces-changed"

    /// A part of one contract, or of all.
    static func part(_ part: String, of contract: String?) -> String { contract.map { "\(part)@\($0)" } ?? part }

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
