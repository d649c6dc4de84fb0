import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `A register from a sheet` {
    private static let head = "编号,名称,区域,类别,要求回访"

    @Test(arguments: WebHouse.databases)
    func `enters what is new, amends what stands and leaves alone what is the same`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let sheet = """
                \(Self.head)
                nanda,南大网络中心,江苏,B 类（一般价值）,是
                hudian,沪东电力有限公司,,,
                suneng,苏能集团,,,
                """
            let standing = try await house.house.desk.register(RegisterQuery(kind: Customer.kind), for: "zhou-sales")
            let suneng = try #require(standing.rows.first { $0.code == "suneng" }?.values["name"]?.text)
            let path = try await keeper.send(sheet: sheet.replacing("苏能集团", with: suneng), to: "/import/customer")
            #expect(keeper.page.contains("可新增 1 行") && keeper.page.contains("可修改 1 行") && keeper.page.contains("1 行无变化"))
            #expect(keeper.page.contains("<s>沪东电力公司</s> → <b>沪东电力有限公司</b>"))
            #expect(try await house.names()["nanda"] == nil)

            try await keeper.post(path, ["_do": "take"])
            try await keeper.open(path)
            #expect(keeper.page.contains("已录入 2 行"))
            let names = try await house.names()
            #expect(names["nanda"] == "南大网络中心" && names["hudian"] == "沪东电力有限公司" && names["suneng"] == suneng)
            // Each row was an act of the register's own, by whoever sent it.
            let entry = try await house.house.desk.entry("customer:hudian", for: house.house.desk.actor("zhou-sales"))
            #expect(entry.versions[2]?.changes.map(\.field.name) == ["name"])
        }
    }

    @Test(arguments: WebHouse.databases)
    func `tells for each row the field, one sentence and the clause, and keeps what was typed`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let sheet = """
                \(Self.head),上级单位
                one,第一家,火星,B 类（一般价值）,是,
                two,第二家,上海,Z,也许,nobody
                one,又一家,上海,C 类,否,
                hudian,沪东电力公司,,,,hudian-pudong
                """
            let path = try await keeper.send(sheet: sheet, to: "/import/customer")
            let page = keeper.page
            #expect(page.contains("4 行有误") && !page.contains("可新增"))
            #expect(page.contains("“区域”只能是") && page.contains("name=\"r2.2\" id=\"r2.2\" value=\"火星\""))
            #expect(page.contains("“类别”只能是") && page.contains("“要求回访”应为是或否"))
            #expect(page.contains("编号与第 2 行相同"))
            // The hierarchy would go round in a circle: the register's own condition, with its clause.
            #expect(page.contains("上级单位不能是自身或下级") && page.contains("/handbook/19.2%282%29"))
            try await keeper.post(path, ["_do": "mend", "r2.2": "上海", "r3.3": "C", "r3.4": "否", "r3.5": "", "r4.0": "three"])
            try await keeper.open(path)
            #expect(keeper.page.contains("可新增 3 行") && keeper.page.contains("1 行有误"))
            // What is left wrong stays behind.
            try await keeper.post(path, ["_do": "take"])
            #expect(try await house.names()["two"] == "第二家")
            try await keeper.open("\(path)?as=csv")
            #expect(keeper.page.contains("hudian") && keeper.page.contains("错误") && !keeper.page.contains("第二家"))
        }
    }

    @Test(arguments: WebHouse.databases) func `is shown again where somebody changed the same entry meanwhile`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let early = try await keeper.send(sheet: "编号,名称\nhudian,沪东电力甲公司\n", to: "/import/customer")
            let late = try await keeper.send(sheet: "编号,名称\nhudian,沪东电力乙公司\n", to: "/import/customer")
            try await keeper.post(late, ["_do": "take"])
            try await keeper.post(early, ["_do": "take"], from: early)
            try await keeper.open(early)
            #expect(keeper.page.contains("此间有人改过同一条目") && keeper.page.contains("1 行有误"))
            #expect(try await house.names()["hudian"] == "沪东电力乙公司")
            try await keeper.post(early, ["_do": "mend"])
            try await keeper.open(early)
            #expect(keeper.page.contains("<s>沪东电力乙公司</s> → <b>沪东电力甲公司</b>"))
        }
    }

    @Test(arguments: WebHouse.databases) func `comes back from an export as it went`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            // An administrator keeps every register that there is.
            let keeper = try await house.browser(of: "admin", client)
            for procedure in Procedures.registers.compactMap({ Procedures.declared[$0.kind] })
            where procedure.kind != EditionRevision.kind {
                try await keeper.open("/registers/\(procedure.kind)?as=csv")
                #expect(keeper.status == .ok, "\(procedure.kind)")
                let sheet = keeper.page
                let rows = sheet.split(separator: "\r\n").count - 1
                if rows == 0 { continue }
                try await keeper.send(sheet: sheet.replacing("\u{FEFF}", with: ""), to: "/import/\(procedure.kind)")
                #expect(keeper.page.contains("行无变化"), "\(procedure.kind)")
                #expect(!keeper.page.contains("行有误") && !keeper.page.contains("可修改"), "\(procedure.kind): \(keeper.page)")
            }
        }
    }

    @Test func `is nobody's but its sender's, and only those may send one who keep the register`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let path = try await keeper.send(sheet: "\(Self.head)\nx,某家,上海,C 类,否\n", to: "/import/customer")
            let manager = try await house.browser(of: "li-manager", client)
            #expect(try await manager.open(path) == .notFound)
            #expect(try await manager.open("/import/customer") == .ok)
            #expect(try await manager.open("/import/person") == .notFound)
            #expect(try await manager.open("/import/edition") == .notFound)
            #expect(try await manager.open("/import/none") == .notFound)
            // After a draft's days it is gone.
            house.wait(minutes: 60 * 24 * 15)
            let again = try await house.browser(of: "zhou-sales", client)
            try await again.send(sheet: "\(Self.head)\ny,某家,上海,C 类,否\n", to: "/import/customer")
            #expect(try await again.open(path) == .notFound)
        }
    }

    @Test func `never keeps what looks like a password, and says which cell it was`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            try await keeper.send(
                sheet: "\(Self.head),保密要求\nx,某家,上海,C 类,否,登录口令：Huawei@123\n", to: "/import/customer")
            #expect(keeper.page.contains("似有口令或密钥，未予保存") && !keeper.page.contains("Huawei@123"))
            let kept = try await house.house.desk.database.read { session in
                try session.query("SELECT body FROM import_portions").map { try $0.text("body") }
            }
            #expect(kept.count == 1 && !kept[0].contains("Huawei@123"))
        }
    }

    @Test func `goes through the door portion by portion where it is large`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let rows = (1...620).map { "c\($0),第 \($0) 家,上海,C 类,否" }.joined(separator: "\n")
            let path = try await keeper.send(sheet: "\(Self.head)\n\(rows)", to: "/import/customer")
            #expect(keeper.page.contains("可新增 620 行") && keeper.page.utf8.count < 100_000)
            try await keeper.post(path, ["_do": "take"])
            #expect(keeper.location == "\(path)?go=on")
            try await keeper.open("\(path)?go=on")
            #expect(keeper.page.contains("已录入 500 行") && keeper.page.contains("data-go-on"))
            try await keeper.post(path, ["_do": "take"])
            try await keeper.open(path)
            #expect(keeper.page.contains("已录入 620 行") && keeper.page.utf8.count < 100_000)
        }
    }

    @Test func `takes no formula`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            try await keeper.send(sheet: "\(Self.head)\nx,\"=HYPERLINK(1)\",上海,C 类,否\n", to: "/import/customer")
            #expect(keeper.page.contains("以“=”开头的是公式") && !keeper.page.contains("可新增"))
        }
    }

    @Test func `is refused with one sentence where it is none, or too much of one`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            func refused(_ sheet: String, _ status: HTTPResponse.Status, _ words: String) async throws {
                try await keeper.post("/import/customer", ["sheet": sheet], from: "/import/customer")
                #expect(keeper.status == status && keeper.page.contains(words))
            }
            try await refused("", .unprocessableContent, "表中没有内容")
            try await refused("编号" + String(repeating: ",x", count: 120), .contentTooLarge, "最多 100 列")
            try await refused("编号\n" + String(repeating: "a\n", count: 5_001), .contentTooLarge, "一次最多 5000 行")
            try await keeper.send(sheet: "名称\n某家\n", to: "/import/customer")
            #expect(keeper.page.contains("缺少“编号”列"))
        }
    }
}

extension WebHouse {
    /// The customers' names by their codes.
    fileprivate func names() async throws -> [String: String] {
        let list = try await house.desk.register(RegisterQuery(kind: Customer.kind), for: "zhou-sales")
        return Dictionary(list.rows.map { ($0.code, $0.values["name"]?.text ?? "") }) { first, _ in first }
    }
}
