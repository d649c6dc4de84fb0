import Handbook
import Storage

/// What a service report is asked for: a year or a month of it, of the company or one region.
package struct ReportQuery: Hashable, Sendable {
    package var year: Int
    package var month: Int?
    package var region: String?
    /// Only what was done for one customer.
    package var customer: String?
    /// Only what was done by one contract.
    package var contract: String?

    package init(year: Int, month: Int? = nil, region: String? = nil, customer: String? = nil, contract: String? = nil) {
        self.year = year
        self.month = month
        self.region = region
        self.customer = customer
        self.contract = contract
    }

    /// Whether it is one customer's or one contract's.
    package var isOfOne: Bool { customer != nil || contract != nil }

    /// Which part of a region is counted.
    var part: (kind: String, name: String) {
        contract.map { ("contract", $0) } ?? customer.map { ("customer", $0) } ?? ("", "")
    }

    /// The first and the last day.
    package var days: (from: Day, to: Day)? { month.flatMap(days(of:)) ?? Self.days(year, 1...12) }

    /// The first and the last day of a month of the year.
    package func days(of month: Int) -> (from: Day, to: Day)? { Self.days(year, month...month) }

    private static func days(_ year: Int, _ months: ClosedRange<Int>) -> (from: Day, to: Day)? {
        guard let from = Day(year: year, month: months.lowerBound, day: 1) else { return nil }
        let last = months.upperBound
        let after = last == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: last + 1, day: 1)
        return after.map { (from, $0.adding(-1)) }
    }

    /// The year or month that "2026" or "2026-05" writes.
    package init?(_ period: String) {
        guard let first = Day(period.utf8.count == 4 ? "\(period)-01-01" : "\(period)-01") else { return nil }
        self.init(year: first.year, month: period.utf8.count == 4 ? nil : first.month)
    }

    /// The year or month that has just these days.
    package init?(from: Day?, to: Day?) {
        guard let from, let to else { return nil }
        for query in [ReportQuery(year: from.year), ReportQuery(year: from.year, month: from.month)] {
            if let days = query.days, days.from == from, days.to == to {
                self = query
                return
            }
        }
        return nil
    }

    /// The period under which its numbers are kept, and which addresses write.
    package var period: String { month.map { Self.period(year, $0) } ?? Self.period(year, nil) }

    static func period(_ year: Int, _ month: Int?) -> String {
        let first = Day(year: year, month: month ?? 1, day: 1)?.iso ?? ""
        return String(first.prefix(month == nil ? 4 : 7))
    }
}

