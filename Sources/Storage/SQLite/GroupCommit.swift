import GRDB
import Synchronization

/// The queue of writes: whatever has come in while a commit ran goes into the next one together.
///
/// Each write has its own savepoint, so that a failing one undoes only itself, and nobody is answered before COMMIT.
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
        while let group = nextGroup() {
            commit(group, on: connection)
        }
        let onIdle = state.withLock { state in
            defer { state.onIdle = [] }
            return state.onIdle
        }
        onIdle.forEach { $0() }
    }

    private func nextGroup() -> [Job]? {
        state.withLock { state in
            if state.jobs.isEmpty {
                state.isDraining = false
                return nil
            }
            let group = Array(state.jobs.prefix(Self.largestGroup))
            state.jobs.removeFirst(group.count)
            return group
        }
    }

    private func commit(_ group: [Job], on connection: GRDB.Database) {
        do {
            try connection.beginTransaction(.immediate)
        } catch {
            let fault = StorageFault(sqlite: error)
            group.forEach { $0.fail(fault) }
            return
        }
        do {
            let answers = try group.map { try perform($0, on: connection) }
            try connection.commit()
            state.withLock { $0.committed += 1 }
            answers.forEach { $0() }
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
    private func perform(_ job: Job, on connection: GRDB.Database) throws -> @Sendable () -> Void {
        do {
            return try SQLiteSession.run(on: connection) { session in try session.savepoint { try job.perform(session) } }
        } catch {
            if !connection.isInsideTransaction { throw error }
            return { job.fail(error) }
        }
    }
}
