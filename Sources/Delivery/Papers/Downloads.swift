import Handbook
import Storage

/// The log of who took which secret paper out of the house.
package struct Downloads: Sendable {
    private let database: any Database

    package init(_ database: any Database) { self.database = database }

    /// Notes that somebody took a paper, before it is given: what can't be noted isn't given.
    package func note(_ paper: String, by person: String, from address: String, at now: Instant) async throws {
        try await database.write { session in
            try session.execute(
                "INSERT INTO downloads (person, paper, at, address) VALUES (?, ?, ?, ?)", person, paper, now.milliseconds, address)
        }
    }
}
