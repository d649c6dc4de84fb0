import Handbook
import Storage

/// An article or a guide as lists name it.
package struct LibraryEntry: Sendable {
    package let header: CaseHeader
    package let title: String
    package let family: String
    package let models: [String]
    package let parts: [String]
    /// The alarms of an article, the operation of a guide.
    package let marks: [String]
    /// The version by which one works on the day of reading; nil where there is none yet.
    package let version: Int?
    package let from: Day?
    /// Whether another version is being written.
    package let isBeingRevised: Bool
    /// How much it says, in bytes.
    package let size: Int

    /// Where the house shows it.
    package var path: String { Self.path(of: header.number) }

    package static func path(of number: String) -> String {
        "/\(CaseNumber.kind(of: number) == OperatingGuide.kind ? "guides" : "knowledge")/\(number)"
    }

    /// Whether it is about one of these devices or parts: those that name none are about the whole family.
    func concerns(_ topics: Set<String>) -> Bool {
        let named = Set(models.map { "\(ProductModel.kind):\($0)" } + parts.map { "\(Part.kind):\($0)" })
        return named.isEmpty ? topics.contains("\(ProductFamily.kind):\(family)") : !named.isDisjoint(with: topics)
    }
}

extension Publication {
    /// It as lists name it on a day.
    fileprivate func entry(_ header: CaseHeader, on day: Day) -> LibraryEntry? {
        let version = writing.version(on: day)
        guard let content = version?.content ?? writing.shown else { return nil }
        return LibraryEntry(
            header: header, title: content.title, family: content.family.text, models: content.models.map(\.text),
            parts: content.parts.map(\.text), marks: content.marks, version: version?.number, from: version?.from,
            isBeingRevised: writing.draft != nil && !writing.versions.isEmpty,
            size: content.words.reduce(0) { $0 + $1.utf8.count })
    }
}

extension Session {
    /// These articles and guides, in this order.
    func libraryEntries(of numbers: [String], on day: Day) throws -> [LibraryEntry] {
        let headers = try headers(of: numbers)
        let records = try headers.isEmpty ? [:] : self.records(of: headers)
        return headers.compactMap { header in (records[header.number] as? any Publication)?.entry(header, on: day) }
    }

    /// The numbers of what was written last about each of these topics, with how many of them each shares: at most `most` a topic.
    func written(about topics: some Collection<String>, kinds: [String], atMost most: Int) throws -> [String: [String]] {
        let pairs = topics.flatMap { topic in kinds.map { (topic, $0) } }
        if pairs.isEmpty { return [:] }
        let walks = pairs.indices.map {
            "SELECT topic, number FROM (SELECT topic, number FROM case_topics WHERE topic = ? AND kind = ? ORDER BY number DESC LIMIT ?) AS w\($0)"
        }
        var found: [String: [String]] = [:]
        for row in try query(
            walks.joined(separator: " UNION ALL "),
            pairs.flatMap { [.text($0.0), .text($0.1), .integer(Int64(most))] })
        {
            found[try row.text("number"), default: []].append(try row.text("topic"))
        }
        return found
    }
}
