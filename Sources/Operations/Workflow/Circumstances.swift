import Handbook
import Storage

/// The circumstances of a case, each read once when somebody first asks: who plays which part, who did what, what its clocks did.
///
/// They live for one look at the case in one transaction, and are not told of what is saved meanwhile.
final class Circumstances {
    private let number: String
    private let session: any Session
    private var participants: [Facets.Participant]?
    private var doings: [String: Doing]?
    /// What has happened to the clocks; nil while nobody has asked.
    private(set) var knownClockEvents: [ClockEvent]?
    private var clockStates: [ClockState]?

    /// The last time that a step was done.
    struct Doing {
        let person: String
        let position: Int
    }

    init(of number: String, in session: any Session) {
        self.number = number
        self.session = session
    }

    /// Who plays a part, by part and person.
    func people() throws -> [Facets.Participant] {
        if let participants { return participants }
        let found = try session.query("SELECT person, part FROM case_people WHERE number = ? ORDER BY part, person", number).map {
            Facets.Participant(person: try $0.text("person"), part: try $0.text("part"))
        }
        participants = found
        return found
    }

    /// When a step was last done and by whom; nil where it never was.
    func last(_ verb: String) throws -> Doing? {
        if let doings { return doings[verb] }
        var found: [String: Doing] = [:]
        for row in try session.query("SELECT verb, person, position FROM journal WHERE number = ? ORDER BY position", number) {
            found[try row.text(at: 0)] = Doing(person: try row.text(at: 1), position: Int(try row.integer(at: 2)))
        }
        doings = found
        return found[verb]
    }

    /// Takes who did what from all entries of the case, the latest first, for somebody has read them already.
    func remember(_ entries: [CaseReading.Event]) {
        doings = Dictionary(entries.map { ($0.verb, Doing(person: $0.person, position: $0.position)) }) { latest, _ in latest }
    }

    /// Where the clocks stand under an edition.
    func clocks(under edition: Edition) throws -> [ClockState] {
        if let clockStates { return clockStates }
        let events = try knownClockEvents ?? ClockBook.events(of: number, in: session)
        knownClockEvents = events
        let states = try ClockBook.states(of: events, under: edition)
        clockStates = states
        return states
    }

    /// Forgets what was read of the clocks, because an entry was taken back.
    func rereadClocks() {
        knownClockEvents = nil
        clockStates = nil
    }
}
