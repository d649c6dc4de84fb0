import Dispatch
import Foundation
import Synchronization

/// Threads that each own a connection and take jobs from one queue, in order of arrival.
final class WorkerThreads: Sendable {
    typealias Job = @Sendable (PostgresWorker) -> Void

    private struct State {
        var jobs: [Job] = []
        var isClosed = false
        var running: Int
        var onEnd: [@Sendable () -> Void] = []
    }

    private let state: Mutex<State>
    private let available = DispatchSemaphore(value: 0)
    private let count: Int

    init(_ address: PostgresAddress) {
        count = address.connections
        state = Mutex(State(running: address.connections))
        for number in 1...count {
            let thread = Thread { self.work(PostgresWorker(address)) }
            thread.name = "postgres-\(number)"
            thread.start()
        }
    }

    /// Queues a job; false if the threads have been closed.
    func enqueue(_ job: @escaping Job) -> Bool {
        let taken = state.withLock { state in
            if !state.isClosed { state.jobs.append(job) }
            return !state.isClosed
        }
        if taken { available.signal() }
        return taken
    }

    /// Refuses new jobs and returns when those taken are done and all connections closed.
    func close() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                state.isClosed = true
                if state.running > 0 { state.onEnd.append { continuation.resume() } }
                return state.running == 0
            }
            for _ in 0..<count { available.signal() }
            if isOver { continuation.resume() }
        }
    }

    private func work(_ worker: PostgresWorker) {
        serve(worker)
        let onEnd: [@Sendable () -> Void] = state.withLock { state in
            state.running -= 1
            return state.running == 0 ? state.onEnd : []
        }
        onEnd.forEach { $0() }
    }

    private func serve(_ worker: PostgresWorker) {
        defer { worker.disconnect() }
        while true {
            available.wait()
            let job: Job? = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
            guard let job else { return }
            job(worker)
        }
    }
}
