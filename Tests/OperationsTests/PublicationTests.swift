import Handbook
import Storage
import Testing

@testable import Operations

struct PublicationTests {
    private static let article: [String: Value] = [
        "title": "线路板无光先换板", "family": "optical", "models": ["osn-1800"], "parts": ["brd-10g"], "alarms": ["R_LOS"],
        "phenomenon": "单板无收光，红灯", "cause": "线路板接收侧故障", "steps": "复位光模块\n换板", "result": "收光恢复",
    ]

    /// An order of Hudian's that is closed, by Zhang Wei.
    private func closedOrder(_ house: House) async throws -> String {
        let order = try await house.order(["spares": []])
        try await house.lead(order, to: "closed")
        return order
    }

    private func draft(_ house: House, of order: String, _ more: [String: Value] = [:]) async throws -> String {
        try await house.open(
            "KA", "draft", by: "zhang-wei", Self.article.merging(more.merging(["order": .text(order)]) { $1 }) { $1 })
    }

    @Test(arguments: House.databases) func `1.3.4: Whatever the order knows of its customer is found, however it is written`(
        _ kind: Dialect
    ) async throws {
        try await House.with(kind) { house in
            let order = try await closedOrder(house)
            for (text, sort) in [
                ("沪东电力公司报障", "客户名称"), ("沪东 电力 的单板", "客户名称"), ("在浦东调度中心", "局点"), ("请找顾明", "姓名"),
                ("ＳＮ－ＯＳＮ－０００１ 无光", "序列号"), ("旧板 b-old-1", "序列号"), ("电话 138-0000 0001", "电话"), ("合同 CT-HUDIAN 内", "合同"),
                ("网管 10.20.30.40", "客户秘密"), ("发到 a.b@power.example", "邮箱"),
                ("拨 +86 138 1234 5678", "电话"), ("拨 8613812345678", "电话"), ("拨 13812345678 13912345678", "电话"),
                ("步骤 2 13812345678", "电话"), ("拨 １３８１２３４５６７８", "电话"), ("拨 +86-1-3812345678", "电话"),
            ] {
                let refusal = try await house.refusal(draft: text, of: order)
                #expect(refusal.clauses == ["1.3.4"], "\(text)")
                #expect(refusal.reasons[0].remedy.zh.contains("“现象”中的\(sort)“"), "\(refusal.reasons[0].remedy.zh)")
                #expect(!refusal.reasons[0].remedy.zh.contains(text))
            }
            for text in [
                "某电力公司的单板", "OSN 1800 的 10G 线路板，软件 V100R021", "2026 年 5 月 18 日起", "按 3.2.10 防静电", "收光 -8 dBm，共 12345678901 个误码",
                "批号 138123456789", "批号 21028613812345678", "编号 1381-2345-6789", "第 5 18 2026-05-18 1 次",
            ] {
                _ = try await draft(house, of: order, ["phenomenon": .text(text)])
            }
        }
    }

    @Test(arguments: House.databases) func `What is masked of an order's words can be drafted as it stands`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            let request = try await house.request()
            try await house.act("respond", on: request, by: "zhang-wei", ["answer": "您好，正在远程查看告警"])
            let order = try await house.order(["work": "沪东电力公司浦东调度中心 SN-OSN-0001 换板，找顾明 13800000001", "spares": []])
            try await house.lead(order, to: "closed")
            let actor = try await house.actor("zhang-wei")
            let words = try await house.desk.firstWords(of: order, for: actor)
            #expect(words["title"]?.text == "〔客户名称〕〔局点〕 〔序列号〕 换板，找〔姓名〕 〔电话〕")
            #expect(words["models"] == ["osn-1800"] && words["family"] == "optical")
            try await house.open("KA", "draft", by: "zhang-wei", words.merging(["cause": "板坏"]) { $1 })
            // Of an order that one may not see there are no words.
            #expect(try await house.desk.firstWords(of: order, for: try await house.actor("ma-jun")).isEmpty)
        }
    }

    @Test(arguments: House.databases) func `A draft is the region's, a version everybody's here, and neither any customer's`(
        _ kind: Dialect
    )
        async throws
    {
        try await House.with(kind) { house in
            let article = try await draft(house, of: try await closedOrder(house))
            func readers() async throws -> [String] {
                var readers: [String] = []
                for person: ID<Person> in ["sun-yu", "ma-jun", "wu-service", "gu-customer", "lu-customer"] {
                    let actor = try await house.actor(person)
                    let isSeen = try await house.desk.isSeen(article, by: actor)
                    let isFound = try await !house.desk.find("线路板无光", among: [.library], for: actor, limit: 5).isEmpty
                    #expect(isSeen == isFound)
                    if isSeen { readers.append(person.text) }
                }
                return readers
            }
            #expect(try await readers() == ["sun-yu", "wu-service"])
            try await house.act("submit", on: article, by: "zhang-wei")
            try await house.act("publish", on: article, by: "li-manager")
            #expect(try await readers() == ["sun-yu", "ma-jun", "wu-service"])
            #expect(try await house.desk.differences() == [])
        }
    }

    @Test(arguments: House.databases) func `Nobody publishes what they wrote or submitted, and a version stays as it was`(
        _ kind: Dialect
    )
        async throws
    {
        try await House.with(kind) { house in
            let article = try await draft(house, of: try await closedOrder(house))
            try await house.act("rewrite", on: article, by: "li-manager", Self.article)
            try await house.act("submit", on: article, by: "zhang-wei")
            #expect(
                try await house.refusal("publish", on: article, by: "li-manager").reasons[0].title.en
                    == "Nobody reviews their own work")
            try await house.act("publish", on: article, by: "chen-deputy")
            let first = try await house.versions(of: article)
            let change: [String: Value] = ["change": "补充", "cause": "光口脏"]
            try await house.act("revise", on: article, by: "sun-yu", Self.article.merging(change) { $1 })
            #expect(try await house.versions(of: article) == first)
            try await house.act("submit", on: article, by: "sun-yu")
            try await house.act("publish", on: article, by: "li-manager")
            let both = try await house.versions(of: article)
            #expect(both.count == 2 && both.first == first.first && both.last?.contains("光口脏") == true)
            // Published ones are nobody's work: no list of open cases counts them.
            let open = try await house.desk.list(CaseFilter(), for: try await house.actor("wu-service"))
            #expect(open.lines.allSatisfy { $0.kind != "KA" })
        }
    }
}

extension House {
    /// The refusal of a draft whose phenomenon says that.
    fileprivate func refusal(draft text: String, of order: String) async throws -> Refused {
        let input: [String: Value] = [
            "order": .text(order), "title": "线路板无光", "family": "optical", "phenomenon": .text(text), "cause": "板坏", "steps": "换板",
            "result": "恢复",
        ]
        return try #require(await #expect(throws: Refused.self) { try await open("KA", "draft", by: "zhang-wei", input) })
    }

    /// The versions of an article as they are kept.
    fileprivate func versions(of article: String) async throws -> [String] {
        try await database.read { session in
            let body = try session.first("SELECT body FROM records WHERE number = ?", article)?.text("body") ?? "{}"
            return (try CanonicalJSON.value(of: Array(body.utf8))["writing"]["versions"].elements ?? []).map {
                String(decoding: CanonicalJSON.bytes(of: $0), as: UTF8.self)
            }
        }
    }
}
