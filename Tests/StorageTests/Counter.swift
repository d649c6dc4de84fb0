import Synchronization

/// Counts what happens on any thread.
final class Counter: Sendable {
    private let count = Mutex(0)

    /// The count so far.
    var value: Int { count.withLock(\.self) }

    /// Counts one more and gives the new count.
    @discardableResult func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
