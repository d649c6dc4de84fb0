/// All rows of one statement: a cell for each value, row after row, and the bytes of texts and blobs one behind the other.
///
/// A value is made from its cell when somebody asks for it: a row costs no memory of its own, and a text that nobody reads
/// only the copy of its bytes.
final class SQLResult: Sendable {
    /// One value, or where its bytes lie.
    enum Cell {
        case null
        case integer(Int64)
        case real(Double)
        case text(start: Int, count: Int32)
        case blob(start: Int, count: Int32)
    }

    /// The names of the columns, in order.
    let names: [String]
    private let cells: [Cell]
    private let bytes: [UInt8]

    fileprivate init(names: [String], cells: [Cell], bytes: [UInt8]) {
        self.names = names
        self.cells = cells
        self.bytes = bytes
    }

    /// The first column of that name; looked for one by one, which for a handful is quicker than a table of them.
    func position(of name: String) -> Int? { names.firstIndex(of: name) }

    func cell(at index: Int) -> Cell { cells[index] }

    func value(at index: Int) -> SQLValue {
        switch cells[index] {
        case .null: .null
        case .integer(let value): .integer(value)
        case .real(let value): .real(value)
        case .text(let start, let count): .text(text(start, count))
        case .blob(let start, let count): .blob(withBlob(start, count) { Array($0) })
        }
    }

    func text(_ start: Int, _ count: Int32) -> String { withBlob(start, count) { String(decoding: $0, as: UTF8.self) } }

    func withBlob<Made>(_ start: Int, _ count: Int32, _ make: (UnsafeBufferPointer<UInt8>) -> Made) -> Made {
        bytes.withUnsafeBufferPointer { make(UnsafeBufferPointer(rebasing: $0[start..<start + Int(count)])) }
    }
}

/// Takes the values of a result as they come from the database, row by row.
struct ResultWriter {
    private var cells: [SQLResult.Cell] = []
    private var bytes: [UInt8] = []

    mutating func put(_ cell: SQLResult.Cell) { cells.append(cell) }

    /// Takes a text, which is read as UTF-8.
    mutating func put(text: UnsafeRawBufferPointer) {
        cells.append(.text(start: bytes.count, count: Int32(text.count)))
        bytes.append(contentsOf: text)
    }

    mutating func put(blob: UnsafeRawBufferPointer) {
        cells.append(.blob(start: bytes.count, count: Int32(blob.count)))
        bytes.append(contentsOf: blob)
    }

    /// All rows that were taken.
    func rows(named names: [String]) -> [SQLRow] {
        if cells.isEmpty { return [] }
        let result = SQLResult(names: names, cells: cells, bytes: bytes)
        return stride(from: 0, to: cells.count, by: names.count).map { SQLRow(result, start: $0) }
    }
}