/// Service levels, volume, backlog and what came of it, read from numbers that are kept up with every step (12.2.7).
package struct ServiceReport: Sendable {
    package let reader: ReportReader
    package let query: ReportQuery
    package let today: Day
    /// Of the whole period.
    package private(set) var whole = ReportFigures()
    /// Of each month of the year, January first.
    package private(set) var months = Array(repeating: ReportFigures(), count: 12)
    /// Of the whole year, whichever month was asked for.
    package private(set) var year = ReportFigures()
    /// How many cases of each procedure have been open how long.
    package private(set) var backlog: [String: [AgeBand: Int]] = [:]
    /// How many orders owe a part whose day has passed.
    package private(set) var overdue = 0
    /// Nothing where the report's extent leaves the parts out.
    package private(set) var regions: [Part] = []
    package private(set) var families: [Part] = []
    /// Those with the most requests.
    package private(set) var customers: [Part] = []
    /// What was agreed with the one customer that the report is about.
    package private(set) var contracts: [Contract] = []
    /// The contract that the report is about.
    package private(set) var contract: Contract?
    /// The parts that were changed by it.
    package private(set) var spares: SpareTable?
    /// The titles of families and customers, and of what a contract covers, by number.
    private(set) var titles: [String: String] = [:]

    /// The numbers of one region, family or customer.
    package struct Part: Sendable {
        package let code: String
        package var figures = ReportFigures()
    }

    /// The title of a register entry of that kind; its code where it is not known.
    package func title(of kind: String, _ code: String) -> String { titles["\(kind):\(code)"] ?? code }

    /// How much of a report is read: the whole and its months, its parts, or both.
    package enum Extent: Sendable {
        case whole, parts, all
    }

    /// How many customers are told.
    package static let mostCustomers = 15

    init(_ reader: ReportReader, _ query: ReportQuery, _ extent: Extent, on today: Day, in session: any Session) throws {
        self.reader = reader
        self.query = query
        self.today = today
        // A case that belongs to no region is counted for those who see the whole company.
        let codes = query.region.map { [$0] } ?? reader.regions + [""]
        let source = ReportSource(regions: codes, session: session)
        if extent != .parts { try readWhole(source) }
        if let code = query.contract {
            try readContract(code, source)
        } else if extent != .whole, query.customer == nil {
            try readParts(source, codes)
        }
    }

    /// The whole, its months, and what stands open.
    private mutating func readWhole(_ source: ReportSource) throws {
        for (period, row) in try source.months(of: query) {
            if period == query.period { try whole.add(row) }
            if period.utf8.count == 4 { try year.add(row) }
            if period.utf8.count == 7, let month = Int(period.suffix(2)), months.indices.contains(month - 1) {
                try months[month - 1].add(row)
            }
        }
        if query.isOfOne { for row in try source.standing(of: query) { try whole.add(row) } }
        if query.contract != nil { return }
        if let customer = query.customer {
            contracts = try source.session.contracts(of: [customer])[customer] ?? []
            contracts = contracts.filter { query.region == nil || $0.region == query.region }.sorted { $1.to < $0.to }
            titles = try source.session.titles(of: ["\(Customer.kind):\(customer)"])
            return
        }
        for (mark, since, count) in try source.standing() {
            whole.add(count, mark)
            if mark == .owing {
                if since < today { overdue += count }
                continue
            }
            backlog[mark.kind, default: [:]][AgeBand.of(since, seenOn: today), default: 0] += count
        }
    }

    /// How many sites and how many devices of a contract are told by name.
    package static let mostCovered = 60

    /// What a contract covers, the kinds of fault that it had, and the parts that were changed.
    private mutating func readContract(_ code: String, _ source: ReportSource) throws {
        guard let found = try Contract.find(ID(code), in: source.session)?.entry else { return }
        contract = found
        families = try source.parts(CountKey.part("family", of: code), in: query.period)
        spares = try SpareTable(reader, query, after: nil, on: today, in: source.session)
        titles = try source.session.titles(
            of: ["\(Customer.kind):\(found.customer)"] + families.map { "\(ProductFamily.kind):\($0.code)" }
                + found.sites.prefix(Self.mostCovered).map { "\(Site.kind):\($0)" }
                + found.devices.prefix(Self.mostCovered).map { "\(Device.kind):\($0)" })
    }

    /// The parts of the whole.
    private mutating func readParts(_ source: ReportSource, _ codes: [String]) throws {
        regions = try source.regions(in: query.period)
        regions.sort { codes.firstIndex(of: $0.code) ?? 0 < codes.firstIndex(of: $1.code) ?? 0 }
        families = try source.parts("family", in: query.period)
        customers = try source.parts(
            "customer", in: query.period,
            named: source.leaders(by: Mark.opened(ServiceRequest.kind).id, in: query.period, atMost: Self.mostCustomers))
        customers.sort {
            let mark = Mark.opened(ServiceRequest.kind)
            return ($1.figures[mark], $0.code) < ($0.figures[mark], $1.code)
        }
        customers = Array(customers.prefix(Self.mostCustomers))
        titles = try source.session.titles(
            of: families.map { "\(ProductFamily.kind):\($0.code)" } + customers.map { "\(Customer.kind):\($0.code)" })
    }
}

extension Desk {
    /// The service report that somebody asks for, for those who answer for the figures.
    package func report(
        _ query: ReportQuery, _ extent: ServiceReport.Extent = .all, for actor: Actor
    ) async throws -> ServiceReport {
        let (reader, asked, today) = try reading(query, for: actor)
        return try await database.read { session in
            for entry in [asked.customer.map { "\(Customer.kind):\($0)" }, asked.contract.map { "\(Contract.kind):\($0)" }] {
                if let entry, try !session.isVisible(entry, to: actor) { throw Missing("没有这份报表", "There is no such report") }
            }
            return try ServiceReport(reader, asked, extent, on: today, in: session)
        }
    }

    /// Who reads reports, what they ask for within what they may read, and the day on which they ask.
    func reading(_ query: ReportQuery, for actor: Actor) throws -> (reader: ReportReader, query: ReportQuery, today: Day) {
        let edition = editions.current
        guard let reader = ReportReader(actor, under: edition) else { throw Missing("没有这一页", "There is no such page") }
        var query = query
        query.region = try reader.region(asked: query.region)
        return (reader, query, edition.time.day(of: now()))
    }
}
