import Handbook
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

/// Complaining by a link, following a case by one, and the customer's list of what is open.
extension `Customers` {
    private func count(_ question: String, in house: WebHouse) async throws -> Int64 {
        try await house.front.desk.database.read { try $0.first(question)?.integer("n") } ?? -1
    }

    @Test(arguments: databases) func `A complaint by a link is about the case beside which it stands, and its bearer follows it`(
        _ kind: Dialect
    ) async throws {
        let house = try await WebHouse(kind)
        try await enterContact(house)
        try await house.serve { client in
            let own = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let sibling = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "风扇告警")
            let path = try await link(in: house, own, "complain", days: 1, client)
            let phone = Browser(client)
            try await phone.open(path)
            #expect(phone.page.contains(own) && !phone.page.contains(sibling))
            try await phone.post("\(path)/complain", ["text": ""])
            #expect(phone.status == .badRequest)
            // What it is about isn't even taken: the link knows it.
            try await phone.post("\(path)/complain", ["text": "一小时没人来电", "about": sibling, "customer": "suneng"], from: path)
            #expect(phone.location == "\(path)?done=complain")
            let complaint = try await house.front.desk.reading(of: "CP-2026-000001", for: "wu-service")
            let record = try complaint.record()
            #expect(record["about"]?.text == own && record["customer"]?.text == "hudian" && record["complainant"]?.text == "顾明")
            // Nobody but the link leads its bearer to it, and long after its day it still tells what came of it.
            try await phone.open(path)
            #expect(phone.page.contains("CP-2026-000001") && !phone.page.contains("<textarea") && !phone.page.contains("链路中断"))
            try await house.front.desk.perform(
                Submission(by: "wu-service", .at(number: "CP-2026-000001"), "reply", ["answer": "值班交接漏了，已致电说明"]))
            house.wait(minutes: 3 * 24 * 60)
            #expect(try await phone.open(path) == .ok)
            #expect(phone.page.contains("值班交接漏了") && phone.page.contains("等您办理"))
            // Once it is settled, for thirty days.
            try await house.front.desk.perform(
                Submission(by: "gu-customer", .at(number: "CP-2026-000001"), "settle", ["opinion": "可以"]))
            house.wait(minutes: 29 * 24 * 60)
            #expect(try await phone.open(path) == .ok)
            house.wait(minutes: 2 * 24 * 60)
            #expect(try await phone.open(path) == .notFound)
        }
    }

    @Test(arguments: databases) func `A link to follow shows its case again and again, does nothing, and opens nothing else`(
        _ kind: Dialect
    ) async throws {
        let house = try await WebHouse(kind)
        try await enterContact(house)
        try await house.serve { client in
            let own = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let sibling = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "风扇告警")
            let path = try await link(in: house, own, "follow", client)
            let before = try await count("SELECT COUNT(*) AS n FROM journal", in: house)
            let phone = Browser(client)
            for _ in 0..<3 {
                #expect(try await phone.open(path) == .ok)
                #expect(phone.page.contains("链路中断") && phone.page.contains("张伟") && !phone.page.contains("<form class=\"act\""))
                #expect(!phone.page.contains(sibling) && !phone.page.contains("风扇告警"))
            }
            // Its papers, and no other's.
            #expect(phone.page.contains("\(path)/papers/fault-report/1"))
            #expect(try await phone.open("\(path)/papers/fault-report/1") == .ok)
            #expect(phone.page.contains(own) && phone.page.contains("报修记录表"))
            for other in ["fault-report/2", "fault-report/x", "fault-report/0", "work-record/1", "..%2F/1", "%00/1"] {
                #expect(try await phone.open("\(path)/papers/\(other)") == .notFound, "\(other)")
            }
            for verb in ["complete-facts", "comment", "confirm", "receive", "complain", "rate"] {
                // Its page has no form: the token is another page's.
                let status = try await phone.post("\(path)/\(verb)", ["text": "在", "place": "三楼"], from: "/sign-in")
                #expect(status == .notFound, "\(verb)")
            }
            for other in ["/portal", "/portal/cases", "/cases/\(own)", "/cases/\(own)/papers/fault-report/1"] {
                try await phone.open(other)
                #expect(phone.status == .seeOther && phone.location?.hasPrefix("/sign-in") == true, "\(other)")
            }
            #expect(try await count("SELECT COUNT(*) AS n FROM journal", in: house) == before)
            #expect(try await count("SELECT COUNT(*) AS n FROM customer_links WHERE used IS NOT NULL", in: house) == 0)
            // Who read the secret paper is known.
            let reads = try await count("SELECT COUNT(*) AS n FROM secret_reads WHERE person = 'contact:gu-ming'", in: house)
            #expect(reads == 1)
            house.wait(minutes: 3 * 24 * 60 + 1)
            for gone in [path, "\(path)/papers/fault-report/1"] { #expect(try await phone.open(gone) == .notFound) }
        }
    }

    @Test func `A link that is taken back is followed no more, used or not`() async throws {
        let house = try await WebHouse()
        try await enterContact(house)
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let phone = Browser(client)
            // The facts put out the report's second version.
            for (purpose, version) in [("follow", 1), ("facts", 2)] {
                let path = try await link(in: house, request, purpose, client)
                // A link that only does one thing shows no papers before it is done.
                if purpose == "facts" {
                    #expect(try await phone.open("\(path)/papers/fault-report/1") == .notFound)
                    try await phone.post("\(path)/complete-facts", ["place": "三楼"], from: path)
                }
                for page in [path, "\(path)/papers/fault-report/\(version)"] {
                    #expect(try await phone.open(page) == .ok, "\(page)")
                }
                let desk = try await house.browser(of: "wang-desk", client)
                try await desk.open("/cases/\(request)/links")
                let hash = try #require(desk.hidden("hash"))
                #expect(try await desk.post("/cases/\(request)/revoke-link", ["hash": hash]) == .seeOther)
                for gone in [path, "\(path)/papers/fault-report/\(version)"] {
                    #expect(try await phone.open(gone) == .notFound, "\(gone)")
                }
            }
        }
    }

    @Test(arguments: databases) func `A used link shows its page until its days are over, and longer only what it reported`(
        _ kind: Dialect
    ) async throws {
        let house = try await WebHouse(kind)
        try await enterContact(house)
        try await house.serve { client in
            let request = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            let facts = try await link(in: house, request, "facts", client)
            let report = try await link(in: house, "contact:gu-ming", "report", client)
            let phone = Browser(client)
            #expect(try await phone.post("\(facts)/complete-facts", ["place": "三楼"], from: facts) == .seeOther)
            let fault: KeyValuePairs = ["description": "风扇告警", "serial": "SN-OSN-0001"]
            #expect(try await phone.post("\(report)/receive", fault, from: report) == .seeOther)
            let papers = "/papers/fault-report/2"
            for page in [facts, "\(facts)\(papers)", report] { #expect(try await phone.open(page) == .ok, "\(page)") }
            house.wait(minutes: 3 * 24 * 60 + 1)
            // Both requests are open still: the one isn't the link's own.
            for page in [facts, "\(facts)\(papers)"] { #expect(try await phone.open(page) == .notFound, "\(page)") }
            #expect(try await phone.open(report) == .ok)
            #expect(phone.page.contains("风扇告警"))
        }
    }

    @Test func `A receipt is its customer's once it is reviewed`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let file = WebHouse.scenarios.appending(path: "12-a-receipt-returned.yaml")
            let scenario = try #require(try Scenario.all(in: file).first)
            house.house.clock.set(try #require(house.front.desk.editions.current.time.instant(parsing: scenario.start)))
            var player = Player(scenario, in: house.house)
            for (time, step) in try player.timed() {
                if case .act(let act) = step.kind, act.verb == "accept-receipt" { break }
                house.house.clock.set(time)
                try await player.play(step)
            }
            try #require(player.failures == [])
            let customer = try await house.browser(of: "gu-customer", client)
            let order = "DO-2026-000001"
            let receipt = "/cases/\(order)/papers/receipt/2"
            #expect(try await customer.open("/portal/cases/\(order)") == .ok)
            #expect(customer.page.contains("work-record/2") && !customer.page.contains("papers/receipt"))
            #expect(try await customer.open("/cases/\(order)") == .ok)
            #expect(!customer.page.contains("papers/receipt"))
            #expect(try await customer.open(receipt) == .notFound)
            try await house.front.desk.perform(Submission(by: "li-manager", .at(number: order), "accept-receipt"))
            try await customer.open("/portal/cases/\(order)")
            #expect(customer.page.contains(receipt))
            #expect(try await customer.open(receipt) == .ok)
        }
    }

    @Test(arguments: databases) func `What is open is listed to its end, and what waits for the reader stands first`(
        _ kind: Dialect
    )
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            var own: [String] = []
            for index in 1...OpenCases.most + 5 {
                own.append(try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "第\(index)处告警"))
                house.wait(minutes: 1)
            }
            let other = try await house.request(by: "lu-customer", serial: "SN-OS-0003", "存储告警")
            // What waits for the customer has no limit any more, and stands last among the open ones.
            let solved = own[0]
            for (verb, input) in [
                ("respond", ["answer": "正在查看"]), ("note", ["means": "remote", "text": "风扇转速低"]), ("solution", ["solution": "已清灰"]),
            ] as [(String, [String: Value])] {
                try await house.front.desk.perform(Submission(by: "zhang-wei", .at(number: solved), verb, input))
            }
            let customer = try await house.browser(of: "gu-customer", client)
            try await customer.open("/portal")
            let (before, after) = try #require(
                customer.page.firstRange(of: "处理中").map {
                    (customer.page[..<$0.lowerBound], customer.page[$0.upperBound...])
                })
            #expect(before.contains(solved) && !after.contains(solved))
            func listed(_ page: some StringProtocol) -> [String] {
                String(page).matches(of: /href="\/portal\/cases\/(SR-[0-9-]+)"/).map { String($0.1) }
            }
            var seen = listed(after)
            var next = customer.page.firstMatch(of: /href="(\/portal\/cases\?after=[^"]+)"/).map { String($0.1) }
            while let path = next {
                #expect(try await customer.open(path) == .ok)
                seen += listed(customer.page)
                next = customer.page.firstMatch(of: /href="(\/portal\/cases\?after=[^"]+)"/).map { String($0.1) }
            }
            #expect(seen.count == own.count && Set(seen) == Set(own) && !seen.contains(other))
            // A cursor of one's own making shows nothing of anybody else's, and one that is none begins at the start.
            for cursor in ["0.\(other)", "9223372036854775807.SR-2026-000001", "x", "1.%00"] {
                #expect(try await customer.open("/portal/cases?after=\(cursor)") == .ok)
                #expect(!customer.page.contains(other), "\(cursor)")
            }
        }
    }
}
