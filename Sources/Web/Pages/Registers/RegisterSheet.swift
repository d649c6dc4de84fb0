import Delivery
import Handbook
import Operations

/// A register as a sheet: every field as it can come back by an import, and beside each reference what it is called.
struct RegisterSheet: Sendable {
    let procedure: DeclaredProcedure
    let fields: [Field]
    let edition: Edition
    let language: Language

    /// The columns' names.
    var heads: [String] {
        var heads = [procedure.entryFields.first?.label ?? Text("编号", "Code"), Text("状态", "Standing")]
        for field in fields {
            heads.append(field.label)
            if case .reference = field.kind { heads.append(Text("\(field.label.zh) 名称", "\(field.label.en) name")) }
        }
        return heads.map { $0.text(in: language) }
    }

    /// An entry's line.
    func cells(_ row: RegisterList.Row, _ titles: [String: String]) -> [Cell] {
        var cells: [Cell] = [.text(row.code), .text((row.isActive ? Standing.active : .retired).name.text(in: language))]
        let writing = CellWriting(edition: edition, language: language)
        for field in fields {
            let value = row.values[field.name] ?? .null
            cells.append(cell(value, field.kind, writing))
            if case .reference(let kind) = field.kind {
                cells.append(value.text.map { .text(titles["\(kind):\($0)"] ?? titles[$0] ?? "") } ?? .empty)
            }
        }
        return cells
    }

    private func cell(_ value: Value, _ kind: FieldKind, _ writing: CellWriting) -> Cell {
        switch (kind, value) {
        case (.instant, .integer(let milliseconds)): return .instant(Instant(milliseconds: milliseconds))
        case (.whole, .integer(let number)): return .number(Double(number))
        case (.money, .integer(let fen)): return .number(Double(fen) / 100)
        case (.decimal, .number(let number)): return .number(number)
        default:
            let text = writing.text(of: value, kind)
            return text.isEmpty ? .empty : .text(text)
        }
    }
}
