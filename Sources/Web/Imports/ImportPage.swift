import Delivery
import HTML
import Handbook
import Operations

/// Where a table comes in: as a file or pasted, to be looked at before anything is entered.
struct ImportPage: View {
    let columns: SheetColumns
    let recent: [ImportSheet]
    let token: String
    /// Why the last one could not be read, and what was pasted.
    var trouble: Text?
    var pasted = ""

    var title: Text {
        columns.isRegister
            ? Text("导入\(columns.procedure.title.zh)", "Import: \(columns.procedure.title.en)")
            : Text("批量提出派工单", "Raise many orders")
    }
    var section: Section { columns.isRegister ? .registers : .board }

    func write(on page: Page) {
        page.p("no") { page.a("name", .href(columns.home), say: columns.way) }
        page.h1 {
            page.say(title)
            for clause in columns.opening.clauses.prefix(2) { page.clause(clause) }
        }
        page.alert(trouble)
        page.section("sheet pad mine") {
            page.post("act", to: columns.path, token: token, Attribute("enctype", "multipart/form-data")) { form(on: page) }
        }
        help(on: page)
        recents(on: page)
    }

    private func form(on page: Page) {
        page.div("field") {
            page.label(nil, .for("f-file"), say: Text("文件：.xlsx 或 CSV（UTF-8、GB18030 均可）", "File: .xlsx or CSV (UTF-8 or GB18030)"))
            page.input(nil, .type("file"), .name("file"), .id("f-file"), Attribute("accept", ".xlsx,.csv,.txt,.tsv"))
        }
        page.div("field") {
            page.label(
                nil, .for("f-sheet"), say: Text("或从表格粘贴，首行为列名", "Or paste from a spreadsheet; the first row names the columns"))
            page.textarea(
                "import-text", .name("sheet"), .id("f-sheet"), Attribute("rows", "8"), Attribute("spellcheck", "false"),
                text: pasted)
        }
        page.div("buttons") {
            page.send(Text("先试，不录入", "Try it, enter nothing"))
            page.a(
                "btn q", .href("\(columns.path)?as=xlsx"), .flag("download"), say: Text("下载空表", "An empty sheet"))
        }
    }

    private func help(on page: Page) {
        page.h2(say: Text("列", "Columns"))
        page.div("sheet pad import-help") {
            page.p {
                for (index, field) in SheetColumns.offered(by: columns.opening).enumerated() {
                    if index > 0 { page.say("、", ", ") }
                    if field.mustBeTold { page.b(say: field.label) } else { page.say(field.label) }
                }
                if columns.takesTemplates {
                    page.say("、", ", ")
                    page.say(OrderTemplate.column)
                }
            }
            page.p(
                "help",
                say: Text(
                    "粗体必填。列的先后不拘，列名中英文均可；客户、局点等填编号或名称（须唯一），选项与区域填名称或编号，同一张表的行可互相引用、先后不拘，多个编号用顿号隔开，多段文字用分号，一组值用 * 连写（brd-10g*2）。",
                    "Bold ones must be given. Columns may come in any order, by their Chinese or English name; customers and sites by code or by a name that only one bears, choices and regions by name or code, rows may refer to each other in any order, several codes parted by commas and several texts by semicolons, a group joined by * (brd-10g*2)."
                ))
            page.p(
                "help",
                say: columns.isRegister
                    ? Text(
                        "编号已有的行按表修改该条目，空格保留原值；编号未有的行新增。最多 \(IncomingTable.mostRows) 行、\(IncomingTable.mostBytes >> 20) MB。",
                        "A row whose code stands already amends that entry and leaves alone what it leaves empty; others are entered. At most \(IncomingTable.mostRows) rows and \(IncomingTable.mostBytes >> 20) MB."
                    )
                    : Text(
                        "“模板”列填编号，空的列由模板补上。最多 \(IncomingTable.mostRows) 行。",
                        "A column “Template” takes a code, which fills what is left empty. At most \(IncomingTable.mostRows) rows.")
            )
        }
    }

    private func recents(on page: Page) {
        if recent.isEmpty { return }
        page.h2(say: Text("我最近的表", "My latest sheets"))
        page.ul("sheet ruled refs") {
            for sheet in recent {
                page.li {
                    page.a("name", .href(sheet.path), say: sheet.called)
                    page.instant(sheet.at)
                    for (text, state) in sheet.standings { page.tag(text, state) }
                }
            }
        }
    }
}

extension SheetColumns {
    var takesTemplates: Bool { procedure.kind == DispatchOrder.kind }
    /// The page at which such tables come in, and the one that it belongs to.
    var path: String { "/import/\(procedure.kind)" }
    var home: String { isRegister ? "/registers/\(procedure.kind)" : "/board" }
    var way: Text {
        isRegister ? Text("← \(procedure.title.zh)", "← \(procedure.title.en)") : Text("← 回到看板", "← Back to the board")
    }
}

extension Field {
    /// Whether a cell must say it: what isn't ticked is not so, and a list may be empty.
    fileprivate var mustBeTold: Bool {
        switch kind {
        case .flag: false
        case .list: !isOptional && bounds.lowerBound > 0
        default: !isOptional
        }
    }
}

extension ImportSheet {
    /// What the sheet is called: by its file, or as pasted.
    var called: Text { name.isEmpty ? Text("粘贴的表", "A pasted sheet") : Text(name, name) }

    /// How many rows stand where, in words, the pressing ones first.
    var standings: [(Text, TimeLeft.State?)] {
        let isRegister = Procedures.declared[kind]?.table != nil
        let all: [(Int, Text, TimeLeft.State?)] = [
            (count(.wrong), Text("\(count(.wrong)) 行有误", "\(count(.wrong)) wrong"), .late),
            (
                count(.fresh),
                isRegister
                    ? Text("可新增 \(count(.fresh)) 行", "\(count(.fresh)) to enter")
                    : Text("可提出 \(count(.fresh)) 行", "\(count(.fresh)) can be raised"), nil
            ),
            (count(.amended), Text("可修改 \(count(.amended)) 行", "\(count(.amended)) to amend"), nil),
            (count(.same), Text("\(count(.same)) 行无变化", "\(count(.same)) unchanged"), nil),
            (
                count(.taken),
                isRegister
                    ? Text("已录入 \(count(.taken)) 行", "\(count(.taken)) taken")
                    : Text("已提出 \(count(.taken)) 张", "\(count(.taken)) raised"), .done
            ),
        ]
        return all.filter { $0.0 > 0 }.map { ($0.1, $0.2) }
    }
}
