import Handbook

/// One of the handbook's procedures: its stages, its record and its activities, the machine on one screen.
///
/// The conforming struct is the record of one case; its nested `Stage` has the stages; its activities are structs of their own.
package protocol Procedure: Codable, Sendable {
    associatedtype Step: StageName

    /// The letters of its numbers, such as `DO`.
    static var kind: String { get }
    static var title: Text { get }
    static var activities: [any Activity<Self>.Type] { get }
    /// How its cases are numbered: by year, or by a code of their own.
    static var numbering: Numbering { get }
    /// The version of the record's shape; `upgrades` brings older ones here.
    static var recordVersion: Int { get }
    /// Steps that bring a record of version n (index n - 1) to version n + 1.
    static var upgrades: [@Sendable (inout [String: Value]) -> Void] { get }

    /// Steps that one person does in one breath.
    static var sheets: [Sheet] { get }

    init()
    /// What other cases, lists and reports ask about this one, worked out from the record alone.
    func facets() -> Facets
}

extension Procedure {
    package static var numbering: Numbering { .yearly }
    package static var recordVersion: Int { 1 }
    package static var upgrades: [@Sendable (inout [String: Value]) -> Void] { [] }
    package static var sheets: [Sheet] { [] }

    /// A case's number, from its number or its register code.
    package static func number(of text: String) -> String {
        switch numbering {
        case .yearly: text
        case .coded: "\(kind):\(text)"
        }
    }
}

/// How the cases of a procedure get their numbers.
package enum Numbering: Sendable {
    /// `DO-2026-000123`, from a sequence per year; gaps are allowed.
    case yearly
    /// `person:zhang-wei`, by the code that the opening activity gives in its field `code`.
    case coded
}

/// What is derived from a record at each save: the narrow row, who may see it, what others ask about.
package struct Facets: Hashable, Sendable {
    package var title = ""
    package var region: String?
    package var customer: String?
    package var site: String?
    package var owner: String?
    package var level: String?
    /// Persons with the part that they play: `lead`, `helper`, `owner`, `requester`.
    package var people: Set<Participant> = []
    /// Serials of the devices concerned.
    package var devices: Set<String> = []
    package var appointments: Set<Appointment> = []
    /// The roles that a person of the staff register holds.
    package var grants: Set<Grant> = []
    /// What it is about, as `model:osn-1800`, for those who look for what others wrote of the same.
    package var topics: Set<String> = []
    /// Further words by which the case is found.
    package var words: [String] = []
    /// Whole numbers for reports, by name: instants in milliseconds, counts.
    package var measures: [String: Int64] = [:]
    /// What reports count of the record itself, with when it happened.
    package var marks: [Mark: Instant] = [:]
    /// The hours that people spent on it, day by day.
    package var hours: Set<Hours> = []
    /// The product family by which reports tell cases apart.
    package var family: String?
    /// The contract by which it is done.
    package var contract: String?
    /// The parts that were changed in it, by their numbers.
    package var changed: [String: Changed] = [:]
    /// Whether customers of `customer` may see it.
    package var isShownToCustomer = false
    /// Whether all staff may see it, whatever their region.
    package var isCompanyWide = false

    package init() {}

    /// A person's part in a case.
    package struct Participant: Hashable, Sendable {
        package let person: String
        package let part: String
    }

    /// A stretch of a person's time that is taken.
    package struct Appointment: Hashable, Sendable {
        package let person: String
        package let from: Instant
        package let to: Instant
        /// The case with which it is one journey.
        package var trip: String?
    }

    /// One day of somebody's hours.
    package struct Hours: Hashable, Sendable {
        package let person: String
        /// Whether they led the case, or went along.
        package let isLead: Bool
        /// The case under which the journey goes; nil where it is this one.
        package let journey: String?
        package let hours: DayHours
    }

    /// A part of which pieces were changed.
    package struct Changed: Hashable, Sendable {
        /// When the first of them was.
        package let first: Instant
        package let pieces: Int
    }

    /// Adds a person with a part; nil adds nobody.
    package mutating func take(_ person: ID<Person>?, as part: String) {
        guard let person else { return }
        people.insert(Participant(person: person.text, part: part))
    }
}
