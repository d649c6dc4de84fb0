import Handbook

/// Who is on call in a region, and when (2.3.3, 12.2).
package struct Duty: Register {
    package static let kind = "duty"
    package static let title = Text("值班", "Duty")
    package static let table = "duties"
    package static let clause = "2.3.3"
    package static let keepers: [Role] = [.technicalManager, .serviceManager, .administrator]
    package static let further: [any Activity<Duty>.Type] = [HandOver.self, AcceptHandOver.self]

    @Input(code: "编号", "Code") package var code: String
    @Input(region: "区域", "Region") package var region: String
    @Input("值班人", "On call") package var person: ID<Person>
    @Input("自", "From") package var from: Instant
    @Input("至", "Until") package var to: Instant
    /// How it was handed over to the next; nil as long as it wasn't.
    package var handOver: Handover?

    package init() {}

    package static let conditions: [Condition<Duty>] = [
        Condition("2.3.3", "起止有序", "It ends after it begins", field: "to") { duty, _ in
            .met(if: duty.to > duty.from, else: Text("止期须在起期之后", "The end must lie after the beginning"))
        }
    ]

    package func facets() -> Facets {
        var facets = Facets()
        facets.title = person.text
        facets.region = region
        facets.take(person, as: "on-call")
        facets.take(handOver?.to, as: "incoming")
        return facets
    }

    package mutating func keep(from former: Duty) { handOver = former.handOver }

    /// What one who was on duty leaves to the next.
    package struct Handover: Codable, Hashable, Sendable {
        package let to: ID<Person>
        package let note: String
        /// The open cases of whoever hands over, as they were then.
        package let cases: [String]
        package let at: Instant
        package var accepted: Instant?
    }
}

extension Work {
    /// Who is on call in a region at the time of doing; the latest to begin comes first.
    package func onCall(in region: String) throws -> ID<Person>? {
        try session.first(
            """
            SELECT person FROM duties WHERE valid_to IS NULL AND active = 1 AND region = ? AND begins <= ? AND ends > ?
            ORDER BY begins DESC LIMIT 1
            """, region, now.milliseconds, now.milliseconds
        ).map { ID(try $0.text("person")) }
    }
}
