import Handbook

/// What is written for others to work by: drafted, read by a second person, published in versions that never change, withdrawn.
///
/// Articles and guides differ in what they say and in what must hold of it; how they come about is declared here once.
package protocol Publication: Procedure where Step == Shelf {
    /// What it says: the form of a draft and of every version.
    associatedtype Content: PublishedContent
    /// From what it was written.
    associatedtype Origin: Form

    /// The clause for which it is written.
    static var clause: String { get }
    static var authors: [Role] { get }
    static var reviewers: [Role] { get }
    /// What a reviewer confirms.
    static var review: [ChecklistItem] { get }
    /// What must hold before one may begin.
    static var openings: [Guard<Draft<Self>>] { get }
    /// What must hold of everything that is written, at every step.
    static var conditions: [ContentCondition<Self>] { get }

    var writing: Writing<Content> { get set }
    /// Notes from what it is written; changes nothing else.
    mutating func begin(with origin: Origin)
    /// The cases from which it was written, with how they are tied.
    var sources: [(number: String, relation: String)] { get }
}

/// Where something written stands.
package enum Shelf: String, StageName {
    case drafted
    case inReview = "in-review"
    case published, withdrawn

    package var name: Text {
        switch self {
        case .drafted: Text("起草中", "Being drafted")
        case .inReview: Text("待审核", "In review")
        case .published: Text("已发布", "Published")
        case .withdrawn: Text("已撤下", "Withdrawn")
        }
    }
}

/// What a piece of writing says, and what it is about.
package protocol PublishedContent: Form {
    var title: String { get }
    var family: ID<ProductFamily> { get }
    var models: [ID<ProductModel>] { get }
    var parts: [ID<Part>] { get }
    /// What people call it by: alarms, or the operation.
    var marks: [String] { get }
    /// What it is about, as `family:optical`, `model:osn-1800`, `part:brd-10g`, `alarm:…`, `operation:…`.
    var topics: Set<String> { get }
    /// Everything by which it is found.
    var words: [String] { get }
}

/// Something that must hold of what is written, with its clause.
package struct ContentCondition<Subject: Publication>: Sendable {
    /// A text with the label of its field.
    package typealias Written = (label: Text, text: String)

    let clause: String
    let title: Text
    /// Whether it can come to be broken while a draft lies there, so that it is asked again before others read it.
    let canTurn: Bool
    /// Whether it holds of remarks too: they stand in the same journal.
    let coversRemarks: Bool
    /// Looks at the content, where there is one, and at every text that was written.
    let check: @Sendable (Subject, Subject.Content?, [Written], Work) throws -> Verdict

    init(
        _ clause: String, _ chinese: String, _ english: String, canTurn: Bool = false, coversRemarks: Bool = false,
        _ check: @escaping @Sendable (Subject, Subject.Content?, [Written], Work) throws -> Verdict
    ) {
        self.clause = clause
        title = Text(chinese, english)
        self.canTurn = canTurn
        self.coversRemarks = coversRemarks
        self.check = check
    }
}

/// A draft beside the versions that stand: those never change.
package struct Writing<Content: PublishedContent>: Codable, Sendable {
    /// What is being written; nil where the last version is the last word.
    package var draft: Content?
    /// What the draft changes, where there is a version before it.
    package var change: String?
    /// In the order in which they were published.
    package var versions: [Version] = []
    package var author: ID<Person>?
    package var region: String?
    package var isWithdrawn = false

    /// One version: what it says, who wrote and who reviewed it, and from when on one works by it.
    package struct Version: Codable, Sendable {
        package let number: Int
        package let content: Content
        package let author: ID<Person>?
        package let reviewer: ID<Person>
        package let at: Instant
        /// The first day on which it is in force.
        package let from: Day
        package let change: String?
    }

    package init() {}

    /// The version by which one works on a day; nil before the first.
    package func version(on day: Day) -> Version? { versions.last { $0.from <= day } }

    /// What others may read now: the last version, and before there is one the draft.
    package var shown: Content? { versions.last?.content ?? draft }
}

extension Publication {
    package static var activities: [any Activity<Self>.Type] {
        [
            Draft<Self>.self, Rewrite<Self>.self, Submit<Self>.self, Publish<Self>.self, ReturnDraft<Self>.self,
            Revise<Self>.self, Withdraw<Self>.self,
        ]
    }
    package static var openings: [Guard<Draft<Self>>] { [] }
    package var sources: [(number: String, relation: String)] { [] }

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = writing.shown?.title ?? ""
        facets.region = writing.region
        facets.owner = writing.author?.text
        facets.take(writing.author, as: "author")
        facets.words = writing.shown?.words ?? []
        // Only what was reviewed is for the whole company, and only what stands leads others to it.
        facets.isCompanyWide = !writing.versions.isEmpty
        if !writing.isWithdrawn, let content = writing.versions.last?.content { facets.topics = content.topics.union(["all"]) }
        facets.measures["versions"] = Int64(writing.versions.count)
        return facets
    }
}

extension PublishedContent {
    /// The texts that people wrote, with the field in which each stands; what was chosen from a register is none.
    func written() throws -> [(label: Text, text: String)] {
        let members = try ValueEncoder.value(of: self).members ?? [:]
        return SecretScan.texts(of: members, Field.declared(by: Self())).map { ($0.label, $1) }
    }

    /// A topic made of words that somebody typed: alike, however it was written.
    static func topic(_ kind: String, _ words: String) -> String {
        "\(kind):\(String(decoding: FoldedText(words, gaps: .dropped).bytes.prefix(90), as: UTF8.self))"
    }
}
