import Delivery
import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// How many portions of a sheet go through the door in one request; the rest goes on with the next.
    private static let portionsAtOnce = 5

    private var imports: ImportShelf { ImportShelf(database: desk.database) }

    /// The form for a table, or an empty sheet with the columns' names to fill in.
    func showImport(_ request: Request, _ visit: Visit) async throws -> Response {
        let (guest, columns) = try importer(visit, [])
        if let format = Asked(request)["as"].flatMap(SheetFormat.init) {
            var heads = SheetColumns.offered(by: columns.opening).map { $0.label.text(in: visit.language) }
            if columns.takesTemplates { heads.append(OrderTemplate.column.text(in: visit.language)) }
            let sheet = OutgoingSheet(name: columns.procedure.kind, title: columns.procedure.title, heads: heads)
            return try await give(sheet, as: format, to: visit) { _ in }
        }
        return show(try await importPage(columns, guest), to: visit)
    }

    /// Reads a table, keeps it for its sender alone, and looks at every row; nothing is entered.
    func takeImport(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try importer(visit, []).guest
        let body = try await FormBody(request, visit)
        let file = body.files.first { $0.field == "file" }
        let table: IncomingTable
        do throws(TableFault) {
            if let file {
                table = try IncomingTable(file: file.bytes)
            } else {
                table = try IncomingTable(text: body["sheet"] ?? "")
            }
        } catch {
            var page = try await importPage(importer(visit, []).columns, guest)
            page.trouble = error.text
            page.pasted = file == nil ? body["sheet"] ?? "" : ""
            return show(page, to: visit, status: error.isTooLarge ? .contentTooLarge : .unprocessableContent)
        }
        let columns = try importer(visit, table.head).columns
        let (id, now) = (Secret.drawn().text, desk.now())
        try await imports.keep(
            id, of: guest.person, kind: columns.procedure.kind, name: file?.name ?? "", head: table.head, at: now,
            dropping: now.adding(hours: -24 * edition.limits.draftDays.value))
        let rows = table.rows.map { SheetRow(line: $0.line, cells: $0.cells) }
        try await imports.keep(try await desk.prove(rows, under: columns, for: guest.person), of: id)
        return .goOn(to: "\(columns.path)/\(id)")
    }

    /// A sheet as it stands, or its wrong rows with what is wrong, to be mended elsewhere.
    func showImportSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let (guest, columns, sheet) = try await importSheet(visit)
        if let format = Asked(request)["as"].flatMap(SheetFormat.init) {
            let out = OutgoingSheet(
                name: "\(columns.procedure.kind)-wrong", title: columns.procedure.title,
                heads: sheet.head + [Text("错误", "Errors").text(in: visit.language)])
            let (imports, language) = (imports, visit.language)
            return try await give(out, as: format, to: visit) { take in
                for portion in try await imports.portions(of: sheet.id, with: .wrong) {
                    try await take(
                        portion.rows.filter { $0.standing == .wrong }.map { row in
                            row.cells.map { .text($0) } + [
                                .text(row.faults.map { $0.text.text(in: language) }.joined(separator: "\n"))
                            ]
                        })
                }
            }
        }
        var page = try await importSheetPage(sheet, columns, guest)
        page.goesOn = Asked(request)["go"] != nil
        page.ignores = page.goesOn
        return show(page, to: visit)
    }

    /// Mends rows and looks at them anew, or takes what can be taken through the door, portion by portion.
    func workImportSheet(_ request: Request, _ visit: Visit) async throws -> Response {
        let (guest, columns, sheet) = try await importSheet(visit)
        let body = try await FormBody(request, visit)
        if body["_do"] == "mend" {
            try await mend(sheet, columns, body, guest)
            return .goOn(to: "\(sheet.path)#wrong")
        }
        guard body["_do"] == "take", !columns.lacksCode, columns.unknown.isEmpty || body["ignore"] == "yes" else {
            var page = try await importSheetPage(sheet, columns, guest)
            page.trouble = Text("请先确认认不出的列不用", "First say that the columns that are none may be left out")
            return show(page, to: visit, status: .unprocessableContent)
        }
        let all = columns.isRegister ? try await imports.portions(of: sheet.id).flatMap(\.rows) : []
        let outlook = SheetOutlook(all, under: columns)
        for portion in try await imports.portions(of: sheet.id, with: .fresh, atMost: Self.portionsAtOnce) {
            let rows = try await desk.take(
                portion.rows, under: columns, outlook, by: guest.person, key: "import:\(sheet.id)")
            try await imports.keep(rows, over: portion, of: sheet.id)
        }
        let left = try await imports.sheet(sheet.id, of: guest.person, kind: sheet.kind).count(.fresh, .amended)
        return .goOn(to: left > 0 ? "\(sheet.path)?go=on" : sheet.path)
    }

    /// Puts what was typed into its rows, and looks at the whole sheet anew: what is mended may let other rows pass.
    private func mend(_ sheet: ImportSheet, _ columns: SheetColumns, _ body: FormBody, _ guest: Guest) async throws {
        let typed = Dictionary(body.fields.map { ($0.name, $0.value) }) { first, _ in first }
        var rows = try await imports.portions(of: sheet.id).flatMap(\.rows)
        for row in rows.indices where rows[row].standing == .wrong {
            for column in sheet.head.indices {
                // A browser sends lines with ends of two signs.
                if let cell = typed["r\(rows[row].line).\(column)"]?.replacing("\r\n", with: "\n") {
                    rows[row].cells[column] = String(cell.prefix(IncomingTable.longestCell))
                }
            }
        }
        try await imports.keep(try await desk.prove(rows, under: columns, for: guest.person), of: sheet.id)
    }

    private func importPage(_ columns: SheetColumns, _ guest: Guest) async throws -> ImportPage {
        ImportPage(
            columns: columns, recent: try await imports.recent(of: guest.person, kind: columns.procedure.kind),
            token: guest.formToken)
    }

    private func importSheetPage(_ sheet: ImportSheet, _ columns: SheetColumns, _ guest: Guest) async throws -> ImportSheetPage {
        func rows(_ standing: SheetRow.Standing, _ isShown: (SheetRow) -> Bool) async throws -> [SheetRow] {
            let portions = try await imports.portions(of: sheet.id, with: standing, atMost: ImportSheetPage.mostShown)
            return Array(portions.flatMap(\.rows).filter(isShown).sorted { $0.line < $1.line }.prefix(ImportSheetPage.mostShown))
        }
        return ImportSheetPage(
            sheet: sheet, columns: columns, wrong: try await rows(.wrong) { $0.standing == .wrong },
            ready: try await rows(.fresh) { $0.standing.isReady }, taken: try await rows(.taken) { $0.standing == .taken },
            token: guest.formToken)
    }

    private func importSheet(_ visit: Visit) async throws -> (guest: Guest, columns: SheetColumns, sheet: ImportSheet) {
        let (guest, blank) = try importer(visit, [])
        let sheet = try await imports.sheet(try visit.part("sheet"), of: guest.person, kind: blank.procedure.kind)
        return (guest, try SheetColumns(sheet.head, into: sheet.kind), sheet)
    }

    /// Who may send a table in for a kind: those who keep the register, and for orders those who plan; to others there is no such page.
    private func importer(_ visit: Visit, _ head: [String]) throws -> (guest: Guest, columns: SheetColumns) {
        let guest = try visit.signedIn()
        let kind = try visit.part("kind")
        let columns = try SheetColumns(head, into: kind)
        guard guest.isStaff, guest.imports(columns) else { throw Missing("没有这一页", "There is no such page") }
        return (guest, columns)
    }
}

extension Guest {
    /// Whether the person may send in tables of this sort.
    func imports(_ columns: SheetColumns) -> Bool {
        columns.isRegister ? takes(columns.opening) : columns.procedure.kind == DispatchOrder.kind && plans
    }
}
