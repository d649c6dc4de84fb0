import Handbook

/// What a sheet's columns mean to the register or procedure that it goes to.
package struct SheetColumns: Sendable {
    package let procedure: DeclaredProcedure
    /// What a row opens or enters, and what it amends where it names an entry that stands.
    package let opening: DeclaredActivity
    package let amending: DeclaredActivity?
    package let head: [String]
    /// A field for each column; nil where it is none, or only tells what a reference is called.
    package let fields: [Field?]
    /// The columns that nothing is made of, as they are called.
    package let unknown: [String]
    let template: Int?
    let code: Int?

    /// The columns of a sheet for a kind; throws `Missing` where nothing of that kind is taken from sheets.
    package init(_ head: [String], into kind: String) throws {
        guard let procedure = Procedures.declared[kind], let opening = procedure.openings.first else {
            throw Missing("没有“\(kind)”这一名册", "There is no register “\(kind)”")
        }
        self.procedure = procedure
        self.opening = opening
        self.head = head
        amending = procedure.table == nil ? nil : procedure.activity("amend")
        guard procedure.table == nil || amending != nil else {
            throw Missing("“\(procedure.title.zh)”不能由表格导入", "“\(procedure.title.en)” is not taken from sheets")
        }
        let offered = Self.offered(by: opening)
        let told = Set(offered.flatMap(Self.names(besides:)) + Self.asides)
        let takesTemplates = opening.fields.contains { $0.name == "type" } && procedure.table == nil
        var (fields, unknown, template): ([Field?], [String], Int?) = ([], [], nil)
        var taken: Set<String> = []
        for (index, title) in head.enumerated() {
            let field = offered.first { field in
                field.name.lowercased() == title.lowercased() || field.label.isNamed(title)
            }
            if let field, taken.insert(field.name).inserted {
                fields.append(field)
                continue
            }
            fields.append(nil)
            if takesTemplates, template == nil, OrderTemplate.column.isNamed(title) {
                template = index
            } else if !told.contains(title.lowercased()) {
                unknown.append(title.isEmpty ? "（\(index + 1)）" : title)
            }
        }
        self.fields = fields
        self.unknown = unknown
        self.template = template
        code = procedure.table == nil ? nil : fields.firstIndex { $0?.name == "code" }
    }

    /// Whether the rows are entries of a register.
    package var isRegister: Bool { procedure.table != nil }

    /// The fields that a sheet can give.
    package static func offered(by activity: DeclaredActivity) -> [Field] { activity.fields.filter(\.kind.fitsCell) }

    /// Whether each row can be read: every column is known, and none is lacking that the whole register needs.
    package var areWhole: Bool { unknown.isEmpty && (procedure.table == nil || code != nil) }

    /// What stands against a row whose template is none.
    func unknownTemplate(of row: SheetRow, _ templates: [OrderTemplate]) -> SheetRow.Fault? {
        guard let template else { return nil }
        let named = row.cells[template].trimmed
        if named.isEmpty || templates.called(named) != nil { return nil }
        let shown = named.prefix(60)
        let codes = templates.filter { $0.name == named }.map(\.code)
        if !codes.isEmpty {
            return SheetRow.Fault(
                column: template,
                text: Text(
                    "名为“\(shown)”的模板不止一个，请填编号：\(codes.joined(separator: "、"))",
                    "More than one template is called “\(shown)”, so give the code: \(codes.joined(separator: ", "))"))
        }
        return SheetRow.Fault(column: template, text: Text("没有“\(shown)”这一模板", "There is no template “\(shown)”"))
    }

    /// What a row says, in the shape that the desk checks; what it leaves empty is not said.
    func input(of row: SheetRow, _ reading: CellReading, _ templates: [OrderTemplate]) -> [String: Value] {
        let named = template.map { row.cells[$0].trimmed }
        var input = named.flatMap { templates.called($0) }?.input ?? [:]
        for (field, cell) in zip(fields, row.cells) {
            guard let field, !cell.trimmed.isEmpty else { continue }
            input[field.name] = reading.value(of: cell.trimmed, field.kind)
        }
        return input
    }

    /// The column that gives a field, whose path may lead into it: `spares[1].part`.
    func column(of path: String?) -> Int? {
        guard let path else { return nil }
        let name = String(path.prefix { $0 != "." && $0 != "[" })
        return fields.firstIndex { $0?.name == name }
    }

    /// What an export writes beside a field, which coming back says nothing.
    private static func names(besides field: Field) -> [String] {
        guard case .reference = field.kind else { return [] }
        return ["\(field.label.zh) 名称", "\(field.label.en) name"].map { $0.lowercased() }
    }

    private static let asides = ["状态", "standing", "错误", "errors"]
}

extension OrderTemplate {
    /// The column of a sheet that names a template.
    package static let column = Text("模板", "Template")
}

extension [OrderTemplate] {
    /// The template of a code, or the only one of a name.
    fileprivate func called(_ name: String) -> OrderTemplate? {
        if let coded = first(where: { $0.code == name }) { return coded }
        let named = filter { $0.name == name }
        return named.count == 1 ? named[0] : nil
    }
}
