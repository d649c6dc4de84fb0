import Handbook
import Storage

/// The parts that were changed on site in a year, each by month: counted when they were changed, never added up here (15.6).
package struct SpareTable: Sendable {
    package let reader: ReportReader
    package let query: ReportQuery
    package let today: Day
    package private(set) var parts: [Line] = []
    /// The part after which the next page begins.
    package private(set) var next: String?
    private let titles: [String: String]

    /// What was changed of one part.
    package struct Line: Sendable {
        /// Its number.
        package let code: String
        /// On how many orders, month by month, January first.
        package fileprivate(set) var months = Array(repeating: 0, count: 12)
        /// On how many orders in the year.
        package fileprivate(set) var year = 0
        /// How many pieces in the year.
        package fileprivate(set) var pieces = 0
    }

    /// The name of a part; its number where it is not known.
    package func title(of code: String) -> String { titles["\(Part.kind):\(code)"] ?? code }

    /// How many parts stand on a page.
    static let page = 40

    init(_ reader: ReportReader, _ query: ReportQuery, after: String?, on today: Day, in session: any Session) throws {
        self.reader = reader
        self.query = query
        self.today = today
        let source = ReportSource(regions: query.region.map { [$0] } ?? reader.regions + [""], session: session)
        let year = ReportQuery.period(query.year, nil)
        var codes = try source.names(
            of: CountKey.part(CountKey.spare, of: query.contract), by: Mark.partsChanged.id, in: year, after: after ?? "",
            atMost: Self.page + 1)
        if codes.count > Self.page {
            codes.removeLast()
            next = codes.last
        }
        titles = try session.titles(of: codes.map { "\(Part.kind):\($0)" })
        var lines: [String: Line] = [:]
        for row in try source.spares(of: query, named: codes) {
            let (code, period, total) = (try row.text("name"), try row.text("period"), Int(try row.integer("total")))
            if try row.text("mark") == CountKey.pieces {
                if period == year { lines[code, default: Line(code: code)].pieces += total }
            } else if let month = Int(period.dropFirst(5)), (1...12).contains(month) {
                lines[code, default: Line(code: code)].months[month - 1] += total
            } else {
                lines[code, default: Line(code: code)].year += total
            }
        }
        parts = lines.values.filter { $0.year != 0 }.sorted { $0.code < $1.code }
    }
}

extension ReportSource {
    /// The counts of the parts that are named, of a year and its months.
    fileprivate func spares(of query: ReportQuery, named codes: [String]) throws -> [SQLRow] {
        if codes.isEmpty { return [] }
        return try counted(
            "mark, period, name, count AS total",
            "mark IN (?, ?) AND part = ? AND period >= ? AND period <= ? \(narrowed(to: codes))",
            [
                .text(Mark.partsChanged.id), .text(CountKey.pieces),
                .text(CountKey.part(CountKey.spare, of: query.contract)),
                .text(ReportQuery.period(query.year, nil)), .text(ReportQuery.period(query.year, 12)),
            ] + codes.map { .text($0) })
    }
}

extension Desk {
    /// The parts that were changed in a year, for those who answer for the figures, a page at a time.
    package func spares(_ query: ReportQuery, after: String? = nil, for actor: Actor) async throws -> SpareTable {
        let (reader, asked, today) = try reading(query, for: actor)
        return try await database.read { session in
            if let contract = asked.contract, try !session.isVisible("\(Contract.kind):\(contract)", to: actor) {
                throw Missing("没有这份报表", "There is no such report")
            }
            return try SpareTable(reader, asked, after: after, on: today, in: session)
        }
    }
}
