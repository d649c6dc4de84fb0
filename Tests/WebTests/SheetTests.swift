import Delivery
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Lists that are taken away` {
    @Test(arguments: WebHouse.databases) func `hold what the page shows, to the end of the list, as text or as a workbook`(
        _ kind: Dialect
    ) async throws {
        let house = try await WebHouse(kind)
        for number in 1...60 {
            try await house.open(
                "device", "enter", by: "li-manager",
                [
                    "code": .text("SN-X-\(number)"), "model": "osn-1800", "customer": "hudian", "site": "pudong-dc",
                    "region": "shanghai",
                ])
        }
        try await house.serve { client in
            let text = try await house.page("/devices?as=csv&q=", for: "li-manager", client).text
            let lines = text.split(separator: "\r\n")
            #expect(lines.first == "\u{FEFF}序列号,型号,客户,局点,版本,维保")
            #expect(lines.count == 63 && lines.contains { $0.hasPrefix("SN-X-60,") && $0.contains("沪东电力公司") })
            // What one may not see one can't take away.
            let other = try await house.page("/devices?as=csv", for: "lu-customer", client).text
            #expect(!other.contains("SN-X") && other.contains("SN-OS-0003"))

            let cookie = try await house.signIn("li-manager", client)
            let answer = try await client.execute(uri: "/devices?as=xlsx", method: .get, headers: .signedIn(cookie))
            let table = try IncomingTable(file: Array(buffer: answer.body))
            #expect(table.head == ["序列号", "型号", "客户", "局点", "版本", "维保"] && table.rows.count == 62)
        }
    }

    @Test func `tell moments as dates and figures as numbers`() async throws {
        let house = try await WebHouse()
        try await house.play("01-a-fault-is-repaired.yaml")
        try await house.serve { client in
            let ledger = try await house.page("/parts/brd-10g?as=csv", for: "qian-store", client).text
            #expect(ledger.contains("时间,从,到,序列号,数量") && ledger.contains("2026-05-"))
            let stock = try await house.page("/parts?as=csv&list=after", for: "qian-store", client).text
            #expect(stock.contains("物料编码,名称,数量,其中有序列号") && stock.contains("fibre-3m,"))
        }
    }

    @Test(arguments: [
        ("/parts?as=csv&list=debts", "qian-store", "应还,部件"), ("/parts?as=csv&list=out", "qian-store", "工程师,部件"),
        ("/roster?as=csv&month=2026-05", "li-manager", "日期,"), ("/board?as=csv", "li-manager", "工程师,自,至,派工单"),
        ("/audit?as=csv", "feng-audit", "收到,单据"), ("/audit/departures?as=csv", "feng-audit", "何时,类别"),
        ("/audit/refusals?as=csv", "feng-audit", "何时,单据"), ("/audit/reads?as=csv", "feng-audit", "何时,何人"),
        ("/audit/downloads?as=csv", "feng-audit", "何时,何人"), ("/outbox?as=csv", "admin", "写于,收件人"),
        ("/editions?as=csv", "li-manager", "修订,施行日"), ("/cases.csv", "li-manager", "单号,类别"),
    ])
    func `are all of the house's lists`(_ path: String, _ person: String, _ head: String) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let browser = try await house.browser(of: person, client)
            try await browser.open(path)
            #expect(browser.status == .ok && browser.page.hasPrefix("\u{FEFF}\(head)"), "\(path): \(browser.page.prefix(200))")
            try await browser.open(path.replacing("csv", with: "xlsx"))
            #expect(browser.status == .ok)
        }
    }

    @Test func `are refused as the page is`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let engineer = try await house.browser(of: "zhang-wei", client)
            for path in ["/audit?as=csv", "/outbox?as=xlsx", "/board?as=csv"] {
                #expect(try await engineer.open(path) == .notFound)
            }
        }
    }
}
