import Dispatch
import Foundation
import Synchronization

/// Two threads on which passwords are hashed: slow on purpose, and never in the way of those who answer requests.
package final class HashingThreads: Sendable {
    /// Those of the whole process.
    package static let shared = HashingThreads()

    private struct State {
        var jobs: [@Sendable () -> Void] = []
        var taken = 0
    }

    private let state = Mutex(State())
    private let available = DispatchSemaphore(value: 0)
    private let mostWaiting: Int

    package init(threads: Int = 2, mostWaiting: Int = 64) {
        self.mostWaiting = mostWaiting
        for number in 0..<threads {
            let thread = Thread { self.work() }
            thread.name = "hashing-\(number)"
            thread.start()
        }
    }

    /// How many passwords were hashed since the start.
    package var count: Int { state.withLock { $0.taken } }

    /// Does the work on one of the threads; throws `TooSoon` where too many wait already.
    package func run<Answer: Sendable>(_ work: @escaping @Sendable () -> Answer) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = state.withLock { state in
                guard state.jobs.count < mostWaiting else { return false }
                state.jobs.append { continuation.resume(returning: work()) }
                state.taken += 1
                return true
            }
            if isTaken { available.signal() } else { continuation.resume(throwing: TooSoon(seconds: 5)) }
        }
    }

    private func work() {
        while true {
            available.wait()
            let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
            job?()
        }
    }
}
