import CPostgreSQL

/// The types of PostgreSQL that we send or read, by the number that its catalogue gives them.
enum PostgresType {
    static let inferred: Oid = 0
    static let boolean: Oid = 16
    static let bytes: Oid = 17
    static let name: Oid = 19
    static let integer8: Oid = 20
    static let integer2: Oid = 21
    static let integer4: Oid = 23
    static let text: Oid = 25
    static let real4: Oid = 700
    static let real8: Oid = 701
    static let varchar: Oid = 1043
    static let numeric: Oid = 1700
}

/// The values of one statement as libpq takes them, all in one buffer.
struct PostgresParameters {
    let types: [Oid]
    private var buffer: [CChar] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ values: [SQLValue]) throws {
        types = values.map(Self.type)
        for value in try values.checked() {
            append(value)
        }
    }

    /// Lends the arrays that `PQexecPrepared` and its kin want, for the time of the call.
    func withPointers<T>(
        _ body: (Int32, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T
    ) -> T {
        buffer.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in offset.flatMap { buffer.baseAddress?.advanced(by: $0) } }
            return body(Int32(types.count), pointers, lengths, formats)
        }
    }

    private static func type(of value: SQLValue) -> Oid {
        switch value {
        case .null, .text: PostgresType.inferred
        case .integer: PostgresType.integer8
        case .real: PostgresType.real8
        case .blob: PostgresType.bytes
        }
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null: append(nil, format: 0)
        case .integer(let integer): append(Self.bigEndian(UInt64(bitPattern: integer)), format: 1)
        case .real(let real): append(Self.bigEndian(real.bitPattern), format: 1)
        case .text(let text): append(Array(text.utf8), format: 0)
        case .blob(let bytes): append(bytes, format: 1)
        }
    }

    private mutating func append(_ bytes: [UInt8]?, format: Int32) {
        offsets.append(bytes == nil ? nil : buffer.count)
        lengths.append(Int32(bytes?.count ?? 0))
        formats.append(format)
        if let bytes {
            buffer.append(contentsOf: bytes.lazy.map { CChar(bitPattern: $0) })
            buffer.append(0)
        }
    }

    private static func bigEndian(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
    }
}
