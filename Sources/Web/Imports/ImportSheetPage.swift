import HTML
import Handbook
import Operations

/// A sheet that came in, before and while it goes through the door: which rows are wrong and why, to be mended here, and what the others would do.
struct ImportSheetPage: View {
    let sheet: ImportSheet
    let columns: SheetColumns
    let wrong: [SheetRow]
    let ready: [SheetRow]
    let taken: [SheetRow]
    let token: String
    /// Whether the columns that are none shall be left out.
    var ignores = false
    /// Whether it was told to go on by itself.
    var goesOn = false
    var trouble: Text?

    /// The most rows of each sort that a page shows.
    static let mostShown = 20

    var title: Text { Text("\(columns.verbs.zh)：\(sheet.called.zh)", "\(columns.verbs.en): \(sheet.called.en)") }
    var section: Section { columns.isRegister ? .registers : .board }

    private var readyCount: Int { sheet.count(.fresh, .amended) }
    private var isTakable: Bool { readyCount > 0 && !columns.lacksCode }

    func write(on page: Page) {
        page.p("no") { page.a("name", .href(columns.path), say: Text("← 换一张表", "← Another sheet")) }
        page.h1(say: title)
        page.p("import-counts", Attribute("role", "status")) {
            for (text, state) in sheet.standings {
                page.tag(text, state)
                page.text(" ")
            }
        }
        page.alert(trouble)
        troubles(on: page)
        if sheet.count(.wrong) > 0 { mend(on: page) }
        if isTakable { take(on: page) }
        if !taken.isEmpty { done(on: page) }
    }

    private func troubles(on page: Page) {
        if columns.lacksCode {
            page.alert(Text("缺少“编号”列，无法录入", "There is no column “Code”, so nothing can be entered"))
        }
        if columns.unknown.isEmpty { return }
        page.div("trouble", Attribute("role", "alert")) {
            page.p(
                say: Text(
                    "认不出的列：\(columns.unknown.joined(separator: "、"))",
                    "Columns that are none: \(columns.unknown.joined(separator: ", "))"))
        }
    }

    private func mend(on page: Page) {
        page.heading(Text("有误的行", "Rows that are wrong"), sheet.count(.wrong), id: "wrong") {
            page.a("add", .href("\(sheet.path)?as=xlsx"), .flag("download"), say: Text("下载这些行", "Download these rows"))
        }
        page.post("import-mend", to: sheet.path, token: token, Attribute("novalidate", "")) {
            page.ol("sheet ruled") { for row in wrong { page.li(nil, .id("r-\(row.line)")) { write(wrong: row, on: page) } } }
            if sheet.count(.wrong) > wrong.count {
                page.p(
                    "help",
                    say: Text(
                        "这里是前 \(wrong.count) 行；可下载全部有误的行，改好后再上传。",
                        "These are the first \(wrong.count). All can be downloaded, mended and sent again."))
            }
            page.div("buttons") { page.send(Text("改好，再试", "Mended: try again"), name: "_do", value: "mend") }
        }
    }

    private func write(wrong row: SheetRow, on page: Page) {
        page.p {
            page.span("no", say: Text("第 \(row.line) 行", "line \(row.line)"))
            page.text(" ")
            page.tag(Text("✗ 有误", "✗ wrong"), .late)
            page.text(" ")
            page.text(Self.words(of: row))
        }
        let places = Set(row.faults.compactMap(\.column)).sorted()
        for fault in row.faults where fault.column == nil { page.p("err") { sentence(fault, on: page) } }
        let shown = places.isEmpty ? columns.fields.indices.filter { columns.fields[$0] != nil } : places
        page.div("import-cells") { for column in shown { input(row, column, on: page) } }
    }

    private func input(_ row: SheetRow, _ column: Int, on page: Page) {
        let name = "r\(row.line).\(column)"
        let faults = row.faults.filter { $0.column == column }
        page.div(nil, .style(faults.isEmpty ? "field" : "field bad")) {
            page.label(nil, .for(name)) {
                if let field = columns.fields[column] { page.say(field.label) } else { page.text(columns.head[column]) }
            }
            let invalid = faults.isEmpty ? nil : Attribute("aria-invalid", "true")
            let described = faults.isEmpty ? nil : Attribute("aria-describedby", "e-\(name)")
            let cell = row.cells[column]
            // A line of text would lose the line ends that stand in it.
            if cell.contains(where: \.isNewline) || columns.fields[column]?.kind.hasLines ?? false {
                // What follows the tag is left out where it is a line end.
                let text = cell.first?.isNewline ?? false ? "\n\(cell)" : cell
                page.textarea(nil, .name(name), .id(name), Attribute("rows", "3"), invalid, described, text: text)
            } else {
                page.input(
                    nil, .type("text"), .name(name), .id(name), .value(cell), Attribute("autocomplete", "off"), invalid,
                    described)
            }
            if !faults.isEmpty {
                page.div(nil, .id("e-\(name)")) { for fault in faults { page.p("err") { sentence(fault, on: page) } } }
            }
        }
    }

