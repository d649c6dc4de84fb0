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
        // A case that follows an announced calendar bears both hashes: its own, and that whose days it counts.
        let hashes = hash.split(separator: "+").map(String.init)
        let edition =
            if hashes.count == 2 {
                try Edition(self.edition(hashes[0], in: session), calendarOf: self.edition(hashes[1], in: session))
            } else {
                try Self.read(hash, in: session)
            }
        shelf.withLock { $0.byHash[hash] = edition }
        return edition
    }

    /// The edition that the database holds under that hash.
    package static func read(_ hash: String, in session: any Session) throws -> Edition {
        try Edition(source(hash, in: session), isKept: true)
    }

    /// The files of the edition that the database holds under that hash.
    static func source(_ hash: String, in session: any Session) throws -> EditionSource {
        guard let blob = try session.blob(hash) else {
            throw Missing("库中没有手册版本 \(hash)", "The database holds no edition \(hash)")
        }
        return try EditionSource(canonical: blob.bytes)
    }
}
