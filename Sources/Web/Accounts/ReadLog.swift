import Handbook
import Hummingbird
import Operations
import Synchronization

/// Remembers which reads of customer secrets this process has noted within the hour, so that each costs one write at most.
package final class ReadLog: Sendable {
    private let noted: Mutex<(hour: Int64, reads: Set<[String]>)> = Mutex((0, []))

    /// Whether that person's reading of that case is noted for this hour.
    func isNoted(_ person: String, _ number: String, at now: Instant) -> Bool {
        let hour = now.milliseconds / 3_600_000
        return noted.withLock { $0.hour == hour && $0.reads.contains([person, number]) }
    }

    /// Remembers a read that was written down.
    func remember(_ person: String, _ number: String, at now: Instant) {
        let hour = now.milliseconds / 3_600_000
        noted.withLock { noted in
            if noted.hour != hour { noted = (hour, []) }
            noted.reads.insert([person, number])
        }
    }
}

extension Front {
    /// What somebody reads of a case.
    enum Reading {
        case page, journal
        case paper(String)
        case file(String)

        fileprivate var words: String {
            switch self {
            case .page: "case"
            case .journal: "journal"
            case .paper(let reference): "paper \(reference)"
            case .file(let name): "file \(name)"
            }
        }
    }

    /// Notes that somebody reads a case, where it holds customer secrets: before it is shown, once a person, case and hour.
    func note(read what: Reading, of reading: CaseReading, by person: ID<Person>) async throws {
        try await note(read: what, of: reading.header.number, by: person, if: reading.holdsCustomerSecrets)
    }

    /// The same of a case by its number, where what is read is secret.
    func note(read what: Reading, of number: String, by person: ID<Person>, if isSecret: @autoclosure () -> Bool) async throws {
        let now = desk.now()
        guard !reads.isNoted(person.text, number, at: now), isSecret() else { return }
        try await desk.noteRead(of: number, by: person, what: what.words)
        reads.remember(person.text, number, at: now)
    }
}
