import Storage

extension Person {
    /// Whom a code, a phone number or a mail address means, of those who may sign in; nil where it means nobody, or several.
    package static func called(_ name: String, in session: any Session) throws -> ID<Person>? {
        // Each way has an index of its own; joined by OR they would have none.
        let found = try session.query(
            """
            SELECT code FROM people WHERE number IN (?, ?) AND valid_to IS NULL AND active = 1
            UNION SELECT code FROM people WHERE phone = ? AND valid_to IS NULL AND active = 1
            UNION SELECT code FROM people WHERE lower(mail) = ? AND valid_to IS NULL AND active = 1
            LIMIT 2
            """, "\(kind):\(name)", "\(kind):\(name.lowercased())", name, name.lowercased())
        guard found.count == 1, let code = try found.first?.text("code") else { return nil }
        return ID(code)
    }
}
