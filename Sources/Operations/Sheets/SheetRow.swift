import Handbook

/// A row of a sheet on its way in: what stands in it, and what it would do, has done, or what stands against it.
package struct SheetRow: Codable, Hashable, Sendable {
    /// Its line in the sheet, as people count it.
    package let line: Int
    package var cells: [String]
    package var standing: Standing
    /// What was entered or amended by it.
    package var number: String?
    package var faults: [Fault] = []
    package var changes: [Change] = []

    /// Where a row stands.
    package enum Standing: String, Codable, Sendable, CaseIterable {
        /// It would open a case or enter something new; amend what stands; change nothing.
        case fresh, amended, same
        case wrong
        /// It went through the door.
        case taken

        /// Whether it can go through the door.
        package var isReady: Bool { self == .fresh || self == .amended }
    }

    /// What stands against a row: one sentence, at which column, by which clause.
    package struct Fault: Codable, Hashable, Sendable {
        package var column: Int?
        package var text: Text
        package var clause: String?
    }

    /// What an entry said before in a column.
    package struct Change: Codable, Hashable, Sendable {
        package var column: Int
        package var before: String
    }

    /// A row as it came, which nobody has looked at.
    package init(line: Int, cells: [String]) {
        self.line = line
        self.cells = cells
        standing = .wrong
    }
}
