import GRDB
import Synchronization

/// The queue of writes: whatever has come in while a commit ran goes into the next one together.
///
/// A failing write undoes only itself: where it has changed something, the group runs again with a savepoint for each.
/// Nobody is answered before COMMIT.
final class GroupCommit: Sendable {
    /// One write: what it does, which gives what answers its caller, and how to tell it of an error.
    struct Job: Sendable {
        let perform: @Sendable (any Session) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var jobs: [Job] = []
        var isDraining = false
        var isClosed = false
        var committed = 0
        var onIdle: [@Sendable () -> Void] = []
    }

    private static let largestGroup = 256

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(pool: DatabasePool) {
        self.pool = pool
    }

    var committed: Int { state.withLock { $0.committed } }
    var waiting: Int { state.withLock { $0.jobs.count } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Takes a write; the first one starts the writer, which goes on until none is left.
    func enqueue(_ job: Job) {
        enum Next { case nothing, start, refuse }
        let next: Next = state.withLock { state in
            if state.isClosed { return .refuse }
            state.jobs.append(job)
            defer { state.isDraining = true }
            return state.isDraining ? .nothing : .start
        }
        switch next {
        case .nothing: break
        case .start: pool.asyncWriteWithoutTransaction { self.drain(on: $0) }
        case .refuse: job.fail(StorageFault.unavailable("it has been closed"))
        }
    }

    /// Refuses new writes and returns when those taken have been answered.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.onIdle.append { continuation.resume() } }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    private func drain(on connection: GRDB.Database) {
        // Who comes after a rest is answered at once; while there is none, groups take in what comes while they are performed.
        var isAfterRest = true
        while let group = nextGroup(atMost: Self.largestGroup) {
            commit(group, isOpen: !isAfterRest, on: connection)
            isAfterRest = false
            if isAtRest() { break }
        }
        let onIdle = state.withLock { state in
            defer { state.onIdle = [] }
            return state.onIdle
        }
        onIdle.forEach { $0() }
    }

    private func nextGroup(atMost count: Int) -> [Job]? {
        state.withLock { state in
            if state.jobs.isEmpty || count < 1 { return nil }
            let group = Array(state.jobs.prefix(count))
            state.jobs.removeFirst(group.count)
            return group
        }
    }

    /// Whether nothing is left to do; then the next write starts the writer anew.
    private func isAtRest() -> Bool {
        state.withLock { state in
            if state.jobs.isEmpty { state.isDraining = false }
            return state.jobs.isEmpty
        }
    }

    /// Performs and commits a group; an open one takes in what comes in the meantime.
    private func commit(
        _ first: [Job], savepoints: SQLiteSession.Savepoints = .spared, isOpen: Bool = false, on connection: GRDB.Database
    ) {
        var group = first
        do {
            try connection.beginTransaction(.immediate)
        } catch {
            let fault = StorageFault(sqlite: error)
            group.forEach { $0.fail(fault) }
            return
        }
        do {
            var answers = try first.map { try perform($0, savepoints, on: connection) }
            while isOpen, let more = nextGroup(atMost: Self.largestGroup - group.count) {
                group += more
                answers += try more.map { try perform($0, savepoints, on: connection) }
            }
            try connection.commit()
            state.withLock { $0.committed += 1 }
            answers.forEach { $0() }
        } catch is SQLiteSession.Setback {
            try? connection.rollback()
            commit(group, savepoints: .set, on: connection)
        } catch {
            try? connection.rollback()
            if group.count == 1 {
                group[0].fail(StorageFault.translated(error))
            } else {
                group.forEach { commit([$0], on: connection) }
            }
        }
    }

    /// The answer to one write, be it a value or its error; throws only if the group can't go on.
    private func perform(
        _ job: Job, _ savepoints: SQLiteSession.Savepoints, on connection: GRDB.Database
    ) throws -> @Sendable () -> Void {
        do {
            return try SQLiteSession.run(on: connection, savepoints: savepoints) { session in
                try session.savepoint { try job.perform(session) }
            }
        } catch let setback as SQLiteSession.Setback {
            throw setback
        } catch {
            if !connection.isInsideTransaction { throw error }
            return { job.fail(error) }
        }
    }
}
