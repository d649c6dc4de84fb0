import Handbook
import Hummingbird
import Operations

extension Front {
    /// The index of the registers.
    func showRegisters(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let counts = try await desk.registerCounts(for: guest.person)
        return show(
            RegistersPage(
                counts: Dictionary(counts.map { ($0.kind, $0.count) }) { first, _ in first }, edition: edition, guest: guest),
            to: visit)
    }

    /// One register, as it was asked for.
    func showRegister(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let query = try registerQuery(request, visit)
        if let format = Asked(request)["as"].flatMap(SheetFormat.init) { return try await give(query, as: format, guest, visit) }
        let list = try await desk.register(query, for: guest.person)
        let mayImport = (try? SheetColumns([], into: query.kind)).map { guest.isStaff && guest.imports($0) } ?? false
        return show(
            RegisterPage(
                list: list, query: query, edition: edition, subject: list.title(of: query.reference),
                mayEnter: list.procedure.openings.first.map { guest.takes($0) } ?? false, mayImport: mayImport,
                mayLabel: guest.isStaff), to: visit)
    }

    /// A register as a sheet that can come back, page by page as it is read, so that its size costs no memory.
    private func give(_ query: RegisterQuery, as format: SheetFormat, _ guest: Guest, _ visit: Visit) async throws -> Response {
        var query = query
        query.isWhole = true
        query.limit = 200
        query.after = nil
        let (desk, asked) = (desk, query)
        let first = try await desk.register(asked, for: guest.person)
        let sheet = RegisterSheet(procedure: first.procedure, fields: first.fields, edition: edition, language: visit.language)
        let out = OutgoingSheet(name: asked.kind, title: first.procedure.title, heads: sheet.heads)
        return try await give(out, as: format, to: visit) { take in
            var (page, query, rows) = (first, asked, 0)
            while true {
                try await take(page.rows.map { sheet.cells($0, page.titles) })
                rows += page.rows.count
                guard let next = page.next, rows < OutgoingSheet.mostRows else { return }
                query.after = next
                page = try await desk.register(query, for: guest.person)
            }
        }
    }

    private func registerQuery(_ request: Request, _ visit: Visit) throws -> RegisterQuery {
        let procedure = try DeclaredProcedure.register(try visit.part("kind"))
        var query = RegisterQuery(kind: procedure.kind)
        query.words = Asked(request)["q"] ?? ""
        query.isActive = Asked(request)["standing"] != "retired"
        query.region = Asked(request)["region"]
        query.after = Asked(request)["after"]
        for field in procedure.entryFields where query.reference == nil {
            if case .reference = field.kind, let code = Asked(request)[field.name] { query.reference = (field.name, code) }
        }
        return query
    }

    /// An entry of a register.
    func showEntry(of number: String, _ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let entry = try await desk.entry(number, for: guest.actor, before: Asked(request)["before"].flatMap { Int($0) })
        return show(EntryPage(entry: entry, guest: guest), to: visit)
    }
}

extension RegisterList {
    /// What the entry that a reference asks for is called, where the rows name it.
    fileprivate func title(of reference: (field: String, code: String)?) -> String? {
        guard let reference, let field = procedure.entryFields.first(where: { $0.name == reference.field }),
            case .reference(let kind) = field.kind
        else { return nil }
        return titles["\(kind):\(reference.code)"] ?? reference.code
    }
}
