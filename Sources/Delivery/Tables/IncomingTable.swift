import Handbook

/// A table that came in, pasted or as a file: a head, then rows of texts. What its cells mean is for others to say.
package struct IncomingTable: Hashable, Sendable {
    /// What the columns are called; empty where a column has no name.
    package let head: [String]
    /// The rows in which anything stands, each as wide as the head.
    package let rows: [Row]

    /// One row, with its place in the sheet as people count it.
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let cells: [String]

        package init(line: Int, cells: [String]) {
            self.line = line
            self.cells = cells
        }
    }

    package static let mostBytes = 10 << 20
    package static let mostRows = 5_000
    package static let mostColumns = 100
    /// The longest text of a cell, in characters.
    package static let longestCell = 8_000

    /// Reads a file, by what its bytes are and not by what it is called.
    package init(file bytes: [UInt8]) throws(TableFault) {
        guard bytes.count <= Self.mostBytes else {
            throw TableFault(
                "文件须不超过 \(Self.mostBytes >> 20) MB", "A file takes at most \(Self.mostBytes >> 20) MB", isTooLarge: true)
        }
        if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            try self.init(lines: XLSXSheet(bytes).rows)
        } else if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw TableFault("这是旧版 .xls 文件，请另存为 .xlsx 或 CSV", "This is an old .xls file: save it as .xlsx or CSV")
        } else {
            try self.init(text: SheetText.decoded(bytes))
        }
    }

    /// Reads what was pasted or typed: tabs part the cells where the head has one, commas or semicolons otherwise.
    package init(text: String) throws(TableFault) {
        guard text.utf8.count <= Self.mostBytes else {
            throw TableFault("内容须不超过 \(Self.mostBytes >> 20) MB", "It takes at most \(Self.mostBytes >> 20) MB", isTooLarge: true)
        }
        // What the house itself put before a text so that no spreadsheet runs it.
        let lines = try DelimitedText(text).rows()
        try self.init(lines: lines.map { Row(line: $0.line, cells: $0.cells.map(CommaTable.unguarded)) })
    }

    private init(lines: [Row]) throws(TableFault) {
        guard let first = lines.first else {
            throw TableFault("表中没有内容：首行应为列名", "Nothing stands in it: the first row names the columns")
        }
        let width = lines.map { line in (line.cells.lastIndex { !$0.isBlank } ?? -1) + 1 }.max() ?? 0
        guard width <= Self.mostColumns else { throw Self.tooWide }
        guard lines.count - 1 <= Self.mostRows else { throw Self.tooLong }
        for line in lines {
            if let cell = line.cells.first(where: { $0.utf8.count > Self.longestCell }), cell.count > Self.longestCell {
                throw TableFault(
                    "第 \(line.line) 行有一格超过 \(Self.longestCell) 个字",
                    "A cell of line \(line.line) has more than \(Self.longestCell) characters",
                    isTooLarge: true)
            }
        }
        func fitted(_ cells: [String]) -> [String] {
            Array(cells.prefix(width)) + Array(repeating: "", count: max(0, width - cells.count))
        }
        head = fitted(first.cells.map(\.withoutEdges))
        rows = lines.dropFirst().map { Row(line: $0.line, cells: fitted($0.cells)) }
    }

    static let tooLong = TableFault("一次最多 \(mostRows) 行，请分几次", "At most \(mostRows) rows at once: part it", isTooLarge: true)
    static let tooFull = TableFault(
        "有一格超过 \(longestCell) 个字", "A cell has more than \(longestCell) characters", isTooLarge: true)
    static let tooWide = TableFault("最多 \(mostColumns) 列", "At most \(mostColumns) columns", isTooLarge: true)
}

extension String {
    /// Without blanks at its ends.
    fileprivate var withoutEdges: String {
        var rest = drop(while: \.isWhitespace)
        while rest.last?.isWhitespace ?? false { rest.removeLast() }
        return String(rest)
    }
}
