import Foundation
import Handbook
import Operations
import Storage

/// How often something may be tried before one has to wait, longer with each further try.
struct Throttle: Sendable {
    let key: String
    /// The tries that cost nothing.
    let free: Int
    /// Minutes after which one try is forgotten.
    let forgottenAfter: Int

    /// Tries for what somebody typed as their name; unknown names are counted like known ones, so that nobody learns which are known.
    static func name(_ typed: String) -> Throttle {
        Throttle(key: "name:\(Secret(typed).digest)", free: 5, forgottenAfter: 15)
    }

    /// Tries of the second step of somebody whose password was right.
    static func secondStep(of person: ID<Person>) -> Throttle { Throttle(key: "second:\(person)", free: 5, forgottenAfter: 15) }

    /// Tries from a network: behind one address a whole company may sit.
    static func address(_ address: String) -> Throttle {
        Throttle(key: "address:\(Network.of(address))", free: 40, forgottenAfter: 1)
    }

    /// Letters that were asked for by somebody's name.
    static func letters(to typed: String) -> Throttle {
        Throttle(key: "letters:\(Secret(typed).digest)", free: 3, forgottenAfter: 60)
    }

    /// Keys that were none, by which somebody from that network tried to hand steps in.
    static func depositKeys(from address: String) -> Throttle {
        Throttle(key: "deposit-keys:\(Network.of(address))", free: 40, forgottenAfter: 1)
    }

    /// Steps that somebody's phones hand in: a whole queue at once, then a few.
    static func deposits(of person: ID<Person>) -> Throttle {
        Throttle(key: "deposits:\(person)", free: Desk.mostDeposits, forgottenAfter: 1)
    }

    /// The time to wait after so many tries: half a minute, doubled with each, a quarter of an hour at most.
    func wait(after tries: Int) -> Int64 {
        tries < free ? 0 : min(900_000, 30_000 << Int64(min(tries - free, 8)))
    }
}

extension Accounts {
    /// Counts a try before it is judged, so that many at once can't outrun the count; throws `TooSoon` while one has to wait.
    func count(_ throttles: Throttle...) async throws {
        let now = now()
        try await database.write { session in try session.count(throttles, at: now) }
    }

    /// Forgets all tries, since the right one came.
    func forgive(_ throttle: Throttle) async throws {
        try await database.write { session in try session.execute("DELETE FROM throttles WHERE key = ?", throttle.key) }
    }

    /// Takes one try back that was none.
    func takeBack(_ throttle: Throttle) async throws {
        try await database.write { session in
            try session.execute(
                "UPDATE throttles SET tries = tries - 1, shut_until = 0 WHERE key = ? AND tries > 0", throttle.key)
        }
    }
}

extension Session {
    fileprivate func count(_ throttles: [Throttle], at now: Instant) throws {
        // What nobody tried since yesterday is forgotten; a few at a time, so that the table stays as small as the day.
        try execute(
            "DELETE FROM throttles WHERE key IN (SELECT key FROM throttles WHERE at < ? ORDER BY at LIMIT 20)",
            now.adding(hours: -24).milliseconds)
        for throttle in throttles {
            let row = try first("SELECT tries, at, shut_until FROM throttles WHERE key = ?", throttle.key)
            let shut = try row?.integer("shut_until") ?? 0
            if shut > now.milliseconds { throw TooSoon(seconds: Int((shut - now.milliseconds + 999) / 1000)) }
            let passed = try row.map { now.milliseconds - (try $0.integer("at")) } ?? 0
            let forgotten = Int(passed / 60_000) / throttle.forgottenAfter
            let tries = max(0, Int(try row?.integer("tries") ?? 0) - forgotten) + 1
            try execute(
                """
                INSERT INTO throttles (key, tries, at, shut_until) VALUES (?, ?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET tries = excluded.tries, at = excluded.at, shut_until = excluded.shut_until
                """, throttle.key, tries, now.milliseconds, now.milliseconds + throttle.wait(after: tries))
        }
    }
}

/// The network that an address belongs to, as one household or office gets it.
enum Network {
    /// An IPv4 address itself; the first half of an IPv6 address.
    static func of(_ address: String) -> String {
        guard address.contains(":") else { return address }
        let plain = address.prefix { $0 != "%" }
        if let mapped = plain.split(separator: ":").last, mapped.contains(".") { return String(mapped) }
        let halves = plain.components(separatedBy: "::").map { $0.split(separator: ":").map(String.init) }
        guard let first = halves.first else { return address }
        let given = halves.dropFirst().first ?? []
        let zeros = Array(repeating: "0", count: max(0, 8 - first.count - given.count))
        return (first + (halves.count > 1 ? zeros : []) + given).prefix(4).joined(separator: ":")
    }
}
