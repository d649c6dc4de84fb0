import Handbook
import Storage

/// One line of a list of cases: an object, since it is read once and then handed on from list to list.
package final class CaseLine: Sendable {
    package let number: String
    package let kind: String
    package let stage: String
    package let isOpen: Bool
    package let title: String
    package let region: String?
    package let customer: String?
    package let site: String?
    package let owner: String?
    package let level: String?
    package let opened: Instant
    package let due: Instant?
    package let closed: Instant?
    /// The day on which it got the mark that the list is of.
    package let marked: Day?

    static let columns = "number, kind, stage, open, title, region, customer, site, owner, level, opened, due, closed"

    /// Reads `columns` that begin at a position of the row.
    init(_ row: SQLRow, from start: Int = 0, marked: Day? = nil) throws {
        self.marked = marked
        number = try row.text(at: start)
        kind = try row.text(at: start + 1)
        stage = try row.text(at: start + 2)
        isOpen = try row.integer(at: start + 3) != 0
        title = try row.text(at: start + 4)
        region = try row.optionalText(at: start + 5)
        customer = try row.optionalText(at: start + 6)
        site = try row.optionalText(at: start + 7)
        owner = try row.optionalText(at: start + 8)
        level = try row.optionalText(at: start + 9)
        opened = Instant(milliseconds: try row.integer(at: start + 10))
        due = try row.optionalInteger(at: start + 11).map { Instant(milliseconds: $0) }
        closed = try row.optionalInteger(at: start + 12).map { Instant(milliseconds: $0) }
    }

    /// Where it stands in a list of that order.
    package func cursor(in order: CaseFilter.Order, isBackward: Bool = false) -> CaseFilter.Cursor {
        if let marked { return CaseFilter.Cursor(key: Int64(marked.number), number: number, isBackward: isBackward) }
        let key =
            switch order {
            case .limit: CaseHeader.place(due: due, closed: closed)
            case .opened: opened.milliseconds
            case .number: Int64(0)
            }
        return CaseFilter.Cursor(key: key, number: number, isBackward: isBackward)
    }
}
