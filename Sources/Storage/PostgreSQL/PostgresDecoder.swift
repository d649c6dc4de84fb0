import CPostgreSQL

/// Makes our values from one column of a PostgreSQL result.
struct PostgresDecoder {
    let type: Oid
    let isBinary: Bool

    /// Whether the binary form of this type is one that we read.
    static func readsBinary(_ type: Oid) -> Bool {
        switch type {
        case PostgresType.boolean, PostgresType.bytes, PostgresType.name, PostgresType.integer2, PostgresType.integer4,
            PostgresType.integer8, PostgresType.text, PostgresType.varchar, PostgresType.real4, PostgresType.real8:
            true
        default: false
        }
    }

    /// The value of a field that is not NULL.
    func value(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        isBinary ? binary(bytes) : text(String(decoding: bytes, as: UTF8.self))
    }

    private func binary(_ bytes: UnsafeRawBufferPointer) -> SQLValue {
        switch type {
        case PostgresType.bytes:
            return .blob(Array(bytes))
        case PostgresType.boolean, PostgresType.integer2, PostgresType.integer4, PostgresType.integer8:
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let missing = UInt64(64 - 8 * min(bytes.count, 8))
            return .integer(Int64(bitPattern: number << missing) >> Int64(missing))
        case PostgresType.real4:
            return .real(Double(Float(bitPattern: bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })))
        case PostgresType.real8:
            return .real(Double(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
        default:
            return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private func text(_ text: String) -> SQLValue {
        switch type {
        case PostgresType.boolean:
            return .integer(text == "t" ? 1 : 0)
        case PostgresType.integer2, PostgresType.integer4, PostgresType.integer8, PostgresType.numeric:
            // A sum of integers is `numeric` and comes out as an integer, as with SQLite.
            return Int64(text).map { .integer($0) } ?? .real(Double(text) ?? .nan)
        case PostgresType.real4, PostgresType.real8:
            return .real(Double(text) ?? .nan)
        case PostgresType.bytes:
            return .blob(Self.hexadecimal(text))
        default:
            return .text(text)
        }
    }

    /// The bytes of `\x0aff…`, the form in which the server writes them under `bytea_output = hex`.
    private static func hexadecimal(_ text: String) -> [UInt8] {
        let digits = text.utf8.dropFirst(2).map { $0 >= 97 ? $0 - 87 : $0 - 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
