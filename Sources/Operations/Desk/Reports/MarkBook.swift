import Handbook
import Storage

/// Keeps the marks of cases, and how many cases bear each, in the transaction of what changed them.
final class MarkBook {
    private let session: any Session
    private var changes: [CountKey: Int] = [:]

    init(_ session: any Session) { self.session = session }

    /// Brings the marks and hours of one case up to date; the counts follow when they are settled.
    func renew(_ header: CaseHeader, _ facets: Facets, time: ServiceTime, isNew: Bool = false) throws {
        try renewMarks(header, facets, time: time, isNew: isNew)
        try renewHours(header, facets, isNew: isNew)
    }

    /// Brings other cases up to date, at most 200 at once.
    func renew(_ numbers: [String], time: ServiceTime) throws {
        if numbers.isEmpty { return }
        for row in try session.query(
            """
            SELECT \(CaseHeader.columns), record_version, body FROM cases JOIN records USING (number)
            WHERE number IN (\(session.placeholders(numbers.count)))
            """, numbers.map { .text($0) })
        {
            let header = try CaseHeader(row)
            guard let procedure = Procedures.declared[header.kind] else { continue }
            let record = try procedure.decode(try row.text("body"), Int(try row.integer("record_version")))
            try renew(header, record.facets(), time: time)
        }
    }

    /// Brings the cases up to date whose debts were settled from another one.
    func renewDebtors(of debts: [Int64], besides number: String, time: ServiceTime) throws {
        if debts.isEmpty { return }
        let numbers = try session.query(
            "SELECT DISTINCT number FROM debts WHERE id IN (\(session.placeholders(debts.count))) AND number <> ?",
            debts.map { .integer($0) } + [.text(number)]
        ).map { try $0.text("number") }
        try renew(numbers, time: time)
    }

    private func renewHours(_ header: CaseHeader, _ facets: Facets, isNew: Bool) throws {
        guard header.kind == DispatchOrder.kind, !isNew || !facets.hours.isEmpty else { return }
        let wanted = HoursRow.all(of: header, facets)
        let kept = try HoursRow.kept(of: header.number, in: session)
        if wanted == kept { return }
        try session.execute("DELETE FROM order_hours WHERE number = ?", header.number)
        try session.insert(
            into: "order_hours", "number, \(HoursRow.columns)",
            wanted.sorted { ($0.hours.day, $0.person) < ($1.hours.day, $1.person) }.map { [.text(header.number)] + $0.values })
        for row in kept { for sum in row.sums { changes[sum.key, default: 0] -= sum.amount } }
        for row in wanted { for sum in row.sums { changes[sum.key, default: 0] += sum.amount } }
    }

    private func renewMarks(_ header: CaseHeader, _ facets: Facets, time: ServiceTime, isNew: Bool) throws {
        let wanted = try MarkRow.all(of: header, facets, time: time, in: session)
        let kept = isNew ? [] : try MarkRow.kept(of: header.number, in: session)
        if wanted == kept { return }
        for gone in kept.subtracting(wanted) {
            try session.execute("DELETE FROM case_marks WHERE number = ? AND mark = ?", header.number, gone.mark.id)
            count(gone, -1)
        }
        let added = wanted.subtracting(kept).sorted { $0.mark.id < $1.mark.id }
        try session.insert(
            into: "case_marks", "number, \(MarkRow.columns)",
            added.map { [.text(header.number)] + $0.values })
        for row in added { count(row, 1) }
    }

    private func count(_ row: MarkRow, _ change: Int) {
        for (key, amount) in row.counts { changes[key, default: 0] += amount * change }
    }

    /// Writes what has changed beside the counts, which other transactions may be reading or changing at this moment.
    func settle() throws {
        let due = changes.filter { $0.value != 0 }.sorted { $0.key < $1.key }
        changes = [:]
        try session.insert(
            into: "report_changes", "\(CountKey.columns), count", due.map { $0.key.values + [.integer(Int64($0.value))] })
    }
}
