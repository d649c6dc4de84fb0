import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Orders from a sheet` {
    private static let head = "派工类型\t局点\t工作内容\t设备\t备件"

    @Test(arguments: WebHouse.databases)
    func `are looked at row by row, and raised only when none is wrong`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            let wrong = """
                \(Self.head)
                巡检派工\tpudong-dc\t季度巡检
                维修派工\tnowhere\t更换风扇\tSN-OSN-0001
                维修派工\tpudong-dc\t更换线路板\tSN-NONE\tbrd-10g*2
                """
            try await manager.post("/board/batch", ["sheet": wrong, "_do": "raise"], from: "/board/batch")
            #expect(manager.status == .unprocessableContent)
            #expect(manager.page.contains("可提出 1 行，2 行有误") && manager.page.contains("第 3 行") && manager.page.contains("“nowhere”"))
            #expect(manager.page.contains("SN-NONE") && !manager.page.contains("value=\"raise\""))
            #expect(try await house.raised().isEmpty)

            let right = "\(Self.head)\n巡检派工\tpudong-dc\t季度巡检\n维修派工\tpudong-dc\t更换线路板\tSN-OSN-0001\tbrd-10g*2\n"
            try await manager.post("/board/batch", ["sheet": right, "_do": "look"])
            #expect(manager.status == .ok && manager.page.contains("可提出 2 行，0 行有误"))
            #expect(try await house.raised().isEmpty)
            let key = try #require(manager.hidden("_key"))
            try await manager.post("/board/batch", ["sheet": right, "_do": "raise", "_key": key])
            #expect(manager.page.contains("已提出 2 张"))
            // Sent twice it is raised once.
            try await manager.post("/board/batch", ["sheet": right, "_do": "raise", "_key": key])
            #expect(try await house.raised().count == 2)
        }
    }

    @Test(arguments: WebHouse.databases) func `take from a template what a row leaves empty`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.open(
            "template", "enter", by: "li-manager",
            ["code": "quarter", "name": "季度巡检", "type": "inspection", "work": "光功率、风扇、电源", "spares": [["part": "fan-18"]]])
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            let sheet = "局点\t模板\t工作内容\npudong-dc\tquarter\npudong-dc\tquarter\t只看风扇\n"
            try await manager.post("/board/batch", ["sheet": sheet, "_do": "raise"], from: "/board/batch")
            #expect(manager.page.contains("已提出 2 张"))
            let titles = try await house.raised().map(\.title)
            #expect(titles == ["光功率、风扇、电源", "只看风扇"])
            // A code that is none leaves the row without what it needs.
            try await manager.post(
                "/board/batch", ["sheet": sheet.replacing("quarter", with: "none"), "_do": "look"], from: "/board/batch")
            #expect(manager.page.contains("可提出 0 行，2 行有误"))
        }
    }

    @Test func `are read with commas and quotation marks too, and unknown columns are told`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            let sheet = "type,site,work,颜色\ninspection,pudong-dc,\"巡检, 三楼\n及四楼\",红\n"
            try await manager.post("/board/batch", ["sheet": sheet, "_do": "raise"], from: "/board/batch")
            #expect(manager.status == .unprocessableContent && manager.page.contains("认不出的列：颜色"))
            try await manager.post(
                "/board/batch", ["sheet": sheet.replacing(",颜色", with: "").replacing(",红", with: ""), "_do": "raise"])
            #expect(manager.page.contains("已提出 1 张"))
        }
    }
}

extension WebHouse {
    /// The orders that wait for somebody.
    fileprivate func raised() async throws -> [CaseLine] {
        var filter = CaseFilter()
        (filter.kind, filter.stage) = ("DO", "raised")
        let actor = try await house.desk.database.read { [now = house.desk.now()] in
            try Actor.load("li-manager", at: now, in: $0)
        }
        return try await house.desk.list(filter, for: actor).lines
    }
}
