import Handbook

/// What a whole sheet brings into its register, whichever of its rows is looked at: its codes, and what they are called.
package struct SheetOutlook: Sendable {
    let kind: String
    /// The lines whose code stands in an earlier one already, with that line.
    let repeats: [Int: Int]
    /// The line that brings each code first.
    let lines: [String: Int]
    /// The codes that a name stands for in the sheet.
    let codes: [String: Set<String>]

    /// What a sheet's rows bring; nothing where they are no entries of a register.
    package init(_ rows: [SheetRow], under columns: SheetColumns) {
        kind = columns.procedure.kind
        let name = columns.fields.firstIndex { $0?.name == "name" }
        var (lines, repeats, codes): ([String: Int], [Int: Int], [String: Set<String>]) = ([:], [:], [:])
        for row in rows.sorted(by: { $0.line < $1.line }) {
            guard let code = columns.code(of: row) else { continue }
            if let earlier = lines[code] { repeats[row.line] = earlier } else { lines[code] = row.line }
            if let called = name.map({ row.cells[$0].trimmed }), !called.isEmpty { codes[called, default: []].insert(code) }
        }
        (self.lines, self.repeats, self.codes) = (lines, repeats, codes)
    }
}

extension SheetColumns {
    /// The code that a row names; nil where it names none.
    func code(of row: SheetRow) -> String? {
        code.map { row.cells[$0].trimmed }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
