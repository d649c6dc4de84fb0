import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing
import Web

@Suite struct `Labels` {
    @Test func `bear a name, a barcode and the way to the page, for what the reader may see`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let page = try await house.page("/labels/device?n=SN-OSN-0001&n=SN-OSN-0002&n=SN-OS-0003", for: "li-manager", client)
                .text
            #expect(page.split(separator: "<article class=\"label\">").count == 3)
            #expect(page.contains("OSN 1800") && page.contains("aria-label=\"条码 SN-OSN-0001\"") && !page.contains("SN-OS-0003"))
            let part = try await house.page("/labels/part?n=brd-10g&serial=B-NEW-1&serial=B-NEW-2", for: "qian-store", client).text
            #expect(part.contains("条码 B-NEW-1") && part.contains("条码 B-NEW-2") && part.contains("10G 线路板"))
            let site = try await house.page("/labels/site?n=pudong-dc", for: "zhang-wei", client).text
            #expect(site.contains("条码 pudong-dc"))
            #expect(try await house.page("/labels/site?n=none", for: "zhang-wei", client).status == .notFound)
        }
    }
}
