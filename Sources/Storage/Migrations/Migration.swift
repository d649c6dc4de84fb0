import Crypto

/// One step of the schema, applied once and never changed afterwards.
package struct Migration: Sendable {
    /// Its name for ever, such as `0001-cases`.
    package let name: String

    /// Its statements, one each, with `{identity}`, `{blob}` and `{real}` for what the databases spell differently.
    package let statements: @Sendable (Dialect) -> [String]

    /// A step whose statements may differ between the databases.
    package init(name: String, statements: @escaping @Sendable (Dialect) -> [String]) {
        self.name = name
        self.statements = statements
    }

    /// A step whose statements are the same for both databases.
    package init(name: String, statements: [String]) {
        self.init(name: name) { _ in statements }
    }

    /// The statements as a database takes them.
    func spelled(for dialect: Dialect) -> [String] {
        statements(dialect).map(dialect.spelled)
    }

    /// SHA-256 over the statements, by which a later change is found.
    package func checksum(for dialect: Dialect) -> String {
        let text = statements(dialect).joined(separator: ";\n")
        return SHA256.hash(data: Array(text.utf8)).hexadecimal
    }
}

extension Dialect {
    /// The statement with its tokens replaced by this database's words.
    package func spelled(_ sql: String) -> String {
        let words =
            switch self {
            case .sqlite:
                ["{identity}": "INTEGER PRIMARY KEY AUTOINCREMENT", "{blob}": "BLOB", "{real}": "REAL"]
            case .postgres:
                [
                    "{identity}": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "{blob}": "BYTEA",
                    "{real}": "DOUBLE PRECISION",
                ]
            }
        return words.reduce(sql) { $0.replacing($1.key, with: $1.value) }
    }
}

extension SHA256Digest {
    /// The digest in lower-case hexadecimal.
    var hexadecimal: String {
        func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10 }
        return String(unsafeUninitializedCapacity: 2 * Self.byteCount) { digits in
            for (index, byte) in enumerated() {
                digits[2 * index] = digit(byte >> 4)
                digits[2 * index + 1] = digit(byte & 15)
            }
            return 2 * Self.byteCount
        }
    }
}
