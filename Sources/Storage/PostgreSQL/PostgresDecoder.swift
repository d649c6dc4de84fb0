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

    /// Takes the value of a field that is not NULL.
    func read(_ bytes: UnsafeRawBufferPointer, into written: inout ResultWriter) {
        if isBinary { binary(bytes, into: &written) } else { text(bytes, into: &written) }
    }

    private func binary(_ bytes: UnsafeRawBufferPointer, into written: inout ResultWriter) {
        switch type {
        case PostgresType.bytes:
            written.put(blob: bytes)
        case PostgresType.boolean, PostgresType.integer2, PostgresType.integer4, PostgresType.integer8:
            let number = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let missing = UInt64(64 - 8 * min(bytes.count, 8))
            written.put(.integer(Int64(bitPattern: number << missing) >> Int64(missing)))
        case PostgresType.real4:
            written.put(.real(Double(Float(bitPattern: bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }))))
        case PostgresType.real8:
            written.put(.real(Double(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })))
        default:
            written.put(text: bytes)
        }
    }

    private func text(_ bytes: UnsafeRawBufferPointer, into written: inout ResultWriter) {
        let text = String(decoding: bytes, as: UTF8.self)
        switch type {
        case PostgresType.boolean:
            written.put(.integer(text == "t" ? 1 : 0))
        case PostgresType.integer2, PostgresType.integer4, PostgresType.integer8, PostgresType.numeric:
            // A sum of integers is `numeric` and comes out as an integer, as with SQLite.
            written.put(Int64(text).map { .integer($0) } ?? .real(Double(text) ?? .nan))
        case PostgresType.real4, PostgresType.real8:
            written.put(.real(Double(text) ?? .nan))
        case PostgresType.bytes:
            Self.hexadecimal(text).withUnsafeBytes { written.put(blob: $0) }
        default:
            written.put(text: bytes)
        }
    }

    /// The bytes of `\x0aff…`, the form in which the server writes them under `bytea_output = hex`.
    private static func hexadecimal(_ text: String) -> [UInt8] {
        let digits = text.utf8.dropFirst(2).map { $0 >= 97 ? $0 - 87 : $0 - 48 }
        return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
