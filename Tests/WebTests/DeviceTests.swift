import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `The installed base` {
    @Test(arguments: WebHouse.databases)
    func `A customer finds their own devices, and nobody else's`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            #expect(try await house.page("/devices/SN-OSN-0001", for: "gu-customer", client).status == .ok)
            #expect(try await house.page("/devices/SN-OSN-0001", for: "lu-customer", client).status == .notFound)
            let list = try await house.page("/devices", for: "lu-customer", client).text
            #expect(list.contains("SN-OS-0003") && !list.contains("SN-OSN-"))
            let sought = try await house.page("/devices?q=OSN", for: "lu-customer", client).text
            #expect(!sought.contains("SN-OSN-"))
            #expect(try await house.page("/devices?customer=hudian", for: "lu-customer", client).text.contains("SN-OSN-") == false)
            // A board's serial leads to the device in which it sits, for those who may see it.
            let cookie = try await house.signIn("gu-customer", client)
            let board = try await client.execute(uri: "/devices/B-OLD-1", method: .get, headers: .signedIn(cookie))
            #expect(board.headers[.location] == "/devices/SN-OSN-0001#board-B-OLD-1")
            #expect(try await house.page("/devices/B-OLD-1", for: "lu-customer", client).status == .notFound)
        }
    }

    @Test func `A serial with a slash has its page, and reporting a fault begins with it`() async throws {
        let house = try await WebHouse()
        try await house.open(
            "device", "enter", by: "li-manager",
            ["code": "SN/7_A.1", "model": "osn-1800", "customer": "hudian", "site": "pudong-dc", "region": "shanghai"])
        try await house.serve { client in
            let page = try await house.page("/devices/SN%2F7_A.1", for: "wang-desk", client)
            #expect(page.status == .ok && page.text.contains("/new/SR/receive?serial=SN%2F7_A.1"))
            let form = try await house.page("/new/SR/receive?serial=SN%2F7_A.1", for: "wang-desk", client).text
            #expect(form.contains("value=\"SN/7_A.1\""))
            // Who may not report one is not offered to.
            #expect(try await !house.page("/devices/SN%2F7_A.1", for: "qian-store", client).text.contains("/new/SR/"))
        }
    }

    @Test(arguments: WebHouse.databases)
    func `The list tells and asks by what a device is covered`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        func serials(_ cover: DeviceCover.State) async throws -> [String] {
            var query = DeviceQuery()
            query.cover = cover
            return try await house.house.desk.devices(query, for: "wu-service").rows.map(\.serial)
        }
        #expect(try await serials(.contract) == ["SN-OSN-0001", "SN-OSN-0002"])
        #expect(try await serials(.uncovered) == ["SN-OS-0003"])
        try await house.act("retire", on: "contract:ct-hudian", by: "zhou-sales", ["reason": "终止"])
        #expect(try await serials(.warranty) == ["SN-OSN-0001"])
        var query = DeviceQuery()
        query.family = "storage"
        #expect(try await house.house.desk.devices(query, for: "wu-service").rows.map(\.serial) == ["SN-OS-0003"])
        #expect(try await house.house.desk.devices(query, for: "li-manager").rows.isEmpty)
        query = DeviceQuery()
        query.limit = 1
        let first = try await house.house.desk.devices(query, for: "li-manager")
        query.after = first.next
        #expect(first.rows.map(\.serial) == ["SN-OSN-0001"])
        #expect(try await house.house.desk.devices(query, for: "li-manager").rows.map(\.serial) == ["SN-OSN-0002"])
        try await house.house.remove()
    }

    @Test(arguments: WebHouse.databases)
    func `Its life tells faults, visits and swaps, and why the new board is covered until its day`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.swapBoard()
        let device = try await house.house.desk.device("SN-OSN-0001", for: "li-manager")
        #expect(device.openCases.map(\.number).sorted() == ["DO-2026-000001", "SR-2026-000001"])
        #expect(Set(device.events.map(\.kind)) == [.entered, .fault, .order, .arrived, .swapped])
        #expect(device.cover.contract?.code == "ct-hudian")
        // What a contract names itself goes before what it covers by its site.
        let other = try await house.house.desk.device("SN-OSN-0002", for: "li-manager")
        #expect(other.cover.contract?.code == "ct-hudian-plus")
        try await house.act(
            "refresh-device", on: "device:SN-OSN-0001", by: "li-manager",
            [
                "order": "DO-2026-000001",
                "swaps": [
                    ["part": "brd-10g", "oldSerial": "B-OLD-1", "newSerial": "B-NEW-1", "slot": "3", "coverUntil": "2026-12-31"]
                ],
            ])
        let board = try #require(try await house.house.desk.device("SN-OSN-0001", for: "li-manager").boards.first)
        #expect(board.board.serial == "B-NEW-1")
        #expect(board.reasons.count == 3 && board.reasons.allSatisfy { $0.clause == "12.2.3(f)" })
        try await house.house.remove()
    }
}

extension WebHouse {
    /// Gu Ming's fault in Pudong, and Zhang Wei on site with the board swapped; the old one stays, the second spare is out.
    func swapBoard() async throws {
        try await open("SR", "receive", by: "gu-customer", ["description": "链路中断", "serial": "SN-OSN-0001"])
        let order = try await open(
            "DO", "raise", by: "zhang-wei",
            [
                "type": "repair", "site": "pudong-dc", "work": "换板", "devices": ["SN-OSN-0001"],
                "spares": [["part": "brd-10g", "quantity": 2]],
            ])
        try await act("confirm-spares", on: order, by: "li-manager")
        try await act(
            "issue-spares", on: order, by: "qian-store",
            [
                "warehouse": "sh-main",
                "lines": [["part": "brd-10g", "serial": "B-NEW-1"], ["part": "brd-10g", "serial": "B-NEW-2"]],
            ])
        try await act("assign", on: order, by: "li-manager", ["engineer": "zhang-wei", "appointment": "2026-05-12 10:00"])
        try await act("accept", on: order, by: "zhang-wei")
        try await act(
            "arrive", on: order, by: "zhang-wei",
            [
                "isCustomerPresent": true, "operations": ["更换板卡"],
                "consent": ["kind": "e-mail", "givenBy": "顾明", "at": "2026-05-12 08:40"],
            ])
        try await act(
            "swap-part", on: order, by: "zhang-wei",
            [
                "device": "SN-OSN-0001", "part": "brd-10g", "oldSerial": "B-OLD-1", "newSerial": "B-NEW-1", "slot": "3",
                "isTakenBack": false, "reason": "客户须先清除数据",
            ])
    }
}
