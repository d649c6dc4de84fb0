import Handbook
import Storage

/// The narrow row of a case: what lists, permissions and other cases need to know of it.
package struct CaseHeader: Hashable, Sendable {
    package let number: String
    package let kind: String
    package var stage: String
    package var isOpen: Bool
    package var title: String
    package var region: String?
    package var customer: String?
    package var site: String?
    package var owner: String?
    package var level: String?
    package let opened: Instant
    package var due: Instant?
    package var closed: Instant?
    /// The hash of the edition under which it was opened and is judged; with a plus, that of the one whose calendar it follows since.
    package var edition: String
    package var parent: String?
    /// The position and hash of its last journal entry.
    package var headPosition: Int
    package var headHash: String

    static let columns = """
        number, kind, stage, open, title, region, customer, site, owner, level, opened, due, closed, edition, parent, \
        head_position, head_hash
        """

    /// A header that stands before the first entry of a new case.
    init(new number: String, kind: String, opened: Instant, edition: String, parent: String?) {
        self.number = number
        self.kind = kind
        stage = ""
        isOpen = true
        title = ""
        self.opened = opened
        self.edition = edition
        self.parent = parent
        headPosition = 0
        headHash = ""
    }

    /// Reads a row of `cases` whose columns stand in the order of `columns`.
    init(_ row: SQLRow) throws {
        number = try row.text("number")
        kind = try row.text("kind")
        stage = try row.text("stage")
        isOpen = try row.integer("open") != 0
        title = try row.text("title")
        region = try row.optionalText("region")
        customer = try row.optionalText("customer")
        site = try row.optionalText("site")
        owner = try row.optionalText("owner")
        level = try row.optionalText("level")
        opened = Instant(milliseconds: try row.integer("opened"))
        due = try row.optionalInteger("due").map { Instant(milliseconds: $0) }
        closed = try row.optionalInteger("closed").map { Instant(milliseconds: $0) }
        edition = try row.text("edition")
        parent = try row.optionalText("parent")
        headPosition = Int(try row.integer("head_position"))
        headHash = try row.text("head_hash")
    }
}

extension CaseHeader {
    /// The header of that number; nil where there is none.
    package static func find(_ number: String, in session: any Session) throws -> CaseHeader? {
        guard CaseNumber.isReadable(number) else { return nil }
        return try session.first("SELECT \(columns) FROM cases WHERE number = ?", number).map { try CaseHeader($0) }
    }
}
