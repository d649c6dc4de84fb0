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

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = "\(name) #\(revision)"
        facets.isCompanyWide = true
        return facets
    }

    /// The hash of the revision that was imported last; nil in a new house.
    package static func latest(in session: any Session) throws -> (hash: String, revision: Int)? {
        try session.first(
            "SELECT hash, revision FROM editions WHERE valid_to IS NULL AND active = 1 ORDER BY revision DESC LIMIT 1"
        ).map { (try $0.text("hash"), Int(try $0.integer("revision"))) }
    }
}
