import Handbook
import Operations
import Synchronization

/// A clock that stands still until it is set.
package final class SimulatedClock: Sendable {
    private let instant: Mutex<Instant>

    package init(_ instant: Instant) { self.instant = Mutex(instant) }

    /// The time that it shows.
    package var now: Instant { instant.withLock { $0 } }

    /// Sets it.
    package func set(_ instant: Instant) { self.instant.withLock { $0 = instant } }

    /// Lets time pass at a desk that goes by this clock: what falls due on the way is done when it does.
    package func pass(to time: Instant, at desk: Desk) async throws {
        while let due = try await desk.nextDue(after: now, until: time) {
            set(due)
            try await desk.tick()
        }
        set(time)
        try await desk.tick()
    }
}
