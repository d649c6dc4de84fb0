import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `Registers` {
    @Test(arguments: WebHouse.databases)
    func `A register is read page by page, and only what the reader may see`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        var seen: [String] = []
        var query = RegisterQuery(kind: Device.kind)
        query.limit = 1
        repeat {
            let list = try await house.house.desk.register(query, for: "li-manager")
            seen += list.rows.map(\.code)
            query.after = list.next
        } while query.after != nil
        #expect(seen == ["SN-OSN-0001", "SN-OSN-0002"])
        // Li Qiang's region is Shanghai; a customer sees their own.
        let all = try await house.house.desk.register(RegisterQuery(kind: Customer.kind), for: "wu-service")
        #expect(all.rows.map(\.code) == ["hudian", "hudian-pudong", "suneng"])
        let own = try await house.house.desk.register(RegisterQuery(kind: Customer.kind), for: "lu-customer")
        #expect(own.rows.map(\.code) == ["suneng"])
        let counts = try await house.house.desk.registerCounts(for: "lu-customer")
        #expect(counts.first { $0.kind == Customer.kind }?.count == 1)
        #expect(counts.first { $0.kind == Warehouse.kind }?.count == 0)
        try await house.house.remove()
    }

    @Test(arguments: WebHouse.databases)
    func `A register is narrowed by region, by standing, by words and by what it refers to`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.act("retire", on: "contract:ct-nanhui", by: "zhou-sales", ["reason": "到期"])
        func codes(_ kind: String, by person: ID<Person> = "wu-service", _ change: (inout RegisterQuery) -> Void) async throws
            -> [String]
        {
            var query = RegisterQuery(kind: kind)
            change(&query)
            return try await house.house.desk.register(query, for: person).rows.map(\.code)
        }
        #expect(try await codes(Customer.kind) { $0.region = "jiangsu" } == ["suneng"])
        #expect(try await codes(Customer.kind, by: "li-manager") { $0.region = "jiangsu" } == [])
        #expect(try await codes(Person.kind, by: "li-manager") { $0.region = "jiangsu" } == ["ma-jun", "zhao-manager"])
        #expect(try await codes(Contract.kind) { $0.isActive = false } == ["ct-nanhui"])
        #expect(try await codes(Customer.kind) { $0.words = "苏能" } == ["suneng"])
        #expect(try await codes(Customer.kind, by: "li-manager") { $0.words = "苏能" } == [])
        #expect(try await codes(Site.kind) { $0.reference = ("customer", "hudian") } == ["nanhui-220", "pudong-dc"])
        #expect(try await codes(Site.kind, by: "lu-customer") { $0.reference = ("customer", "hudian") } == [])
        try await house.house.remove()
    }

    @Test(arguments: WebHouse.databases)
    func `An entry tells who changed what, from what to what, and what refers to it`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.act(
            "amend", on: "customer:hudian", by: "zhou-sales",
            ["code": "hudian", "name": "沪东电力有限公司", "region": "shanghai", "grade": "B", "asksCallback": true])
        try await house.act("comment", on: "customer:hudian", by: "zhou-sales", ["text": "工商更名"])
        let entry = try await house.house.desk.entry("customer:hudian", for: house.house.desk.actor("zhou-sales"))
        let changes = try #require(entry.versions[2]).changes
        #expect(changes.map(\.field.name) == ["name", "grade"])
        #expect(changes.map(\.before) == ["沪东电力公司", "A"])
        #expect(entry.versions[1]?.changes.isEmpty == true)
        #expect(entry.versions[3] == nil)
        let sites = try #require(entry.referring.first { $0.procedure?.kind == Site.kind })
        #expect(sites.headers.map(\.number) == ["site:nanhui-220", "site:pudong-dc"])
        try await house.serve { client in
            let page = try await house.page("/cases/customer:hudian", for: "zhou-sales", client).text
            #expect(page.contains("<s>沪东电力公司</s> → <b>沪东电力有限公司</b>"))
            #expect(page.contains("工商更名"))
            let form = try await house.page("/cases/customer:hudian/amend", for: "zhou-sales", client).text
            #expect(form.contains("value=\"沪东电力有限公司\""))
            #expect(try await house.page("/cases/customer:hudian", for: "lu-customer", client).status == .notFound)
        }
    }

    @Test func `A person's page has certificates, levels, duty and open orders`() async throws {
        let house = try await WebHouse()
        let order = try await house.open(
            "DO", "raise", by: "zhang-wei", ["type": "repair", "site": "pudong-dc", "work": "换板", "devices": ["SN-OSN-0001"]])
        let entry = try await house.house.desk.entry("person:zhang-wei", for: house.house.desk.actor("li-manager"))
        let numbers = Set(entry.referring.flatMap(\.headers).map(\.number))
        #expect(numbers == ["certificate:HCIP-2024-118", "level:zhang-wei.optical", "duty:sh-2026", order])
        try await house.house.remove()
    }

    @Test func `An export has every entry that the reader may see, and no formulas`() async throws {
        let house = try await WebHouse()
        try await house.open(
            "customer", "enter", by: "zhou-sales",
            ["code": "evil", "name": "=HYPERLINK(\"x\")", "region": "shanghai", "grade": "C"])
        try await house.serve { client in
            let sheet = try await house.page("/registers/customer?as=csv", for: "wu-service", client).text
            #expect(sheet.split(separator: "\r\n").count == 5)
            #expect(sheet.contains("hudian,在用,沪东电力公司,上海"))
            #expect(sheet.contains("\"'=HYPERLINK(\"\"x\"\")\""))
            let own = try await house.page("/registers/customer?as=csv", for: "lu-customer", client).text
            #expect(own.contains("suneng") && !own.contains("hudian"))
            #expect(try await house.page("/registers/SR", for: "wu-service", client).status == .notFound)
        }
    }

    @Test func `Whatever a register refers by is found by an index`() async throws {
        let house = try await WebHouse()
        for procedure in Procedures.registers.compactMap({ Procedures.declared[$0.kind] }) {
            for field in procedure.entryFields {
                guard case .reference = field.kind, let table = procedure.table,
                    let column = table.columns.first(where: { $0.field == field.name })?.column
                else { continue }
                let plan = try await house.house.desk.database.read { session in
                    try session.query(
                        "EXPLAIN QUERY PLAN SELECT number FROM \(table.name) WHERE valid_to IS NULL AND active = 1 AND \(column) = 'x' ORDER BY code LIMIT 9"
                    ).map { try $0.text("detail") }
                }
                #expect(plan.count == 1 && plan[0].contains("USING INDEX"), "\(table.name).\(column): \(plan)")
            }
        }
        try await house.house.remove()
    }
}
