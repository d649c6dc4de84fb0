import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `The stock` {
    @Test(arguments: WebHouse.databases)
    func `tells what is in the store, what is out, what is owed, and that the books are even`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.swapBoard()
        let desk = house.house.desk
        let stock = try await desk.stock(StockQuery(), for: "qian-store")
        #expect(stock.store?.code == "sh-main")
        #expect(stock.balances.rows.map { "\($0.part) \($0.quantity)/\($0.pieces)" } == ["fan-18 1/1", "fibre-3m 20/0"])
        #expect(stock.out.rows.map { "\($0.serial) \($0.engineer ?? "")" } == ["B-NEW-2 张伟"])
        #expect(stock.out.rows.first?.since == house.house.clock.now)
        #expect(stock.debts.rows.map(\.serial) == ["B-OLD-1"])
        #expect(stock.debts.rows.first?.price == 1_200_000)
        // Another region sees neither the store nor the orders.
        let other = try await desk.stock(StockQuery(), for: "ma-jun")
        #expect(other.stores.isEmpty && other.out.rows.isEmpty && other.debts.rows.isEmpty)

        let part = try await desk.part("brd-10g", for: "qian-store")
        #expect(part.sum == 0)
        #expect(part.moves.map { "\($0.serial) \($0.from) \($0.to)" }.first == "B-NEW-1 order:DO-2026-000001 site:pudong-dc")
        #expect(part.moves.count == 5)
        let piece = try await desk.part("brd-10g", serial: "B-NEW-2", for: "qian-store")
        #expect(piece.moves.map(\.to) == ["order:DO-2026-000001", "warehouse:sh-main"])
        #expect(piece.places.map(\.account) == ["order:DO-2026-000001"])
        #expect(try await desk.part("brd-10g", for: "ma-jun").moves.isEmpty)

        let proof = try await desk.stockProof()
        #expect(proof.sum == 0 && proof.faults.isEmpty)
        #expect(proof.sums.first { $0.account == "outside" }?.quantity == -23)
        try await house.house.remove()
    }

    @Test func `prints slips and picking lists on three-part paper, its copies named, head and page number on each page`()
        async throws
    {
        let house = try await WebHouse()
        try await house.swapBoard()
        let lines: [Value] = (1...30).map { ["part": "brd-10g", "serial": .text("B-BULK-\($0)")] }
        try await house.house.desk.perform(
            Submission(
                by: "qian-store", .at(number: "warehouse:sh-main"), "open-balance", ["lines": .list(lines), "purpose": "到货"]))
        let position = try await house.house.desk.reading(of: "warehouse:sh-main", for: "qian-store").header.headPosition
        try await house.serve { client in
            let cookie = try await house.signIn("qian-store", client)
            func pdf(_ path: String) async throws -> [UInt8] {
                let answer = try await client.execute(uri: path, method: .get, headers: .signedIn(cookie))
                #expect(answer.status == .ok && answer.headers[.contentType] == "application/pdf")
                return Array(buffer: answer.body)
            }
            let slip = "/stock/slips/warehouse:sh-main/\(position)"
            let shown = try await house.page("\(slip)?paper=three", for: "qian-store", client).text
            #expect(shown.contains("入库单") && shown.contains("第一联（白）存根") && shown.contains("第三联（黄）交料人"))
            #expect(shown.contains("A4 纸") && shown.contains("?paper=three&amp;as=pdf"))
            let bulk = try await pdf("\(slip)?paper=three&as=pdf")
            let size = try await PDFTool.read(bulk, "pdfinfo", ["-"])
            // 241 × 140 mm in points.
            #expect(size.contains("683.15 x 396.85 pts"), "\(size)")
            let pages = try await PDFTool.read(bulk, "pdftotext", ["-layout", "-", "-"]).split(separator: "\u{0C}").map(String.init)
            #expect(pages.count > 1)
            for (index, page) in pages.enumerated() {
                #expect(
                    page.contains("入库单") && page.contains("第二联（红）财务")
                        && page.filter { !$0.isWhitespace }.contains("\(index + 1)/\(pages.count)"))
            }
            #expect(pages.last?.contains("B-BULK-30") == true)

            let list = "/cases/DO-2026-000001/papers/picking-list/1"
            #expect(try await house.page(list, for: "qian-store", client).text.contains("\(list)?paper=three"))
            let picked = try await PDFTool.read(try await pdf("\(list).pdf?paper=three"), "pdftotext", ["-layout", "-", "-"])
            #expect(picked.contains("领料单") && picked.contains("B-NEW-1") && picked.contains("第三联（黄）领料人"))
            // What the store doesn't put out has no such form.
            let sheet = "/cases/DO-2026-000001/papers/dispatch-order/1"
            let other = try await house.page("\(sheet)?paper=three", for: "li-manager", client)
            #expect(other.status == .ok && !other.text.contains("第一联") && !other.text.contains("三联纸"))
        }
    }

    @Test func `leads from a slip back to where it was booked, on whatever paper it is shown`() async throws {
        let house = try await WebHouse()
        try await house.swapBoard()
        let opening = try await house.house.desk.reading(of: "warehouse:sh-main", for: "qian-store").header.headPosition
        try await house.serve { client in
            for (number, position) in [("DO-2026-000001", 3), ("warehouse:sh-main", opening)] {
                for paper in ["", "?paper=three"] {
                    let slip = try await house.page("/stock/slips/\(number)/\(position)\(paper)", for: "qian-store", client)
                    let leadsBack = slip.text.contains("<a href=\"/cases/\(number)\">← \(number)</a>")
                    #expect(slip.status == .ok && leadsBack, "\(number)\(paper)")
                }
            }
        }
    }

    @Test func `marks what is overdue, finds a piece by its serial, and prints a slip`() async throws {
        let house = try await WebHouse()
        try await house.swapBoard()
        let later = try #require(house.front.desk.editions.current.time.instant(parsing: "2026-06-20 09:00"))
        house.house.clock.set(later)
        try await house.serve { client in
            let page = try await house.page("/parts", for: "qian-store", client).text
            #expect(page.contains("逾期") && page.contains("12.2.5(c)"))
            let cookie = try await house.signIn("qian-store", client)
            let found = try await client.execute(uri: "/parts?q=B-NEW-2", method: .get, headers: .signedIn(cookie))
            #expect(found.headers[.location] == "/parts/brd-10g?serial=B-NEW-2")
            let slip = try await house.page("/stock/slips/DO-2026-000001/3", for: "qian-store", client)
            #expect(slip.text.contains("B-NEW-1") && slip.text.contains("B-NEW-2") && slip.text.contains("领料人"))
            #expect(slip.text.contains("出库单") && slip.text.contains("/stock/slips/DO-2026-000001/3?paper=three"))
            #expect(try await house.page("/stock/slips/DO-2026-000001/3", for: "ma-jun", client).status == .notFound)
            #expect(try await house.page("/parts", for: "gu-customer", client).status == .notFound)
            #expect(try await house.page("/stock/proof", for: "wang-desk", client).status == .notFound)
            #expect(try await house.page("/stock/proof", for: "qian-store", client).text.contains("账平"))
        }
    }
}
