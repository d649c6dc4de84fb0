import Handbook
import Storage

/// One line of a list of cases.
package struct CaseLine: Hashable, Sendable {
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
    package var marked: Day?

    static let columns = "number, kind, stage, open, title, region, customer, site, owner, level, opened, due, closed"

    init(_ row: SQLRow) throws {
        number = try row.text(at: 0)
        kind = try row.text(at: 1)
        stage = try row.text(at: 2)
        isOpen = try row.integer(at: 3) != 0
        title = try row.text(at: 4)
        region = try row.optionalText(at: 5)
        customer = try row.optionalText(at: 6)
        site = try row.optionalText(at: 7)
        owner = try row.optionalText(at: 8)
        level = try row.optionalText(at: 9)
        opened = Instant(milliseconds: try row.integer(at: 10))
        due = try row.optionalInteger(at: 11).map { Instant(milliseconds: $0) }
        closed = try row.optionalInteger(at: 12).map { Instant(milliseconds: $0) }
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

extension DeclaredProcedure {
    /// Who leads a case on from that stage: the roles of the first step that leads to another one; none where it has ended.
    package func next(from stage: String) -> [Role] {
        activities.first { $0.to != nil && $0.to != stage && $0.starts(in: stage) && $0.by != [.clock] }?.by ?? []
    }
}
