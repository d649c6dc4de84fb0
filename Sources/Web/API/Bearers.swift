import Handbook
import Operations
import Storage

/// Somebody whose program showed a token.
struct Bearer: Sendable {
    let actor: Actor
    /// The token's digest, by which its requests are counted.
    let token: String
    let scopes: Set<Scope>

    var person: ID<Person> { actor.person }
    /// Whether the person is one of the staff, not a customer.
    var isStaff: Bool { actor.customer == nil }
}

/// What a token lets a program do.
enum Scope: String, Sendable {
    case read, write

    /// The scopes that a token's own words name; whoever may write may read.
    static func named(in words: String) -> Set<Scope> {
        let named = words.split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Scope(rawValue: String($0)) }
        return named.contains(.write) ? [.read, .write] : Set(named)
    }
}

extension Accounts {
    /// Who a token belongs to; nil where it is unknown, too old or revoked, or the person has left.
    func bearer(ofToken token: String) async throws -> Bearer? {
        guard token.hasPrefix("pgt_"), (24...200).contains(token.utf8.count) else { return nil }
        let digest = Secret(token).digest
        let now = now()
        return try await database.read { session in
            guard
                let row = try session.first(
                    "SELECT person, scopes FROM tokens WHERE hash = ? AND expires > ? AND revoked IS NULL", digest, now.milliseconds
                )
            else { return nil }
            guard let actor = try session.comer(ID(try row.text("person")), at: now) else { return nil }
            return Bearer(actor: actor, token: digest, scopes: Scope.named(in: try row.text("scopes")))
        }
    }

    /// Issues a token for somebody through the desk and gives it; it is shown once and kept as a digest.
    package static func issueToken(
        for person: ID<Person>, scopes: String, days: Int, through desk: Desk, from source: Submission.Source = .console
    ) async throws -> String {
        let token = "pgt_\(Secret.drawn().text)"
        var submission = Submission(
            by: source == .console ? Actor.console.person : person, .at(number: person.number), "issue-token",
            [
                "hash": .text(Secret(token).digest), "scopes": .text(scopes),
                "expires": .integer(desk.now().adding(hours: 24 * days).milliseconds),
            ])
        submission.source = source
        try await desk.perform(submission)
        return token
    }
}
