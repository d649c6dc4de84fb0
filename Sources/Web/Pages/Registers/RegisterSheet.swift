import Handbook
import Operations

/// A register as a sheet of comma-separated values: codes as they are imported, and beside each reference what it is called.
struct RegisterSheet: Sendable {
    let procedure: DeclaredProcedure
    let fields: [Field]
    let edition: Edition
    let language: Language

    /// The first line; the mark before it tells spreadsheets that this is UTF-8.
    var head: String {
        var cells = [procedure.entryFields.first?.label.text(in: language) ?? "", Text("状态", "Standing").text(in: language)]
        for field in fields {
            cells.append(field.label.text(in: language))
            if case .reference = field.kind {
                cells.append("\(field.label.text(in: language)) \(Text("名称", "name").text(in: language))")
            }
        }
        return "\u{FEFF}" + line(cells)
    }

    /// An entry's line.
    func line(_ row: RegisterList.Row, _ titles: [String: String]) -> String {
        var cells = [row.code, (row.isActive ? Standing.active : .retired).name.text(in: language)]
        for field in fields {
            let value = row.values[field.name] ?? .null
            if case .reference = field.kind { cells.append(value.typed) }
            cells.append(
                FieldValue(kind: field.kind, value: value, titles: titles, edition: edition).plain(in: language, edition.time))
        }
        return line(cells)
    }

    private func line(_ cells: [String]) -> String { cells.map(Self.cell).joined(separator: ",") + "\r\n" }

    /// A cell, quoted where it must be; what a spreadsheet would take for a formula is told apart.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.first, "=@\t\r".contains(first) || ("+-".contains(first) && text.contains { $0.isLetter || $0 == "(" })
        {
            text = "'" + text
        }
        guard text.contains(where: { ",\"\r\n".contains($0) || $0.isNewline }) else { return text }
        return "\"\(text.replacing("\"", with: "\"\""))\""
    }
}
