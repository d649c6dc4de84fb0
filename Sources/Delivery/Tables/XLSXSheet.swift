import Handbook

/// The first visible sheet of a workbook (.xlsx) as rows of texts: of a formula its last result, of a date its number of days.
struct XLSXSheet {
    private(set) var rows: [IncomingTable.Row] = []

    /// The last line that a workbook may have.
    private static let lastLine = 1_048_576
    /// The most bytes that one text may have: what is longer than a cell in any script is not read to its end.
    private static let longestText = 4 * IncomingTable.longestCell

    init(_ bytes: [UInt8]) throws(TableFault) {
        let archive = try ZipArchive(bytes)
        let path = try Self.sheet(of: archive)
        let strings = try archive.file("xl/sharedStrings.xml").map { (file) throws(TableFault) in try Self.strings(in: file) } ?? []
        guard let sheet = try archive.file(path) else { throw ZipArchive.broken }
        rows = try Self.rows(of: sheet, strings)
    }

    /// Where the first sheet lies that is not hidden.
    private static func sheet(of archive: ZipArchive) throws(TableFault) -> String {
        guard let book = try archive.file("xl/workbook.xml"), let relations = try archive.file("xl/_rels/workbook.xml.rels")
        else { throw ZipArchive.broken }
        var first: String?
        let events = XMLEvents()
        events.begin = { [unowned events] name, attributes in
            if name == "sheet", first == nil, attributes["state"] ?? "visible" == "visible" { first = attributes["id"] }
            if name == "workbookPr", ["1", "true"].contains(attributes["date1904"] ?? "") {
                events.fault = TableFault("工作簿用 1904 日期系统，请改用 1900", "The workbook counts days from 1904: let it count from 1900")
            }
        }
        try events.read(book)
        var target: String?
        let related = XMLEvents()
        related.begin = { name, attributes in
            if name == "Relationship", attributes["Id"] == first { target = attributes["Target"] }
        }
        try related.read(relations)
        guard let target else { throw ZipArchive.broken }
        return target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }

    /// The texts that cells name by number; how Japanese is read aloud stands among them and is left out.
    private static func strings(in file: [UInt8]) throws(TableFault) -> [String] {
        var strings: [String] = []
        var text: [UInt8] = []
        var (isText, isReading) = (false, false)
        let events = XMLEvents()
        events.begin = { name, _ in
            if name == "si" { text.removeAll(keepingCapacity: true) }
            if name == "rPh" { isReading = true }
            isText = name == "t" && !isReading
        }
        events.end = { name in
            if name == "si" {
                // However many cells name a blank one, its blanks are looked at once.
                let string = String(decoding: text, as: UTF8.self)
                strings.append(string.isBlank ? "" : string)
            }
            if name == "rPh" { isReading = false }
            if name == "t" { isText = false }
        }
        events.text = { [unowned events] told in
            if isText { text.append(contentsOf: told) }
            if text.count > Self.longestText { events.fault = IncomingTable.tooFull }
        }
        try events.read(file)
        return strings
    }

    private static func rows(of file: [UInt8], _ strings: [String]) throws(TableFault) -> [IncomingTable.Row] {
        var rows: [IncomingTable.Row] = []
        var cells: [String] = []
        var text: [UInt8] = []
        var (line, column, type, isValue) = (0, 0, "n", false)
        var room = ZipArchive.mostUnpacked
        let events = XMLEvents()
        events.begin = { [unowned events] name, attributes in
            switch name {
            case "row":
                line = attributes["r"].map { Int($0) ?? 0 } ?? line + 1
                guard (1...Self.lastLine).contains(line) else { return events.fault = ZipArchive.broken }
                (cells, column) = ([], -1)
            case "c":
                column = attributes["r"].flatMap(column(of:)) ?? column + 1
                type = attributes["t"] ?? "n"
                text.removeAll(keepingCapacity: true)
            case "v", "t": isValue = true
            default: break
            }
        }
        events.text = { [unowned events] told in
            if isValue { text.append(contentsOf: told) }
            if text.count > Self.longestText { events.fault = IncomingTable.tooFull }
        }
        events.end = { [unowned events] name in
            switch name {
            case "v", "t": isValue = false
            case "c":
                // A cell that has nothing but a format may stand anywhere.
                if text.isEmpty { return }
                guard (0..<IncomingTable.mostColumns).contains(column) else { return events.fault = IncomingTable.tooWide }
                let cell = Self.cell(String(decoding: text, as: UTF8.self), type, strings)
                if cell.isBlank { return }
                // One text that many cells name counts as often.
                room -= cell.utf8.count
                guard room >= 0 else { return events.fault = ZipArchive.tooLarge }
                cells += Array(repeating: "", count: max(0, column + 1 - cells.count))
                cells[column] = cell
            case "row":
                if cells.isEmpty { return }
                rows.append(IncomingTable.Row(line: line, cells: cells))
                if rows.count > IncomingTable.mostRows + 1 { events.fault = IncomingTable.tooLong }
            default: break
            }
        }
        try events.read(file)
        return rows
    }

    private static func cell(_ text: String, _ type: String, _ strings: [String]) -> String {
        switch type {
        case "s": Int(text).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "n": number(text)
        case "b": text == "1" ? "true" : "false"
        default: text
        }
    }

    /// A number as people write it: a long serial that was stored as `1.2E+13` has all its digits.
    private static func number(_ text: String) -> String {
        guard text.contains(where: { "eE.".contains($0) }), let number = Double(text) else { return text }
        return number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }

    /// `BC12` as a column's place, from 0.
    private static func column(of reference: String) -> Int? {
        var column = 0
        for byte in reference.utf8.prefix(8) {
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { break }
            column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
        }
        return column > 0 ? column - 1 : nil
    }
}
