import Handbook
import Storage

/// How many cases bear each mark, of one stretch of time and one part of the company.
package struct ReportFigures: Hashable, Sendable {
    private var counts: [Mark: Int] = [:]

    package init() {}

    /// How many cases bear the mark.
    package subscript(_ mark: Mark) -> Int { counts[mark] ?? 0 }

    package var isEmpty: Bool { counts.values.allSatisfy { $0 == 0 } }

    mutating func add(_ count: Int, _ mark: Mark) { counts[mark, default: 0] += count }

    mutating func add(_ row: SQLRow) throws {
        guard let mark = Mark.named(try row.text("mark")) else { return }
        add(Int(try row.integer("total")), mark)
    }

    /// The share of the first in both, in whole percent and never rounded up to a hundred; nil where there is neither.
    package func share(of one: Mark, against other: Mark) -> Int? {
        let all = self[one] + self[other]
        return all == 0 ? nil : self[one] * 100 / all
    }
}

/// How long a case has been open.
package enum AgeBand: Int, Sendable, CaseIterable {
    case week, month, quarter, older

    /// The fewest days since the opening, and the most.
    package var days: (least: Int, most: Int?) {
        switch self {
        case .week: (0, 6)
        case .month: (7, 29)
        case .quarter: (30, 89)
        case .older: (90, nil)
        }
    }

    /// The days on which these cases were opened, as seen on a day.
    package func opened(seenOn today: Day) -> (from: Day?, to: Day?) {
        let (least, most) = days
        return (most.map { today.adding(-$0) }, least == 0 ? nil : today.adding(-least))
    }

    package var name: Text {
        switch self {
        case .week: Text("7 天内", "Under 7 days")
        case .month: Text("7–29 天", "7–29 days")
        case .quarter: Text("30–89 天", "30–89 days")
        case .older: Text("90 天以上", "90 days and more")
        }
    }

    static func of(_ opened: Day, seenOn today: Day) -> AgeBand {
        let age = today.number - opened.number
        return allCases.last { $0.days.least <= age } ?? .week
    }
}
