import Handbook
import Storage

/// An access token as its owner sees it: never the token itself.
package struct IssuedToken: Hashable, Sendable {
    package let hash: String
    package let scopes: String
    package let created: Instant
    package let expires: Instant
    package let revoked: Instant?
}

extension Desk {
    /// Somebody's access tokens, the latest first; those that ended long ago are left out.
    package func tokens(of person: ID<Person>, limit: Int = 50) async throws -> [IssuedToken] {
        let since = now().adding(hours: -24 * 30)
        return try await database.read { session in
            try session.query(
                """
                SELECT hash, scopes, created, expires, revoked FROM tokens
                WHERE person = ? AND expires > ? AND (revoked IS NULL OR revoked > ?) ORDER BY created DESC, hash LIMIT ?
                """, person.text, since.milliseconds, since.milliseconds, limit
            ).map { row in
                IssuedToken(
                    hash: try row.text("hash"), scopes: try row.text("scopes"),
                    created: Instant(milliseconds: try row.integer("created")),
                    expires: Instant(milliseconds: try row.integer("expires")),
                    revoked: try row.optionalInteger("revoked").map { Instant(milliseconds: $0) })
            }
        }
    }
}
