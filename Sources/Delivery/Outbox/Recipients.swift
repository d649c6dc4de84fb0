import Storage

/// Those for whom a line of the outbox is.
struct Recipients {
    let addresses: [MailAddress]
    /// Whether there are some, but none who takes notices by mail.
    let haveDeclined: Bool
}

extension Session {
    /// The addresses that a target stands for: `mail:ADDRESS` itself, a person's, or those of a customer's contacts.
    ///
    /// Notices don't go to whoever said in their profile that they take none by mail.
    func recipients(of target: String) throws -> Recipients {
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        let rows: [SQLRow]
        switch parts.first {
        case "mail" where parts.count == 2:
            return Recipients(addresses: [MailAddress(parts[1])].compactMap(\.self), haveDeclined: false)
        case "person" where parts.count == 2:
            rows = try query(
                """
                SELECT p.mail, COALESCE(f.mail, 1) AS wants FROM people p LEFT JOIN preferences f ON f.person = p.code
                WHERE p.code = ? AND p.valid_to IS NULL AND p.active = 1 AND p.mail IS NOT NULL LIMIT 1
                """, parts[1])
        case "customer" where parts.count == 2:
            rows = try query(
                """
                SELECT c.mail, CASE WHEN EXISTS (
                    SELECT 1 FROM people p JOIN preferences f ON f.person = p.code
                    WHERE lower(p.mail) = lower(c.mail) AND p.customer = c.customer AND p.valid_to IS NULL AND f.mail = 0
                ) THEN 0 ELSE 1 END AS wants FROM contacts c
                WHERE c.customer = ? AND c.valid_to IS NULL AND c.active = 1 AND c.mail IS NOT NULL ORDER BY c.code LIMIT 20
                """, parts[1])
        default: rows = []
        }
        let known = try rows.compactMap { row in
            let wants = try row.integer("wants") == 1
            return MailAddress(try row.text("mail")).map { (address: $0, wants: wants) }
        }
        let addresses = known.filter(\.wants).map(\.address)
        return Recipients(addresses: addresses, haveDeclined: addresses.isEmpty && !known.isEmpty)
    }
}
