import Handbook
import Operations

/// A sheet that was pasted from a spreadsheet or typed as comma-separated values: a head, then one row for each order.
struct PastedSheet {
    let head: [String]
    let rows: [Row]

    /// One row, with its place in the sheet as people count it.
    struct Row {
        let line: Int
        let cells: [String]
    }

    /// The most rows that are taken at once.
    static let mostRows = 200

    /// Reads it: tabs part the cells where the head has one, commas otherwise; quotation marks keep what they hold together.
    init(_ text: String) {
        let first = text.prefix { $0 != "\n" && $0 != "\r\n" && $0 != "\r" }
        let lines = Self.lines(of: text, parting: first.contains("\t") ? "\t" : ",")
        head = lines.first?.cells.map(\.trimmed) ?? []
        rows = Array(lines.dropFirst())
    }

    private static func lines(of text: String, parting separator: Character) -> [Row] {
        var lines: [Row] = []
        var cells: [String] = []
        var cell = ""
        var isQuoted = false
        var (line, start) = (1, 1)
        func isEmpty(_ cells: [String]) -> Bool { cells.allSatisfy { $0.trimmed.isEmpty } }
        var rest = Substring(text)
        while let character = rest.popFirst() {
            let isEnd = character == "\n" || character == "\r\n" || character == "\r"
            if isEnd { line += 1 }
            if isQuoted {
                if character != "\"" {
                    cell.append(isEnd ? "\n" : character)
                } else if rest.first == "\"" {
                    cell.append(rest.removeFirst())
                } else {
                    isQuoted = false
                }
            } else if character == "\"", cell.isEmpty {
                isQuoted = true
            } else if character == separator {
                cells.append(cell)
                cell = ""
            } else if isEnd {
                cells.append(cell)
                if !isEmpty(cells) { lines.append(Row(line: start, cells: cells)) }
                (cells, cell, start) = ([], "", line)
            } else {
                cell.append(character)
            }
        }
        cells.append(cell)
        if !isEmpty(cells) { lines.append(Row(line: start, cells: cells)) }
        return lines
    }
}

extension PastedSheet {
    /// The columns as fields of an activity, by label or name; nil for one that is none of them.
    func columns(of fields: [Field]) -> [Field?] {
        head.map { title in
            fields.first { [$0.name, $0.label.zh, $0.label.en].contains { $0.lowercased() == title.lowercased() } }
        }
    }

    /// Whether a column names templates.
    static func isTemplate(_ title: String) -> Bool { ["模板", "template"].contains(title.lowercased()) }

    /// What a row says, in the shape that the desk checks: choices by name or label, several values parted by a comma, 、 or a blank.
    ///
    /// What a row leaves empty comes from the template that it names; a code that is none is left for the desk to refuse.
    func input(_ row: Row, _ columns: [Field?], _ templates: [OrderTemplate]) -> [String: Value] {
        let code = head.firstIndex(where: Self.isTemplate).flatMap { row.cells.indices.contains($0) ? row.cells[$0].trimmed : nil }
        var input = templates.first { $0.code == code }?.input ?? [:]
        for (field, cell) in zip(columns, row.cells) {
            guard let field, !cell.trimmed.isEmpty else { continue }
            input[field.name] = Self.value(of: cell.trimmed, field.kind)
        }
        return input
    }

    private static func value(of cell: String, _ kind: FieldKind) -> Value {
        switch kind {
        case .choice(let options):
            return .text(options.first { $0.label.zh == cell || $0.label.en.lowercased() == cell.lowercased() }?.id ?? cell)
        case .list(let element):
            let parts = cell.split { ",，、;；\n ".contains($0) }.map(String.init)
            return .list(parts.map { value(of: $0, element) })
        case .form(let fields):
            // `brd-10g*2`: what it refers to, and how many.
            let halves = cell.split(separator: "*", maxSplits: 1).map { String($0).trimmed }
            let told = fields.filter { field in
                switch field.kind {
                case .reference, .whole: true
                default: false
                }
            }
            return .object(Dictionary(zip(told.map(\.name), halves.map { .text($0) })) { first, _ in first })
        default: return .text(cell)
        }
    }
}
