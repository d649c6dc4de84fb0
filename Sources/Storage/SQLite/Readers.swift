import GRDB
import Synchronization

/// Connections that only read a SQLite file, each by one thread at a time.
///
/// The pool of GRDB counts its readers, asks each for its schema's version and hands it over through three queues; for a read
/// that takes a tenth of a millisecond that is a tenth of its time.
final class Readers: Sendable {
    private let path: String
    private let configuration: Configuration
    private let idle = Mutex<[DatabaseQueue]>([])

    /// Readers of a file that a writer has open already; none is opened before it is needed.
    init(path: String, configuration: Configuration) {
        self.path = path
        self.configuration = configuration
    }

    /// Gives a reader that nobody else has to `body`, on the caller's own thread; opens one more where all are busy.
    func withOne<T>(_ body: (GRDB.Database) throws -> T) throws -> T {
        let reader = try idle.withLock { $0.popLast() } ?? open()
        defer { idle.withLock { $0.append(reader) } }
        return try reader.unsafeRead(body)
    }

    private func open() throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Closes those that nobody has.
    func close() {
        for reader in idle.withLock({ idle in
            defer { idle = [] }
            return idle
        }) { try? reader.close() }
    }
}
