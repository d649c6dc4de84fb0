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
    func `are looked at row by row, mended where they are wrong, and raised once`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            let sheet = """
                \(Self.head)
                巡检派工\tpudong-dc\t季度巡检
                维修派工\tnowhere\t更换风扇\tSN-OSN-0001
                维修派工\tpudong-dc\t更换线路板\tSN-NONE\tbrd-10g*2
                """
            let path = try await manager.send(sheet: sheet, to: "/import/DO")
            #expect(manager.page.contains("可提出 1 行") && manager.page.contains("2 行有误") && manager.page.contains("第 3 行"))
            #expect(manager.page.contains("“nowhere”") && manager.page.contains("SN-NONE"))
            #expect(try await house.raised().isEmpty)

            try await manager.post(path, ["_do": "mend", "r3.1": "pudong-dc", "r4.3": "SN-OSN-0001"])
            try await manager.open(path)
            #expect(manager.page.contains("可提出 3 行") && !manager.page.contains("行有误"))
            #expect(try await house.raised().isEmpty)
            try await manager.post(path, ["_do": "take"])
            try await manager.open(path)
            #expect(manager.page.contains("已提出 3 张"))
            // Sent twice it is raised once.
            try await manager.post(path, ["_do": "take"])
            #expect(try await house.raised().count == 3)
        }
    }

    @Test(arguments: WebHouse.databases) func `take from a template what a row leaves empty`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.open(
            "template", "enter", by: "li-manager",
            ["code": "quarter", "name": "季度巡检", "type": "inspection", "work": "光功率、风扇、电源", "spares": [["part": "fan-18"]]])
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            // By code or by name.
            let sheet = "局点\t模板\t工作内容\n浦东调度中心\tquarter\npudong-dc\t季度巡检\t只看风扇\n"
            let path = try await manager.send(sheet: sheet, to: "/import/DO")
            try await manager.post(path, ["_do": "take"])
            #expect(try await house.raised().map(\.title) == ["光功率、风扇、电源", "只看风扇"])
            // A code that is none leaves the row without what it needs.
            try await manager.send(sheet: sheet.replacing("quarter", with: "none").replacing("季度巡检", with: "没有"), to: "/import/DO")
            #expect(manager.page.contains("2 行有误") && !manager.page.contains("可提出"))
        }
    }

    @Test func `are raised without unknown columns only where that is said`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let manager = try await house.browser(of: "li-manager", client)
            let sheet = "type,site,work,颜色\ninspection,pudong-dc,\"巡检, 三楼\n及四楼\",红\n"
            let path = try await manager.send(sheet: sheet, to: "/import/DO")
            #expect(manager.page.contains("认不出的列：颜色"))
            try await manager.post(path, ["_do": "take"])
            #expect(manager.status == .unprocessableContent)
            #expect(try await house.raised().isEmpty)
            try await manager.post(path, ["_do": "take", "ignore": "yes"])
            #expect(try await house.raised().count == 1)
        }
    }
}

extension Browser {
    /// Pastes a sheet and opens what the house says of it; gives its address.
    @discardableResult func send(sheet: String, to path: String) async throws -> String {
        try await post(path, ["sheet": sheet], from: path)
        let kept = try #require(location)
        try await open(kept)
        return kept
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
