import Storage

extension Session {
    /// The addresses that a target stands for: `mail:ADDRESS` itself, a person's, or those of a customer's contacts.
    func recipients(of target: String) throws -> [MailAddress] {
        let parts = target.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return [] }
        let found: [String]
        switch parts[0] {
        case "mail": found = [parts[1]]
        case "person":
            found = try query(
                "SELECT mail FROM people WHERE code = ? AND valid_to IS NULL AND active = 1 AND mail IS NOT NULL LIMIT 1", parts[1]
            ).map { try $0.text("mail") }
        case "customer":
            found = try query(
                """
                SELECT mail FROM contacts WHERE customer = ? AND valid_to IS NULL AND active = 1 AND mail IS NOT NULL
                ORDER BY code LIMIT 20
                """, parts[1]
            ).map { try $0.text("mail") }
        default: found = []
        }
        return found.compactMap { MailAddress($0) }
    }
}