    private func sentence(_ fault: SheetRow.Fault, on page: Page) {
        page.say(fault.text)
        if let clause = fault.clause { page.clause(clause) }
    }

    private func take(on page: Page) {
        page.heading(columns.isRegister ? Text("将要录入的行", "Rows to be taken") : Text("将要提出的派工单", "Orders to be raised"), readyCount)
        page.post("import-take", to: sheet.path, token: token, goesOn ? Attribute("data-go-on", "") : nil) {
            if !columns.unknown.isEmpty {
                page.label("tickbox") {
                    page.input(
                        nil, .type("checkbox"), .name("ignore"), .value("yes"), .flag("checked", if: ignores), .flag("required"))
                    page.say(
                        "这些列不用：\(columns.unknown.joined(separator: "、"))", "Leave out: \(columns.unknown.joined(separator: ", "))")
                }
            }
            page.div("buttons") {
                page.send(
                    columns.isRegister
                        ? Text("录入这 \(readyCount) 行", "Take these \(readyCount) rows")
                        : Text("提出这 \(readyCount) 张", "Raise these \(readyCount)"), name: "_do", value: "take")
            }
        }
        page.ol("sheet ruled import-rows") { for row in ready { page.li { write(ready: row, on: page) } } }
        if readyCount > ready.count {
            page.p("help", say: Text("另有 \(readyCount - ready.count) 行。", "\(readyCount - ready.count) more."))
        }
    }

    private func write(ready row: SheetRow, on page: Page) {
        page.span("no", say: Text("第 \(row.line) 行", "line \(row.line)"))
        page.text(" ")
        guard row.standing == .amended else {
            page.tag(columns.isRegister ? Text("新增", "new") : Text("✓ 可提出", "✓ can be raised"))
            return page.text(" \(Self.words(of: row))")
        }
        page.tag(Text("修改", "amends"))
        page.text(" ")
        if let number = row.number { page.caseLink(number, CaseNumber.code(of: number)) }
        for change in row.changes {
            page.text("　")
            if let field = columns.fields[change.column] { page.say(field.label) }
            page.text(" ")
            page.s(text: change.before.isEmpty ? "—" : String(change.before.prefix(60)))
            page.text(" → ")
            page.b(text: String(row.cells[change.column].prefix(60)))
        }
    }

    private func done(on page: Page) {
        page.heading(columns.isRegister ? Text("已录入", "Taken") : Text("已提出", "Raised"), sheet.count(.taken))
        page.ol("sheet ruled import-rows") {
            for row in taken {
                page.li {
                    page.span("no", say: Text("第 \(row.line) 行", "line \(row.line)"))
                    page.text(" ")
                    if let number = row.number { page.caseLink(number, CaseNumber.code(of: number)) }
                    page.text(" \(Self.words(of: row))")
                }
            }
        }
    }

    /// What a row says, in one line.
    private static func words(of row: SheetRow) -> String {
        let words = row.cells.filter { !$0.trimmed.isEmpty }.map { $0.replacing("\n", with: " ") }.joined(separator: " · ")
        return words.count > 120 ? "\(words.prefix(120))…" : words
    }
}

extension FieldKind {
    /// Whether a cell of it may take several lines.
    fileprivate var hasLines: Bool {
        switch self {
        case .longText, .list: true
        default: false
        }
    }
}

extension SheetColumns {
    /// Whether an entry could not even be told from another.
    var lacksCode: Bool { isRegister && !fields.contains { $0?.name == "code" } }

    /// What is done with the sheet.
    fileprivate var verbs: Text {
        isRegister
            ? Text("导入\(procedure.title.zh)", "Import \(procedure.title.en.lowercased())") : Text("批量提出派工单", "Raise many orders")
    }
}
