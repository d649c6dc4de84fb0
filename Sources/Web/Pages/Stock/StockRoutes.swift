import Handbook
import Hummingbird
import Operations

extension Front {
    /// The stock: a store's balances, what is out, what is owed; a serial or part number that is typed leads to its ledger.
    func showStock(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        if let words = Asked(request)["q"] {
            if let path = try await ledger(of: words) { return .goOn(to: path) }
            var query = RegisterQuery(kind: Part.kind)
            query.words = words
            let found = try await desk.register(query, for: guest.person)
            if let only = found.rows.first, found.rows.count == 1 { return .goOn(to: "/parts/\(only.code.percentEncoded)") }
            return .goOn(to: "/registers/\(Part.kind)?q=\(words.percentEncoded)")
        }
        let (desk, edition) = (desk, edition)
        return try await show(request, visit) { asked in
            var query = StockQuery()
            query.store = asked["store"]
            query.after = asked["after"]
            query.outAfter = asked["out"]
            query.debtsAfter = asked["debts"]
            return StockPage(
                stock: try await desk.stock(query, for: guest.person), guest: guest, edition: edition,
                list: asked["list"].flatMap(StockPage.List.init) ?? .balances)
        }
    }

    /// The way to the ledger of a serial or a part number that is written in full.
    private func ledger(of words: String) async throws -> String? {
        if let part = try await desk.parts(withSerial: words).first {
            return "/parts/\(part.percentEncoded)?serial=\(words.percentEncoded)"
        }
        let isPart = try await desk.database.read { session in try Part.find(ID(words), in: session) != nil }
        return isPart ? "/parts/\(words.percentEncoded)" : nil
    }

    /// A part's places and its ledger.
    func showPart(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let (desk, part) = (desk, try visit.part("part"))
        return try await show(request, visit) { asked in
            PartPage(
                reading: try await desk.part(part, serial: asked["serial"], before: asked.whole("before"), for: guest.person))
        }
    }

    /// The slip of one booking, for print on sheets or on three-part paper; as PDF for the latter.
    func showSlip(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        guard let position = Int(try visit.part("position")) else { throw Missing("没有这张单", "There is no such slip") }
        let slip = try await desk.slip(of: try visit.part("number"), at: position, for: guest.person)
        let asked = Asked(request)
        let page = SlipPage(slip: slip, edition: edition, isThreePart: PrintPaper(asked) == .three)
        guard asked["as"] == "pdf" else { return show(page, to: visit) }
        let name = page.title.text(in: visit.language)
        return try await give(name, to: visit) { styles in
            page.three(in: visit.language).document(name, visit.language, edition.time, styles: styles)
        }
    }

    /// The proof that the whole ledger adds up.
    func showStockProof(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        guard guest.holds(.storekeeper, .procurement, .management, .auditor, .administrator) else {
            throw Missing("没有这一页", "There is no such page")
        }
        return show(StockProofPage(proof: try await desk.stockProof()), to: visit)
    }

    /// Who asks, where they work here; for customers there is no such page.
    func staff(_ visit: Visit) throws -> Guest {
        let guest = try visit.signedIn()
        guard guest.isStaff else { throw Missing("没有这一页", "There is no such page") }
        return guest
    }
}
