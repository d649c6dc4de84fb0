/// One row of a result: its values in the order of the columns, read by name or by position.
package struct SQLRow: Sendable {
    private let result: SQLResult
    /// The cell of the first column.
    private let start: Int

    init(_ result: SQLResult, start: Int) {
        self.result = result
        self.start = start
    }

    /// The names of the columns, in order.
    package var names: [String] { result.names }

    /// All values, in the order of the columns.
    package var values: [SQLValue] { names.indices.map { result.value(at: start + $0) } }

    /// The value of a column, `.null` where the row has no column of that name.
    package subscript(_ name: String) -> SQLValue {
        result.position(of: name).map { result.value(at: start + $0) } ?? .null
    }

    /// The value at a position.
    package func value(at position: Int) throws -> SQLValue {
        try check(position)
        return result.value(at: start + position)
    }

    private func check(_ position: Int) throws {
        guard position >= 0, position < names.count else {
            throw StorageFault.column("no column \(position + 1), the row has \(names.count)")
        }
    }

    private func cell(at position: Int) throws -> SQLResult.Cell {
        try check(position)
        return result.cell(at: start + position)
    }

    private func position(of name: String) throws -> Int {
        guard let position = result.position(of: name) else {
            throw StorageFault.column("no column '\(name)' among \(names.joined(separator: ", "))")
        }
        return position
    }

    private func mismatch(_ position: Int, _ expected: String) -> StorageFault {
        let found =
            switch result.cell(at: start + position) {
            case .null: "NULL"
            case .integer: "an integer"
            case .real: "a real"
            case .text: "text"
            case .blob: "a blob"
            }
        return .column("column '\(names[position])' holds \(found), not \(expected)")
    }
}

extension SQLRow {
    /// The integer at a position.
    package func integer(at position: Int) throws -> Int64 {
        guard case .integer(let value) = try cell(at: position) else { throw mismatch(position, "an integer") }
        return value
    }

    /// The text at a position.
    package func text(at position: Int) throws -> String {
        guard case .text(let start, let count) = try cell(at: position) else { throw mismatch(position, "text") }
        return result.text(start, count)
    }

    /// The bytes at a position.
    package func blob(at position: Int) throws -> [UInt8] {
        guard case .blob(let start, let count) = try cell(at: position) else { throw mismatch(position, "a blob") }
        return result.withBlob(start, count) { Array($0) }
    }

    /// Gives the bytes at a position to `use`, which keeps them no longer; not for NULL.
    package func withBlob(at position: Int, _ use: (UnsafeBufferPointer<UInt8>) -> Void) throws {
        switch try cell(at: position) {
        case .null: return
        case .blob(let start, let count): result.withBlob(start, count, use)
        default: throw mismatch(position, "a blob")
        }
    }

    /// The number at a position; integers are taken too.
    package func real(at position: Int) throws -> Double {
        switch try cell(at: position) {
        case .real(let value): return value
        case .integer(let value): return Double(value)
        default: throw mismatch(position, "a real")
        }
    }

    /// The integer at a position, nil for NULL.
    package func optionalInteger(at position: Int) throws -> Int64? {
        if case .null = try cell(at: position) { nil } else { try integer(at: position) }
    }

    /// The text at a position, nil for NULL.
    package func optionalText(at position: Int) throws -> String? {
        if case .null = try cell(at: position) { nil } else { try text(at: position) }
    }

    /// The bytes at a position, nil for NULL.
    package func optionalBlob(at position: Int) throws -> [UInt8]? {
        if case .null = try cell(at: position) { nil } else { try blob(at: position) }
    }

    /// The number at a position, nil for NULL.
    package func optionalReal(at position: Int) throws -> Double? {
        if case .null = try cell(at: position) { nil } else { try real(at: position) }
    }
}

extension SQLRow {
    /// The integer of a column.
    package func integer(_ name: String) throws -> Int64 { try integer(at: position(of: name)) }

    /// The text of a column.
    package func text(_ name: String) throws -> String { try text(at: position(of: name)) }

    /// The bytes of a column.
    package func blob(_ name: String) throws -> [UInt8] { try blob(at: position(of: name)) }

    /// The number of a column; integers are taken too.
    package func real(_ name: String) throws -> Double { try real(at: position(of: name)) }

    /// The integer of a column, nil for NULL.
    package func optionalInteger(_ name: String) throws -> Int64? { try optionalInteger(at: position(of: name)) }

    /// The text of a column, nil for NULL.
    package func optionalText(_ name: String) throws -> String? { try optionalText(at: position(of: name)) }

    /// The bytes of a column, nil for NULL.
    package func optionalBlob(_ name: String) throws -> [UInt8]? { try optionalBlob(at: position(of: name)) }

    /// The number of a column, nil for NULL.
    package func optionalReal(_ name: String) throws -> Double? { try optionalReal(at: position(of: name)) }
}
