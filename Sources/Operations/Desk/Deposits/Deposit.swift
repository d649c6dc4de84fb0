import Handbook
import Storage

/// A step that stayed on the phone of somebody who acts here no more: handed in, for a manager to enter or to set aside.
package struct Deposit: Sendable {
    package let id: Int64
    package let person: ID<Person>
    /// The name of whoever did it.
    package let name: String
    /// The case in which it was done, with its title.
    package let number: String
    package let title: String
    let region: String?
    package let verb: String
    /// When it was done, by the house's clock as far as the phone had measured it.
    package let done: Instant
    /// How far the phone's clock was behind, in milliseconds; nil where it was never measured.
    package let skew: Int64?
    package let source: Submission.Source
    /// What was typed, as it was typed.
    package let values: [String: Value]
    package let reasons: [String: String]
    package let received: Instant
    /// The name of whoever brought it as a file; nil where the phone handed it in.
    package let broughtBy: String?
    /// What came of it; nil where it waits.
    package let settlement: Settlement?

    /// What came of a step: entered or set aside, by whom, and where the journal tells of it.
    package struct Settlement: Sendable {
        package let by: String
        package let at: Instant
        package let position: Int
        package let isSetAside: Bool
    }

    /// The step's declaration; nil where this program has none.
    package var activity: DeclaredActivity? { Procedures.declared[CaseNumber.kind(of: number)]?.activity(verb) }

    /// The files that came with it.
    package var files: [Attachment] { Value.object(values).files }
}

extension Deposit {
    private static let select = """
        SELECT d.id, d.person, d.number, d.verb, d.done, d.skew, d.source, d.body, d.received, d.settled, d.position, d.is_set_aside,
            c.title, c.region, p.title AS name, b.title AS bringer, s.title AS settler
        FROM deposits d JOIN cases c ON c.number = d.number LEFT JOIN cases p ON p.number = 'person:' || d.person
            LEFT JOIN cases b ON b.number = 'person:' || d.brought_by LEFT JOIN cases s ON s.number = 'person:' || d.settled_by
        """

    private init(_ row: SQLRow) throws {
        let body = try CanonicalJSON.value(of: row.text("body").utf8)
        id = try row.integer("id")
        person = ID(try row.text("person"))
        name = try row.optionalText("name") ?? person.text
        number = try row.text("number")
        title = try row.text("title")
        region = try row.optionalText("region")
        verb = try row.text("verb")
        done = Instant(milliseconds: try row.integer("done"))
        skew = try row.optionalInteger("skew")
        source = Submission.Source(rawValue: try row.text("source")) ?? .phone
        values = body["values"].members ?? [:]
        reasons = (body["reasons"].members ?? [:]).compactMapValues(\.text)
        received = Instant(milliseconds: try row.integer("received"))
        broughtBy = try row.optionalText("bringer")
        settlement = try row.optionalInteger("settled").map { at in
            Settlement(
                by: try row.optionalText("settler") ?? "", at: Instant(milliseconds: at),
                position: Int(try row.optionalInteger("position") ?? 0), isSetAside: try row.integer("is_set_aside") != 0)
        }
    }

    /// What is kept of a step's inputs and reasons.
    static func body(of submission: Submission) -> String {
        let body: Value = .object([
            "values": .object(submission.input), "reasons": .object(submission.reasons.mapValues { .text($0) }),
        ])
        return String(decoding: CanonicalJSON.bytes(of: body), as: UTF8.self)
    }

    /// One of those that this person keeps; throws `Missing` where there is none.
    static func find(_ id: Int64, for actor: Actor, in session: any Session) throws -> Deposit {
        guard let row = try session.first("\(select) WHERE d.id = ?", id) else { throw isNone }
        let deposit = try Deposit(row)
        guard actor.keepsDeposits(of: deposit.region) else { throw isNone }
        return deposit
    }

    /// Those that this person keeps: what waits in the order in which it was done, what is settled the latest first.
    static func all(
        isSettled: Bool, from cursor: Int64?, atMost limit: Int, for actor: Actor, in session: any Session
    ) throws -> [Deposit] {
        guard actor.keepsDeposits else { return [] }
        let regions = actor.depositRegions
        let own = regions.map { "AND c.region IN (\(session.placeholders($0.count)))" } ?? ""
        let place = isSettled ? "d.settled IS NOT NULL AND d.id < ?" : "d.settled IS NULL AND d.id > ?"
        return try session.query(
            "\(select) WHERE \(place) \(own) ORDER BY d.id \(isSettled ? "DESC" : "") LIMIT ?",
            [.integer(cursor ?? (isSettled ? .max : 0))] + (regions ?? []).map { .text($0) } + [.integer(Int64(limit))]
        ).map { try Deposit($0) }
    }

    /// How many wait for this person, counted up to a bound.
    static func count(for actor: Actor, upTo bound: Int, in session: any Session) throws -> Int {
        guard actor.keepsDeposits else { return 0 }
        let regions = actor.depositRegions
        let own = regions.map { "AND c.region IN (\(session.placeholders($0.count)))" } ?? ""
        let row = try session.first(
            """
            SELECT COUNT(*) AS count FROM (
                SELECT 1 AS one FROM deposits d JOIN cases c ON c.number = d.number WHERE d.settled IS NULL \(own) LIMIT ?) AS w
            """, (regions ?? []).map { .text($0) } + [.integer(Int64(bound))])
        return Int(try row?.integer("count") ?? 0)
    }

    private static let isNone = Missing("没有这一步", "There is no such step")
}

extension Actor {
    private static let keepers = [Role.technicalManager.id, Role.administrator.id]

    /// The regions for which this person keeps deposits; nil for all of them.
    fileprivate var depositRegions: [String]? {
        let own = grants.filter { Self.keepers.contains($0.role) }
        return own.contains { $0.region == nil } ? nil : Set(own.compactMap(\.region)).sorted()
    }

    /// Whether this person keeps what is handed in from the phones of those who act no more: a manager of a region, or an administrator.
    package var keepsDeposits: Bool { depositRegions != [] }

    /// Whether this person keeps the deposits of that region.
    func keepsDeposits(of region: String?) -> Bool {
        depositRegions.map { regions in region.map(regions.contains) ?? false } ?? true
    }
}

extension Value {
    /// The files that stand anywhere in it.
    fileprivate var files: [Attachment] {
        switch self {
        case .list(let elements): elements.flatMap(\.files)
        case .object(let members):
            if let name = members["name"]?.text, let hash = members["hash"]?.text {
                [Attachment(name: name, hash: hash)]
            } else {
                members.sorted { $0.key < $1.key }.flatMap { $0.value.files }
            }
        default: []
        }
    }
}
