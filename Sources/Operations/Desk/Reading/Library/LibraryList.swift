import Handbook
import Storage

/// What is asked of the articles or the guides.
package struct LibraryQuery: Sendable {
    package var kind: String
    package var words = ""
    package var family: String?
    package var model: String?
    package var part: String?
    /// An alarm or an operation, as people wrote it.
    package var mark: String?
    /// Those that stand so; nil gives those in force.
    package var stage: Shelf?
    package var after: String?
    package var limit = 40

    package init(_ kind: String) { self.kind = kind }

    /// What it must be about, the narrowest first.
    fileprivate var topics: [String] {
        let mark = mark.map { KnowledgeArticle.Content.topic(kind == OperatingGuide.kind ? "operation" : "alarm", $0) }
        let named = [
            mark, part.map { "\(Part.kind):\($0)" }, model.map { "\(ProductModel.kind):\($0)" },
            family.map { "\(ProductFamily.kind):\($0)" },
        ].compactMap { $0 }
        return named.isEmpty ? ["all"] : named
    }
}

/// A page of the articles or the guides.
package struct LibraryList: Sendable {
    package let entries: [LibraryEntry]
    /// The titles of families, models and parts, by number.
    package let titles: [String: String]
    package let families: [ChoiceEntry]
    /// How many drafts and reviews the reader may see, each counted up to 99.
    package let waiting: [Shelf: Int]
    package let next: String?
}

extension Desk {
    /// A page of the articles or guides that this person may see, the latest first.
    package func library(_ query: LibraryQuery, for actor: Actor) async throws -> LibraryList {
        let today = editions.current.time.day(of: now())
        let edition = editions.current
        let now = now()
        return try await database.read { session in
            let found = try session.numbers(query, for: actor, at: now, under: edition)
            let numbers = Array(found.numbers.prefix(query.limit))
            let entries = try session.libraryEntries(of: numbers, on: today)
            let waiting = try [Shelf.drafted, .inReview].map { stage in
                (
                    stage,
                    try session.shelf(stage, of: query.kind, for: actor, at: now, under: edition, limit: 99).numbers.count
                )
            }
            return LibraryList(
                entries: entries,
                titles: try session.titles(of: entries.subjects.union(query.subjects)),
                families: try session.families(), waiting: Dictionary(uniqueKeysWithValues: waiting),
                next: found.next ?? (found.numbers.count > query.limit ? numbers.last : nil))
        }
    }
}

extension LibraryQuery {
    /// The register entries that it names.
    fileprivate var subjects: [String] {
        [part.map { "\(Part.kind):\($0)" }, model.map { "\(ProductModel.kind):\($0)" }].compactMap { $0 }
    }
}

extension Sequence<LibraryEntry> {
    /// The register entries that they name.
    var subjects: Set<String> {
        Set(
            flatMap { entry in
                ["\(ProductFamily.kind):\(entry.family)"] + entry.models.map { "\(ProductModel.kind):\($0)" }
                    + entry.parts.map { "\(Part.kind):\($0)" }
            })
    }
}

extension Session {
    /// The families in use, few enough to choose from.
    func families() throws -> [ChoiceEntry] {
        try query("SELECT code, name FROM product_families WHERE valid_to IS NULL AND active = 1 ORDER BY code LIMIT 60")
            .map { ChoiceEntry(code: try $0.text("code"), title: try $0.text("name")) }
    }

    fileprivate func numbers(
        _ query: LibraryQuery, for actor: Actor, at now: Instant, under edition: Edition
    ) throws -> (numbers: [String], next: String?) {
        if let stage = query.stage {
            return try shelf(
                stage, of: query.kind, for: actor, at: now, under: edition,
                after: query.after.flatMap { CaseFilter.Cursor($0, isBackward: false) }, limit: query.limit)
        }
        let topics = query.topics
        if query.words.trimmed.isEmpty {
            return (try numbers(about: topics, of: query.kind, for: actor, below: query.after, limit: query.limit + 1), nil)
        }
        let hits = try search(
            query.words, audience: actor.principals, kinds: [query.kind], limit: query.limit,
            after: query.after.flatMap { Int64($0) })
        // What was found is asked about the topics; what stands on no shelf any more has none.
        let about = try hits.isEmpty ? [] : numbers(among: hits.map(\.key), about: topics)
        return (
            hits.map(\.key).filter(about.contains), hits.count == query.limit ? hits.last.map { String($0.id) } : nil
        )
    }

    /// One walk along the narrowest topic; the others are asked of each that it meets.
    private func numbers(about topics: [String], of kind: String, for actor: Actor, below: String?, limit: Int) throws -> [String] {
        let principals = actor.principals
        let others = topics.dropFirst().map { _ in
            "AND EXISTS (SELECT 1 FROM case_topics o WHERE o.topic = ? AND o.kind = t.kind AND o.number = t.number)"
        }
        return try query(
            """
            SELECT t.number FROM case_topics t WHERE t.topic = ? AND t.kind = ? AND t.number < ? \(others.joined(separator: " "))
                AND EXISTS (SELECT 1 FROM case_audience a WHERE a.number = t.number
                    AND a.principal IN (\(placeholders(principals.count))))
            ORDER BY t.number DESC LIMIT ?
            """,
            [.text(topics[0]), .text(kind), .text(below ?? "\(kind)-zz")] + topics.dropFirst().map { .text($0) }
                + principals.map { .text($0) } + [.integer(Int64(limit))]
        ).map { try $0.text("number") }
    }

    private func numbers(among numbers: [String], about topics: [String]) throws -> Set<String> {
        let rows = try query(
            """
            SELECT number FROM case_topics WHERE number IN (\(placeholders(numbers.count)))
                AND topic IN (\(placeholders(topics.count))) GROUP BY number HAVING COUNT(*) = ?
            """, numbers.map { .text($0) } + topics.map { .text($0) } + [.integer(Int64(topics.count))])
        return Set(try rows.map { try $0.text("number") })
    }

    /// Those in a stage that somebody may see, as the list of cases has them, and after what the next page begins; along the
    /// stage's own index, of their regions.
    func shelf(
        _ stage: Shelf, of kind: String, for actor: Actor, at now: Instant, under edition: Edition,
        after cursor: CaseFilter.Cursor? = nil, limit: Int
    ) throws -> (numbers: [String], next: String?) {
        var filter = CaseFilter()
        filter.kind = kind
        filter.stage = stage.rawValue
        filter.isOpen = stage != .withdrawn
        filter.cursor = cursor
        let (lines, stopped) = try CaseScan(filter, for: actor, at: now, under: edition).lines(limit, in: self)
        let page = lines.prefix(limit)
        let next = stopped ?? (lines.count > limit ? page.last?.cursor(in: filter.order) : nil)
        return (page.map(\.number), next?.text)
    }
}
