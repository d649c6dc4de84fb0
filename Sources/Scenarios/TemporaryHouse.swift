import Foundation
import Handbook
import Operations
import Storage
import Yams

/// A fresh house with the demonstration company in it, on a database that nobody else uses and a clock that stands still.
package final class TemporaryHouse: Sendable {
    package let desk: Desk
    package let clock: SimulatedClock
    private let database: TemporaryDatabase

    /// Founds the house at that time, with the entries of the house file beside the scenarios; empty without one.
    package init(_ kind: Dialect, edition: EditionSource, house: URL?, at start: Instant) async throws {
        let clock = SimulatedClock(start)
        self.clock = clock
        database = try TemporaryDatabase(kind)
        desk = try await Desk.open(
            try await openDatabase(database.address), founding: edition, build: "scenario", now: { clock.now })
        if let house { try await desk.furnish(from: house) }
    }

    /// Closes the desk's database and deletes it.
    package func remove() async throws {
        await desk.database.close()
        try await database.remove()
    }
}

extension Desk {
    /// Enters everything that the house file lists, in its order, through the desk.
    ///
    /// - Parameter now: from where on relative times are told; the desk's own time where none is given.
    package func furnish(from url: URL, tellingTimesFrom now: Instant? = nil) async throws {
        let origin = now ?? self.now()
        let calendar = editions.current.calendar
        guard let root = try Yams.compose(yaml: try String(contentsOf: url, encoding: .utf8))?.sequence else {
            throw ScenarioFault(file: url.lastPathComponent, line: 1, text: "the house is a list of entries")
        }
        let reader = Reader(file: url.lastPathComponent)
        for node in root {
            guard let kind = reader.string(node["enter"]),
                let input = try node["with"].map({ try reader.value($0).told(from: origin, by: calendar) })?.members
            else {
                guard let number = reader.string(node["on"]), let verb = reader.string(node["do"]) else {
                    throw ScenarioFault(
                        file: url.lastPathComponent, line: node.mark?.line ?? 0, text: "“enter” or “on” and “do” are missing")
                }
                let input = try node["with"].map { try reader.value($0).told(from: origin, by: calendar) }?.members ?? [:]
                try await perform(Submission(by: Actor.console.person, .at(number: number), verb, input))
                continue
            }
            do {
                try await perform(Submission(by: Actor.console.person, .new(kind: kind), "enter", input))
            } catch {
                throw ScenarioFault(file: url.lastPathComponent, line: node.mark?.line ?? 0, text: "\(sentence(of: error))")
            }
        }
    }
}

/// What an error says, in one line.
package func sentence(of error: any Error) -> String {
    switch error {
    case let refused as Refused:
        refused.reasons.map { "[\($0.clause)] \($0.title.en): \($0.remedy.en)" + ($0.deviation.map { " (reason by \($0))" } ?? "") }
            .joined(separator: "; ")
    case let malformed as Malformed: malformed.faults.map { "\($0.field): \($0.text.en)" }.joined(separator: "; ")
    case let missing as Missing: missing.text.en
    case let stale as Stale: "changed meanwhile: " + stale.clashes.map(\.field).joined(separator: ", ")
    case let gap as PolicyGap: gap.text.en
    case let faults as EditionFaults: faults.faults.map { "\($0.file):\($0.line): \($0.fault.en)" }.joined(separator: "\n")
    default: "\(error)"
    }
}
