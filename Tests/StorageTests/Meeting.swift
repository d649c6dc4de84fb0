import Foundation

/// A point where threads wait until all have come; those that come later pass.
final class Meeting: Sendable {
    private let condition = NSCondition()
    private let expected: Int
    nonisolated(unsafe) private var arrived = 0

    init(of expected: Int) {
        self.expected = expected
    }

    /// Waits for the others.
    func arrive() {
        condition.lock()
        defer { condition.unlock() }
        arrived += 1
        condition.broadcast()
        while arrived < expected { condition.wait() }
    }
}
