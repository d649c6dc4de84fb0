import Delivery
import Handbook
import Operations

/// A register as a sheet of comma-separated values: codes as they are imported, and beside each reference what it is called.
struct RegisterSheet: Sendable {
    let procedure: DeclaredProcedure
    let fields: [Field]
    let edition: Edition
    let language: Language

    private var table: CommaTable { CommaTable(time: edition.time) }

    /// The first line.
    var head: String {
        var heads = [procedure.entryFields.first?.label ?? Text("编号", "Code"), Text("状态", "Standing")]
        for field in fields {
            heads.append(field.label)
            if case .reference = field.kind { heads.append(Text("\(field.label.zh) 名称", "\(field.label.en) name")) }
        }
        return table.line(heads.map { .text($0.text(in: language)) })
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
        return table.line(cells.map { .text($0) })
    }
}
