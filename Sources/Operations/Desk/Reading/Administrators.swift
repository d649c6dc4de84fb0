import Storage

extension Desk {
    /// Whether anybody who works here may administer the house: without one, only the console can let somebody in.
    package func hasAdministrator() async throws -> Bool {
        try await database.read { session in
            try session.first(
                """
                SELECT 1 AS one FROM role_holders h JOIN people p ON p.number = 'person:' || h.person AND p.valid_to IS NULL
                WHERE h.role = ? AND p.active = 1 LIMIT 1
                """, Role.administrator.id) != nil
        }
    }
}
