import Foundation

/// A `postgres://` address taken apart: what libpq understands, and what is ours.
struct PostgresAddress: Sendable {
    /// The address for libpq, without our parameters.
    let server: String
    /// The schema that everything lies in, nil for the server's default.
    let schema: String?
    /// How many connections are opened at most.
    let connections: Int

    /// Nil if the address is not PostgreSQL's.
    init?(_ address: String) throws {
        guard address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") else { return nil }
        guard var parts = URLComponents(string: address) else {
            throw StorageFault.unavailable("'\(redacted(address))' is not a readable address")
        }
        let items = parts.queryItems ?? []
        let ours = Dictionary(items.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        let theirs = items.filter { !["schema", "connections"].contains($0.name) }
        parts.queryItems = theirs.isEmpty ? nil : theirs
        server = parts.string ?? address

        schema = ours["schema"]
        if let schema, !Self.isName(schema) {
            throw StorageFault.unavailable("schema '\(schema)' is not a name of lower-case letters, digits and '_'")
        }
        guard let connections = Int(ours["connections"] ?? "8"), (1...100).contains(connections) else {
            throw StorageFault.unavailable("connections=\(ours["connections"] ?? "") is not a number from 1 to 100")
        }
        self.connections = connections
    }

    private static func isName(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count) && text.first?.isNumber == false
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }
}
