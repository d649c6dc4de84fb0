import Handbook
import Storage

/// The hours of a month or a year, by engineer, and by region, product family and customer: sums that are kept, never added up here.
package struct HoursTable: Sendable {
    package let reader: HoursReader
    package let query: ReportQuery
    package let today: Day
    package private(set) var engineers: [Part] = []
    /// The engineer after whom the next page begins.
    package private(set) var next: String?
    package private(set) var regions: [Part] = []
    package private(set) var families: [Part] = []
    /// Those for whom the most was worked.
    package private(set) var customers: [Part] = []
    private(set) var titles: [String: String] = [:]
    /// The engineers of the page whose own sheets the reader may open: one of another region has orders here and a sheet there.
    private var readable: Set<String> = []

    /// Whether the reader may open an engineer's own sheet.
    package func isReadable(_ engineer: String) -> Bool { readable.contains(engineer) }

    /// The sums of one engineer, region, family or customer, by kind.
    package struct Part: Sendable {
        package let code: String
        package fileprivate(set) var sums: [HoursKind: Int] = [:]

        package subscript(_ kind: HoursKind) -> Int { sums[kind] ?? 0 }
    }

    /// The title of a register entry of that kind; its code where it is not known.
    package func title(of kind: String, _ code: String) -> String { titles["\(kind):\(code)"] ?? code }

    /// How many engineers stand on a page.
    static let page = 40

    init(_ reader: HoursReader, _ query: ReportQuery, after: String?, on today: Day, in session: any Session) throws {
        self.reader = reader
        self.query = query
        self.today = today
        let codes = query.region.map { [$0] } ?? reader.regions + [""]
        let source = ReportSource(regions: codes, session: session)
        var names = try source.names(
            of: "engineer", by: HoursKind.days.id, in: query.period, after: after ?? "", atMost: Self.page + 1)
        if names.count > Self.page {
            names.removeLast()
            next = names.last
        }
        engineers = try parts(source.hours("engineer", in: query.period, named: names))
        readable = try session.readable(engineers.map(\.code), by: reader)
        if after == nil {
            regions = query.region == nil ? try parts(source.hoursOfRegions(in: query.period)) : []
            families = try parts(source.hours("family", in: query.period, named: nil))
            let leaders = try source.leaders(by: HoursKind.work.id, in: query.period, atMost: ServiceReport.mostCustomers)
            customers = try parts(source.hours("customer", in: query.period, named: leaders))
                .sorted { ($1[.work], $0.code) < ($0[.work], $1.code) }
            customers = Array(customers.prefix(ServiceReport.mostCustomers))
        }
        titles = try session.titles(
            of: engineers.map { "\(Person.kind):\($0.code)" } + families.map { "\(ProductFamily.kind):\($0.code)" }
                + customers.map { "\(Customer.kind):\($0.code)" })
    }

    private func parts(_ rows: [SQLRow]) throws -> [Part] {
        var parts: [String: Part] = [:]
        for row in rows {
            guard let kind = HoursKind.named(try row.text("mark")) else { continue }
            let code = try row.text("code")
            parts[code, default: Part(code: code)].sums[kind, default: 0] += Int(try row.integer("total"))
        }
        return parts.values.filter { $0[.days] != 0 }.sorted { $0.code < $1.code }
    }
}

extension Session {
    /// Those of these people whose own sheets of hours a reader may open.
    fileprivate func readable(_ people: [String], by reader: HoursReader) throws -> Set<String> {
        if people.isEmpty { return [] }
        let rows = try query(
            "SELECT code, region FROM people WHERE valid_to IS NULL AND number IN (\(placeholders(people.count)))",
            people.map { .text("\(Person.kind):\($0)") })
        let known = try rows.map { (code: try $0.text("code"), region: try $0.optionalText("region")) }
        return Set(known.filter { reader.reads($0.code, of: $0.region) }.map(\.code))
    }
}

extension ReportSource {
    private static let kinds = HoursKind.allCases.map { SQLValue.text($0.id) }

    /// The sums of each part, or of those that are named.
    func hours(_ part: String, in period: String, named names: [String]?) throws -> [SQLRow] {
        if names?.isEmpty ?? false { return [] }
        return try counted(
            "name AS code, mark, count AS total",
            "mark IN (\(session.placeholders(Self.kinds.count))) AND part = ? AND period = ? \(narrowed(to: names))",
            Self.kinds + [.text(part), .text(period)] + (names ?? []).map { .text($0) })
    }

    /// The sums of each region.
    func hoursOfRegions(in period: String) throws -> [SQLRow] {
        try counted(
            "region AS code, mark, count AS total",
            "mark IN (\(session.placeholders(Self.kinds.count))) AND part = '' AND period = ?", Self.kinds + [.text(period)])
    }
}

extension Desk {
    /// The hours of a month or a year that somebody answers for, a page of engineers at a time.
    package func hours(_ query: ReportQuery, after: String? = nil, for actor: Actor) async throws -> HoursTable {
        let edition = editions.current
        let today = edition.time.day(of: now())
        let reader = HoursReader(actor, under: edition)
        var query = query
        if query.region == nil, !reader.seesCompany { query.region = reader.regions.first }
        guard query.region.map(reader.regions.contains) ?? reader.seesCompany else {
            throw Missing("没有这一页", "There is no such page")
        }
        let asked = query
        return try await database.read { session in try HoursTable(reader, asked, after: after, on: today, in: session) }
    }
}
