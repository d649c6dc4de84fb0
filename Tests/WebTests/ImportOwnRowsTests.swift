import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `A sheet whose rows refer to others` {
    private static let head = "编号,名称,区域,类别,要求回访"

    @Test(arguments: WebHouse.databases)
    func `knows its own rows, in whatever order they stand, and takes first what others refer to`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            // More branches than one portion holds before the branch that they hang on, which hangs on the last row by its name.
            let rows = (1...120).map { "b\($0),第 \($0) 站,江苏,C 类,否,nanda-east" } + ["nanda-east,南大东区,江苏,C 类,否,南大网络中心"]
            let sheet = "\(Self.head),上级单位\n" + (rows + ["nanda,南大网络中心,江苏,C 类,否,"]).joined(separator: "\n")
            let path = try await keeper.send(sheet: sheet, to: "/import/customer")
            #expect(keeper.page.contains("可新增 122 行") && !keeper.page.contains("有误"))
            #expect(try await house.parents()["nanda-east"] == nil)
            try await keeper.post(path, ["_do": "take"])
            try await keeper.open(path)
            #expect(keeper.page.contains("已录入 122 行"))
            #expect(try await house.parents()["nanda-east"] == "nanda")
            #expect(try await house.parents()["b120"] == "nanda-east")
        }
    }

    @Test(arguments: WebHouse.databases)
    func `lets no row pass that hangs on a wrong one, until that is mended`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let sheet = "\(Self.head),上级单位\nc,丙,上海,C 类,否,b\nb,乙,上海,C 类,否,a\na,甲,火星,C 类,否,\n"
            let path = try await keeper.send(sheet: sheet, to: "/import/customer")
            #expect(keeper.page.contains("3 行有误"))
            #expect(keeper.page.contains("所引用的第 4 行有误") && keeper.page.contains("所引用的第 3 行有误"))
            try await keeper.post(path, ["_do": "mend", "r4.2": "上海"])
            try await keeper.open(path)
            #expect(keeper.page.contains("可新增 3 行") && !keeper.page.contains("有误"))
            try await keeper.post(path, ["_do": "take"])
            #expect(try await house.parents()["c"] == "b")
        }
    }

    @Test(arguments: WebHouse.databases) func `tells a circle as a circle`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let sheet = """
                \(Self.head),上级单位
                x,甲,上海,C 类,否,y
                y,乙,上海,C 类,否,x
                z,丙,上海,C 类,否,x
                own,丁,上海,C 类,否,own
                over,上级,上海,C 类,否,hudian
                hudian,,,,,over
                """
            let path = try await keeper.send(sheet: sheet, to: "/import/customer")
            #expect(keeper.page.contains("可新增 1 行") && keeper.page.contains("5 行有误"))
            #expect(keeper.page.contains("与第 3 行互相引用，成了一圈") && keeper.page.contains("与第 2 行互相引用，成了一圈"))
            #expect(keeper.page.contains("所引用的第 2 行有误") && keeper.page.contains("不能引用本行自己"))
            // What stands already would go below what is entered below it: the register's own rule tells.
            #expect(keeper.page.contains("上级单位不能是自身或下级"))
            try await keeper.post(path, ["_do": "mend", "r3.5": "", "r5.5": "x"])
            try await keeper.open(path)
            #expect(keeper.page.contains("可新增 5 行") && keeper.page.contains("1 行有误"))
        }
    }

    @Test(arguments: WebHouse.databases) func `turns a hierarchy round in the order that works`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let path = try await keeper.send(
                sheet: "编号,上级单位\nhudian,hudian-pudong\nhudian-pudong,suneng\n", to: "/import/customer")
            #expect(keeper.page.contains("可修改 2 行"))
            try await keeper.post(path, ["_do": "take"])
            let parents = try await house.parents()
            #expect(parents["hudian"] == "hudian-pudong" && parents["hudian-pudong"] == "suneng")
        }
    }

    @Test(arguments: WebHouse.databases)
    func `takes a name for the entry that alone bears it among what the sender may see`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        for code in ["suneng-b", "suneng-c"] {
            try await house.open(
                "customer", "enter", by: "zhou-sales",
                ["code": .text(code), "name": "苏能分公司", "region": "jiangsu", "grade": "C", "asksCallback": false])
        }
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let head = "\(Self.head),上级单位\n"
            let path = try await keeper.send(
                sheet: "\(head)n1,一站,上海,C 类,否,沪东电力公司\nn2,二站,江苏,C 类,否,苏能分公司\nn3,三站,江苏,C 类,否,没这家\n",
                to: "/import/customer")
            #expect(keeper.page.contains("可新增 1 行"))
            #expect(keeper.page.contains("“上级单位”中名为“苏能分公司”的不止一个，请填编号：suneng-b、suneng-c"))
            #expect(keeper.page.contains("“上级单位”中没有编号或名称为“没这家”的"))
            try await keeper.post(path, ["_do": "take"])
            #expect(try await house.parents()["n1"] == "hudian")
            // A list takes names too.
            try await keeper.send(
                sheet: """
                    编号,名称,客户,区域,自,至,响应级别,到场级别,含现场服务,含备件先行,含坏件保留,局点
                    ct-n,维保,沪东电力公司,上海,2026-01-01,2026-12-31,5x8/4H,5x8/NBD,是,否,否,浦东调度中心、nanhui-220
                    """, to: "/import/contract")
            #expect(keeper.page.contains("可新增 1 行"))
            // A manager in Shanghai sees no customer of Jiangsu's.
            let manager = try await house.browser(of: "li-manager", client)
            try await manager.send(sheet: "\(head)n4,四站,上海,C 类,否,苏能通信公司\n", to: "/import/customer")
            #expect(manager.page.contains("没有编号或名称为“苏能通信公司”的") && !manager.page.contains("suneng"))
        }
    }

    @Test(arguments: WebHouse.databases) func `tells a name with a sign that no text holds as that cell's error`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let keeper = try await house.browser(of: "zhou-sales", client)
            let told = "“上级单位”中没有编号或名称为“沪"
            // Beside a name that can be read, and alone.
            let rows = "n1,一站,上海,C 类,否,沪\0东\nn2,二站,上海,C 类,否,沪东电力公司\n"
            let path = try await keeper.send(sheet: "\(Self.head),上级单位\n\(rows)", to: "/import/customer")
            #expect(keeper.status == .ok)
            #expect(keeper.page.contains("可新增 1 行") && keeper.page.contains("1 行有误") && keeper.page.contains(told))
            try await keeper.post(path, ["_do": "take"])
            #expect(try await house.parents()["n2"] == "hudian")
            try await keeper.send(sheet: "\(Self.head),上级单位\nn3,三站,上海,C 类,否,沪\0东\n", to: "/import/customer")
            #expect(keeper.status == .ok)
            #expect(keeper.page.contains("1 行有误") && keeper.page.contains(told) && !keeper.page.contains("可新增"))
        }
    }
}

extension WebHouse {
    /// Under whom customers stand, by their codes.
    fileprivate func parents() async throws -> [String: String] {
        let list = try await house.desk.database.read { session in
            try session.query("SELECT code, parent FROM customers WHERE valid_to IS NULL AND parent IS NOT NULL")
                .map { (try $0.text("code"), try $0.text("parent")) }
        }
        return Dictionary(list) { first, _ in first }
    }
}
