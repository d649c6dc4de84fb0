import Handbook
import Operations
import Storage

/// The keys by which phones hand in what was left on them: good for that alone, each bound to one person, kept as digests.
extension Accounts {
    /// Days for which a key is good: a phone may lie in a drawer for a while.
    private static let depositDays = 180

    /// The key of this session's phone, known to the house from now on.
    func giveDepositKey(to guest: Guest) async throws -> Secret {
        let key = guest.depositKey
        let now = now()
        let isKnown = try await database.read { session in
            try session.first("SELECT 1 AS one FROM deposit_keys WHERE hash = ?", key.digest) != nil
        }
        if !isKnown {
            try await database.write { session in
                try session.execute(
                    "DELETE FROM deposit_keys WHERE hash IN (SELECT hash FROM deposit_keys WHERE created < ? ORDER BY created LIMIT 20)",
                    now.adding(hours: -24 * Self.depositDays).milliseconds)
                try session.execute(
                    "INSERT INTO deposit_keys (hash, person, created) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING", key.digest,
                    guest.person.text, now.milliseconds)
            }
        }
        return key
    }

    /// Whose phone shows this key; throws `Missing` where it is none, `TooSoon` where too much comes.
    func depositor(showing key: String?, from caller: Caller) async throws -> ID<Person> {
        let strangers = Throttle.depositKeys(from: caller.address)
        // Counted before it is judged, so that many at once can't outrun the count.
        try await count(strangers)
        guard let key, Secret.isReadable(key), let person = try await owner(ofDepositKey: Secret(key)) else {
            throw Missing("没有这一页", "There is no such page")
        }
        try await takeBack(strangers)
        try await count(.deposits(of: person))
        return person
    }

    private func owner(ofDepositKey key: Secret) async throws -> ID<Person>? {
        let oldest = now().adding(hours: -24 * Self.depositDays)
        return try await database.read { session in
            try session.first(
                "SELECT person FROM deposit_keys WHERE hash = ? AND created >= ?", key.digest, oldest.milliseconds
            ).map { ID(try $0.text("person")) }
        }
    }
}
