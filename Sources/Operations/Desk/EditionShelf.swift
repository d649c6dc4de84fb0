import Handbook
import Storage
import Synchronization

/// The editions that cases are judged by: the one in force, and those under which older cases were opened.
package final class EditionShelf: Sendable {
    private let shelf: Mutex<(current: Edition, byHash: [String: Edition])>

    /// A shelf with the edition in force.
    package init(current: Edition) { shelf = Mutex((current, [current.hash: current])) }

    /// The edition in force: new cases are opened under it.
    package var current: Edition { shelf.withLock { $0.current } }

    /// Puts an edition in force.
    package func put(inForce edition: Edition) {
        shelf.withLock {
            $0.current = edition
            $0.byHash[edition.hash] = edition
        }
    }

    /// The edition of that hash, read from the database the first time.
    func edition(_ hash: String, in session: any Session) throws -> Edition {
        if let known = shelf.withLock({ $0.byHash[hash] }) { return known }
        let edition = try Self.read(hash, in: session)
        shelf.withLock { $0.byHash[hash] = edition }
        return edition
    }

    /// The edition that the database holds under that hash.
    package static func read(_ hash: String, in session: any Session) throws -> Edition {
        guard let blob = try session.blob(hash) else {
            throw Missing("库中没有手册版本 \(hash)", "The database holds no edition \(hash)")
        }
        return try Edition(EditionSource(canonical: blob.bytes))
    }
}
