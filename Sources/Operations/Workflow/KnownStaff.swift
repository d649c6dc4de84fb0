import Handbook
import Storage

/// What rules ask of people, read once for many of them, so that the same guards can be asked for every person and every time.
struct KnownStaff {
    /// Whose time was read, and for which stretch.
    let people: Set<String>
    let from: Instant
    let to: Instant
    private let entries: [String: (entry: Person, standing: Standing)]
    private let levels: [String: [String: SkillRank]]
    private let certificates: [String: [HeldCertificate]]
    private let appointments: [String: [Taken]]

    /// A certificate as far as rules look at it.
    private struct HeldCertificate {
        let name: String
        let vendor: String
        let expires: String
    }

    /// A stretch of somebody's time that is taken.
    struct Taken {
        let number: String
        let from: Instant
        let to: Instant
    }

    /// The longest appointment that an order may ask for, in minutes: what began earlier is over.
    static let longestAppointment = 14_400

    /// Reads these people, and what is taken of their time in a stretch; four statements whatever their number.
    init(_ codes: Set<String>, from: Instant, to: Instant, in session: any Session) throws {
        people = codes
        self.from = from
        self.to = to
        let ordered = codes.sorted()
        let list = session.placeholders(ordered.count)
        let named = ordered.map { SQLValue.text($0) }
        var entries: [String: (entry: Person, standing: Standing)] = [:]
        for row in try session.query(
            """
            SELECT c.number, c.stage, r.record_version, r.body FROM cases c JOIN records r ON r.number = c.number
            WHERE c.number IN (\(list))
            """, ordered.map { .text("\(Person.kind):\($0)") })
        {
            let person = try Person.decode(row)
            entries[person.code] = (person, Standing(rawValue: try row.text("stage")) ?? .retired)
        }
        self.entries = entries
        var levels: [String: [String: SkillRank]] = [:]
        for row in try session.query(
            "SELECT person, family, level FROM levels WHERE valid_to IS NULL AND active = 1 AND person IN (\(list))", named)
        {
            levels[try row.text("person"), default: [:]][try row.text("family")] = SkillRank(rawValue: try row.text("level"))
        }
        self.levels = levels
        certificates = Dictionary(
            grouping: try session.query(
                "SELECT person, name, vendor, expires FROM certificates WHERE valid_to IS NULL AND active = 1 AND person IN (\(list))",
                named
            ).map {
                (
                    person: try $0.text("person"),
                    held: HeldCertificate(
                        name: try $0.text("name"), vendor: try $0.text("vendor"), expires: try $0.text("expires"))
                )
            }, by: { $0.person }
        ).mapValues { $0.map { $0.held } }
        appointments = Dictionary(
            grouping: try session.query(
                """
                SELECT number, person, starts, ends FROM appointments
                WHERE person IN (\(list)) AND starts > ? AND starts < ? AND ends > ? ORDER BY starts LIMIT 4000
                """,
                named + [
                    .integer(from.adding(minutes: -Self.longestAppointment).milliseconds), .integer(to.milliseconds),
                    .integer(from.milliseconds),
                ]
            ).map {
                (
                    person: try $0.text("person"),
                    taken: Taken(
                        number: try $0.text("number"), from: Instant(milliseconds: try $0.integer("starts")),
                        to: Instant(milliseconds: try $0.integer("ends")))
                )
            }, by: { $0.person }
        ).mapValues { $0.map { $0.taken } }
    }

    /// Whether everything about somebody in a stretch of time is known here.
    func covers(_ person: ID<Person>, from: Instant, to: Instant) -> Bool {
        people.contains(person.text) && self.from <= from && to <= self.to
    }

    func entry(of person: ID<Person>) -> (entry: Person, standing: Standing)? { entries[person.text] }

    func level(of person: ID<Person>, for family: String) -> SkillRank? { levels[person.text]?[family] }

    func hasLevel(_ person: ID<Person>) -> Bool { !(levels[person.text] ?? [:]).isEmpty }

    /// The names of the certificates that are valid on a day, of one vendor or of all.
    func certificates(of person: ID<Person>, vendor: String? = nil, on day: String) -> Set<String> {
        Set(
            (certificates[person.text] ?? []).filter { $0.expires >= day && (vendor == nil || $0.vendor == vendor) }.map(\.name))
    }

    /// What is taken of somebody's time, but for one case's own.
    func taken(of person: ID<Person>, but number: String) -> [Taken] {
        (appointments[person.text] ?? []).filter { $0.number != number }
    }
}
