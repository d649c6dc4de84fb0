import Handbook
import Storage

/// Articles and guides that are about the same as something else, the nearest first.
package struct NearLibrary: Sendable {
    package let entries: [LibraryEntry]
    /// Whether these are all of them.
    package let isComplete: Bool

    package static let nothing = NearLibrary(entries: [], isComplete: true)

    /// How many a page shows beside something.
    fileprivate static let most = 6
    /// The most topics that are looked up at once.
    fileprivate static let mostTopics = 80
}

extension Desk {
    /// What was written about a device's model and boards.
    package func library(about device: Device, for actor: Actor) async throws -> NearLibrary {
        let today = editions.current.time.day(of: now())
        return try await database.read { session in
            try session.library(about: session.withFamilies(device.topics), on: today, for: actor, limit: NearLibrary.most)
        }
    }

    /// The most articles and guides that a phone carries, and the most bytes of them.
    package static let packedEntries = 40
    package static let packedBytes = 400_000

    /// What concerns the devices and parts of these visits: so much that a phone can carry, and whether that is all.
    package func library(for visits: [SiteVisit], of actor: Actor) async throws -> NearLibrary {
        let today = editions.current.time.day(of: now())
        let topics = visits.reduce(into: Set<String>()) { $0.formUnion($1.topics) }
        if topics.isEmpty { return .nothing }
        return try await database.read { session in
            let topics = try session.withFamilies(topics)
            let near = try session.library(about: topics, on: today, for: actor, limit: 3 * Self.packedEntries)
            let concerned = near.entries.filter { $0.version != nil && $0.concerns(topics) }
            var size = 0
            let packed = concerned.prefix(Self.packedEntries).prefix { entry in
                size += entry.size
                return size <= Self.packedBytes
            }
            return NearLibrary(entries: Array(packed), isComplete: near.isComplete && packed.count == concerned.count)
        }
    }
}

extension Device {
    /// Its model and boards, as articles and guides name them.
    var topics: Set<String> { Set([model.number] + boards.map(\.part.number)) }
}

extension SiteVisit {
    /// Whether an article or guide is about this visit's devices or parts; its families are taken for known.
    package func isConcerned(by entry: LibraryEntry) -> Bool {
        let named = Set(entry.models.map { "\(ProductModel.kind):\($0)" } + entry.parts.map { "\(Part.kind):\($0)" })
        return named.isEmpty ? families.contains(entry.family) : !named.isDisjoint(with: topics)
    }
}

extension Session {
    /// What was written about the products and boards of a case that somebody reads.
    func library(near reading: CaseReading, for actor: Actor) throws -> NearLibrary {
        let today = reading.edition.time.day(of: reading.now)
        return try library(about: topics(of: reading), on: today, for: actor, limit: NearLibrary.most)
    }

    /// The latest about each topic, by how much they share: a part says more than a model, and that more than a family.
    fileprivate func library(about topics: Set<String>, on day: Day, for actor: Actor, limit: Int) throws -> NearLibrary {
        let most = 2 * limit
        func weight(_ topic: String) -> Int {
            topic.hasPrefix("\(Part.kind):") ? 4 : topic.hasPrefix("\(ProductModel.kind):") ? 2 : 1
        }
        let asked = topics.sorted { (weight($1), $0) < (weight($0), $1) }.prefix(NearLibrary.mostTopics)
        let found = try written(about: asked, kinds: Procedures.library.map { $0.kind }, atMost: most)
        let seen = try visible(Set(found.keys), to: actor.principals)
        let near = found.filter { seen.contains($0.key) }
            .map { (number: $0.key, weight: $0.value.reduce(0) { $0 + weight($1) }) }
            .sorted { ($1.weight, $1.number) < ($0.weight, $0.number) }
        let isWhole = Dictionary(grouping: found.values.flatMap { $0 }, by: { $0 }).values.allSatisfy { $0.count < most }
        return NearLibrary(
            entries: try libraryEntries(of: near.prefix(limit).map(\.number), on: day),
            isComplete: isWhole && asked.count == topics.count && near.count <= limit)
    }

    /// The models, families and parts that a case is about.
    private func topics(of reading: CaseReading) throws -> Set<String> {
        var topics: Set<String> = []
        if !reading.devices.isEmpty {
            let models = try query(
                "SELECT model FROM devices WHERE valid_to IS NULL AND code IN (\(placeholders(reading.devices.count)))",
                reading.devices.map { .text($0) })
            topics = try withFamilies(Set(models.map { "\(ProductModel.kind):\(try $0.text("model"))" }))
        }
        if let order = reading.kept as? DispatchOrder {
            topics.formUnion((order.swaps.map(\.part) + order.spares.requested.map(\.part)).map(\.number))
        }
        return topics
    }

    /// These topics with the families of their models.
    func withFamilies(_ topics: Set<String>) throws -> Set<String> {
        let models = topics.filter { $0.hasPrefix("\(ProductModel.kind):") }.sorted()
        if models.isEmpty { return topics }
        let families = try query(
            "SELECT family FROM product_models WHERE valid_to IS NULL AND number IN (\(placeholders(models.count)))",
            models.map { .text($0) }
        ).map { "\(ProductFamily.kind):\(try $0.text("family"))" }
        return topics.union(families)
    }
}
