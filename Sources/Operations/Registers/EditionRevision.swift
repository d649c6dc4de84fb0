import Handbook
import Storage

/// An edition of the handbook as imported: its content lies under its hash, and never changes (0.4).
package struct EditionRevision: Register {
    package static let kind = "edition"
    package static let title = Text("手册版本", "Edition")
    package static let table = "editions"
    package static let clause = "0.4"
    package static let keepers: [Role] = [.administrator]

    @Input(code: "编号", "Code") package var code: String
    @Input("版本", "Name") package var name: String
    @Input("修订号", "Revision", 1...100_000) package var revision: Int
    @Input("校验值", "Hash", 71...71) package var hash: String
    @Input("施行日", "In force from") package var inForceFrom: Day

    package init() {}

    /// A revision never changes: another one takes its place.
    package static var activities: [any Activity<EditionRevision>.Type] {
        [Enter<EditionRevision>.self, Retire<EditionRevision>.self]
    }

    package static let conditions: [Condition<EditionRevision>] = [
        Condition("0.4", "内容已存，修订号递增", "Its content is kept, and its revision is the next", field: "hash") { edition, work in
            let number = try next(in: work.session)
            return .met(
                if: try work.session.blob(edition.hash) != nil && edition.revision == number,
                else: Text("请用“导入手册”登记修订 \(number)", "Enter revision \(number) by importing the edition"))
        }
    ]

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = "\(name) #\(revision)"
        facets.isCompanyWide = true
        return facets
    }

    /// The hash of the revision that was imported last and not retired since; nil in a new house.
    package static func latest(in session: any Session) throws -> String? {
        try session.first("SELECT hash FROM editions WHERE valid_to IS NULL ORDER BY active DESC, revision DESC LIMIT 1")
            .map { try $0.text("hash") }
    }

    /// The number of the revision to come: one that was retired keeps its own.
    package static func next(in session: any Session) throws -> Int {
        let last = try session.first("SELECT revision FROM editions ORDER BY revision DESC LIMIT 1")
        return try Int(last?.integer("revision") ?? 0) + 1
    }
}
