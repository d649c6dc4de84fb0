import Handbook

/// Text whose cells are parted by a sign and whose rows by line ends; quotation marks keep together what they hold (RFC 4180).
struct DelimitedText {
    private let bytes: [UInt8]
    private let separator: UInt8

    init(_ text: String) {
        bytes = Array(text.utf8)
        let head = bytes.prefix { $0 != .lineFeed && $0 != .carriageReturn }
        separator =
            head.contains(.tab) ? .tab : head.contains(.comma) || !head.contains(.semicolon) ? .comma : .semicolon
    }

    /// The rows in which anything stands, with the lines at which they begin; ends as soon as there are too many.
    ///
    /// Throws where a quotation mark is left open, for it would swallow all that follows.
    func rows() throws(TableFault) -> [IncomingTable.Row] {
        var rows: [IncomingTable.Row] = []
        var cells: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var (line, start, opened, at) = (1, 1, 1, 0)
        func endCell() {
            cells.append(String(decoding: cell, as: UTF8.self))
            cell.removeAll(keepingCapacity: true)
        }
        func endRow() throws(TableFault) {
            endCell()
            if !cells.allSatisfy(\.isBlank) { rows.append(IncomingTable.Row(line: start, cells: cells)) }
            guard rows.count <= IncomingTable.mostRows + 1 else { throw IncomingTable.tooLong }
            cells.removeAll(keepingCapacity: true)
        }
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            // A carriage return with a line feed behind it is one end.
            let isEnd = byte == .lineFeed || byte == .carriageReturn
            if byte == .carriageReturn, at < bytes.count, bytes[at] == .lineFeed { at += 1 }
            if isEnd { line += 1 }
            if isQuoted {
                if byte != .quote {
                    cell.append(isEnd ? .lineFeed : byte)
                } else if at < bytes.count, bytes[at] == .quote {
                    cell.append(.quote)
                    at += 1
                } else {
                    isQuoted = false
                }
            } else if byte == .quote, cell.isEmpty {
                isQuoted = true
                opened = line
            } else if byte == separator {
                endCell()
                guard cells.count <= 4 * IncomingTable.mostColumns else { throw IncomingTable.tooWide }
            } else if isEnd {
                try endRow()
                start = line
            } else {
                cell.append(byte)
            }
        }
        guard !isQuoted else {
            throw TableFault("第 \(opened) 行的引号没有结束", "The quotation mark of line \(opened) is never closed")
        }
        try endRow()
        return rows
    }
}

extension UInt8 {
    fileprivate static let tab = UInt8(ascii: "\t")
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let semicolon = UInt8(ascii: ";")
    fileprivate static let quote = UInt8(ascii: "\"")
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
}
