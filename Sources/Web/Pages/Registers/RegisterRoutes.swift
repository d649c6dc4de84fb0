import Delivery
import Handbook
import Hummingbird
import NIOCore
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
        let list = try await desk.register(query, for: guest.person)
        let subject = list.title(of: query.reference)
        let mayEnter = list.procedure.openings.first.map { guest.takes($0) } ?? false
        return show(
            RegisterPage(list: list, query: query, edition: edition, subject: subject, mayEnter: mayEnter), to: visit)
    }

    /// A register as a sheet, page by page as it is read, so that its size costs no memory.
    func exportRegister(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        var query = try registerQuery(request, visit)
        query.isWhole = true
        query.limit = 200
        query.after = nil
        let desk = desk
        let first = try await desk.register(query, for: guest.person)
        let sheet = RegisterSheet(procedure: first.procedure, fields: first.fields, edition: edition, language: visit.language)
        let day = edition.time.day(of: desk.now()).iso
        let asked = query
        return Response(
            status: .ok, headers: .download("\(query.kind)-\(day).csv", type: CommaTable.mediaType),
            body: ResponseBody { writer in
                try await writer.write(ByteBuffer(bytes: CommaTable.mark))
                try await writer.write(ByteBuffer(string: sheet.head))
                var page = first
                var query = asked
                while true {
                    try await writer.write(ByteBuffer(string: page.rows.map { sheet.line($0, page.titles) }.joined()))
                    guard let next = page.next else { break }
                    query.after = next
                    page = try await desk.register(query, for: guest.person)
                }
                try await writer.finish(nil)
            })
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
        let entry = try await desk.entry(number, for: guest.person, before: Asked(request)["before"].flatMap { Int($0) })
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
