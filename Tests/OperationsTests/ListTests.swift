import Handbook
import Storage
import Testing

@testable import Operations

struct ListTests {
    private func list(_ house: House, for person: ID<Person>, limit: Int = 50, _ change: (inout CaseFilter) -> Void = { _ in })
        async throws -> [String]
    {
        var filter = CaseFilter()
        change(&filter)
        return try await house.desk.list(filter, for: house.actor(person), limit: limit).lines.map(\.number)
    }

    @Test(arguments: House.databases) func `A list holds what its reader may see, and nothing else`(_ kind: Dialect) async throws {
        try await House.with(kind) { house in
            let ours = try await house.request()
            let theirs = try await house.request(
                by: "lu-customer", ["serial": "SN-OS-0003", "description": "存储控制器告警", "contact": "陆遥"])
            #expect(try await list(house, for: "gu-customer") == [ours])
            #expect(try await list(house, for: "lu-customer") == [theirs])
            #expect(try await list(house, for: "lu-customer") { $0.customer = "hudian" } == [])
            #expect(try await list(house, for: "li-manager") == [ours])
            #expect(try await list(house, for: "zhao-manager") { $0.region = "shanghai" } == [])
            #expect(Set(try await list(house, for: "feng-audit")) == [ours, theirs])
            #expect(try await list(house, for: "feng-audit") { $0.customer = "suneng" } == [theirs])
            #expect(try await list(house, for: "feng-audit") { $0.region = "shanghai" } == [ours])
        }
    }

    @Test(arguments: House.databases, CaseFilter.Order.allCases)
    func `Each filter lets through what it names, in every order`(_ kind: Dialect, _ order: CaseFilter.Order) async throws {
        try await House.with(kind) { house in
            let request = try await house.request()
            let raised = try await house.order()
            let assigned = try await house.order()
            try await house.lead(assigned, to: "assigned")
            let closed = try await house.order()
            try await house.act("cancel", on: closed, by: "li-manager", ["reason": "客户撤回"])
            func found(_ change: (inout CaseFilter) -> Void) async throws -> Set<String> {
                Set(
                    try await list(house, for: "li-manager") {
                        $0.order = order
                        change(&$0)
                    })
            }
            #expect(try await found { _ in } == [request, raised, assigned])
            #expect(try await found { $0.kind = "DO" } == [raised, assigned])
            #expect(
                try await found {
                    $0.kind = "DO"
                    $0.stage = "raised"
                } == [raised])
            #expect(try await found { $0.isOpen = false } == [closed])
            #expect(
                try await found {
                    $0.owner = "zhang-wei"
                    $0.kind = "DO"
                }.isSuperset(of: [assigned]))
            #expect(try await found { $0.customer = "hudian" } == [request, raised, assigned])
            #expect(try await found { $0.level = "nothing" } == [])
            let due = try await found { $0.due = .today }.union(found { $0.due = .week }).union(found { $0.due = .unlimited })
                .union(found { $0.due = .late })
            #expect(due == [request, raised, assigned])
        }
    }

    @Test(arguments: House.databases, CaseFilter.Order.allCases)
    func `Paging leaves nothing out and shows nothing twice while cases come and go, and leads back the same way`(
        _ kind: Dialect, _ order: CaseFilter.Order
    ) async throws {
        try await House.with(kind) { house in
            var stay: Set<String> = []
            for _ in 0..<9 { stay.insert(try await house.order()) }
            let goes = try await house.order()
            let reader = try await house.actor("li-manager")
            var filter = CaseFilter()
            filter.order = order
            var pages: [[String]] = []
            while true {
                let page = try await house.desk.list(filter, for: reader, limit: 4)
                pages.append(page.lines.map(\.number))
                if pages.count == 1 {
                    _ = try await house.order()
                    try await house.act("cancel", on: goes, by: "li-manager", ["reason": "客户撤回"])
                }
                guard let next = page.next else { break }
                filter.cursor = next
            }
            let seen = pages.joined()
            #expect(Set(seen).isSuperset(of: stay))
            #expect(Set(seen).count == seen.count)

            let last = try await house.desk.list(filter, for: reader, limit: 4)
            filter.cursor = last.previous
            let back = try await house.desk.list(filter, for: reader, limit: 4).lines.map(\.number)
            #expect(back == pages[pages.count - 2])
        }
    }

    @Test(arguments: House.databases) func `Counts stop at their bound and count only what may be seen`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            for _ in 0..<3 { _ = try await house.order() }
            let filter = CaseFilter()
            let manager = try await house.actor("li-manager")
            #expect(try await house.desk.counts(filter, for: manager)?["DO"] == 3)
            #expect(try await house.desk.counts(filter, for: manager, upTo: 2)?["DO"] == 2)
            #expect(try await house.desk.counts(filter, for: house.actor("lu-customer"))?["DO"] == 0)
        }
    }

    @Test(arguments: House.databases) func `A customer of very many branches reads and counts what is theirs`(_ kind: Dialect)
        async throws
    {
        try await House.with(kind) { house in
            // Each of them is looked through once for each kind of case: more than one statement may join.
            for index in 1...130 {
                try await house.open(
                    "customer", "enter", by: "zhou-sales",
                    [
                        "code": .text("branch-\(index)"), "name": .text("第 \(index) 分公司"), "region": "shanghai", "grade": "C",
                        "asksCallback": false, "parent": "hudian",
                    ])
            }
            let own = try await house.request()
            let below = try await house.open(
                "SR", "receive", by: "wang-desk", ["description": "分公司网管告警", "customer": "branch-130"])
            let counts = try #require(try await house.desk.counts(CaseFilter(), for: house.actor("gu-customer")))
            #expect(counts["SR"] == 2 && counts["DO"] == 0)
            #expect(Set(try await list(house, for: "gu-customer")) == [own, below])
        }
    }

    @Test func `Names are found by their syllables and first letters`() {
        #expect(Pinyin.words(of: "张伟") == "zhangwei zw")
        #expect(Pinyin.words(of: "单雄信") == "shanxiongxin sxx")
        #expect(Pinyin.words(of: "吕布") == "lvbu lb")
        #expect(Pinyin.words(of: "朴树") == "piaoshu ps")
        #expect(Pinyin.words(of: "欧阳娜娜") == "ouyangnana oynn")
        #expect(Pinyin.words(of: "SN-1") == "")
    }
}
