import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `The list of cases` {
    @Test(arguments: [Dialect.sqlite, .postgres])
    func `shows a customer their own, and finds, counts and exports no other's`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let ours = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "浦东链路中断")
            let theirs = try await house.request(by: "lu-customer", serial: "SN-OS-0003", "苏州存储告警")
            let lu = try await house.signIn("lu-customer", client)
            for path in [
                "/cases?state=open", "/cases?customer=hudian&sort=opened", "/cases.csv", "/search?q=%E9%93%BE%E8%B7%AF",
                "/search?q=hudian", "/cases?sort=number",
            ] {
                let text = try await client.text(path, lu)
                #expect(!text.contains(ours), "\(path)")
                #expect(!text.contains("浦东链路中断"), "\(path)")
            }
            #expect(try await !client.text("/cases?customer=hudian", lu).contains("沪东电力公司"))
            #expect(try await client.text("/cases?state=open", lu).contains(theirs))
            #expect(try await client.text("/cases.csv", lu).contains(theirs))
            let straight = try await client.execute(uri: "/search?q=\(ours)", method: .get, headers: .signedIn(lu))
            #expect(straight.status == .ok)
            #expect(try await client.text("/lookup/customer?q=hd", lu) == "[]")
        }
    }

    @Test func `keeps a view under a name, opens with it, and forgets it`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("li-manager", client)
            let token = try await client.token("/cases?kind=DO", cookie)
            let saved = try await client.send(
                "/cases/views", "_token=\(token)&name=%E5%BE%85%E6%B4%BE&default=1&kind=DO&stage=raised", cookie)
            let place = try #require(saved.headers[.location])
            #expect(place.hasPrefix("/cases?kind=DO&stage=raised&view="))
            let bare = try await client.execute(uri: "/cases", method: .get, headers: .signedIn(cookie))
            #expect(bare.headers[.location] == place)
            #expect(try await client.text(place, cookie).contains("待派"))
            let other = try await house.signIn("zhao-manager", client)
            #expect(try await !client.text("/cases?state=open", other).contains("待派"))
            let id = try #require(place.split(separator: "=").last)
            let stolen = try await client.token("/cases?state=open", other)
            _ = try await client.send("/cases/views/\(id)/delete", "_token=\(stolen)", other)
            #expect(try await client.text("/cases?state=open", cookie).contains("待派"))
            _ = try await client.send("/cases/views/\(id)/delete", "_token=\(token)", cookie)
            #expect(try await !client.text("/cases?state=open", cookie).contains("待派"))
        }
    }

    @Test func `leads from page to page by what it links, each case once`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            var opened: Set<String> = []
            for index in 0..<55 {
                opened.insert(try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "第 \(index) 次告警"))
            }
            let cookie = try await house.signIn("wang-desk", client)
            let first = try await client.text("/cases?state=open", cookie)
            let next = try #require(first.firstMatch(of: /href="([^"]+)" rel="next"/)?.1).replacing("&amp;", with: "&")
            let second = try await client.text(String(next), cookie)
            func numbers(_ text: String) -> [String] { text.matches(of: /<tr id="r-([^"]+)"/).map { String($0.1) } }
            #expect(numbers(first).count == 50)
            #expect(Set(numbers(first) + numbers(second)) == opened)
            #expect(numbers(first).count + numbers(second).count == opened.count)
            let back = try #require(second.firstMatch(of: /href="([^"]+)" rel="prev"/)?.1).replacing("&amp;", with: "&")
            #expect(numbers(try await client.text(String(back), cookie)) == numbers(first))
        }
    }

    @Test func `is exported as a table in the reader's language, with nothing in it that runs`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let number = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "=HYPERLINK(\"http://x\")")
            let cookie = try await house.signIn("wang-desk", client)
            let table = try await client.execute(uri: "/cases.csv", method: .get, headers: .signedIn(cookie))
            #expect(Array(buffer: table.body).starts(with: [0xEF, 0xBB, 0xBF]))
            let text = String(buffer: table.body)
            #expect(text.contains("单号,类别,事项"))
            #expect(text.contains("\(number),服务请求,\"'=HYPERLINK"))
            let book = try await client.execute(uri: "/cases.xlsx?kind=SR", method: .get, headers: .signedIn(cookie))
            #expect(Array(buffer: book.body).starts(with: [0x50, 0x4B]))
        }
    }

    @Test func `does one step for several, and says of each what came of it`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let good = try await house.raisedOrder()
            let taken = try await house.raisedOrder()
            let cookie = try await house.signIn("li-manager", client)
            let form = try await client.text("/bulk/DO?do=assign&n=\(good)&n=\(taken)", cookie)
            #expect(form.contains(good) && form.contains(taken))
            let token = try await client.token("/bulk/DO?do=assign&n=\(good)&n=\(taken)", cookie)
            // One engineer can't be in two places at one time.
            let answer = try await client.send(
                "/bulk/DO",
                "_token=\(token)&_key=k1&_do=assign&_n=\(good)&_n=\(taken)&engineer=zhang-wei&appointment=2026-05-12T14:00&difficulty=junior",
                cookie)
            let text = String(buffer: answer.body)
            #expect(answer.status == .unprocessableContent)
            #expect(text.contains("办成 1 项，未成 1 项"))
            #expect(text.contains("3.1.4"))
            let engineer = try await house.signIn("sun-yu", client)
            let refused = try await client.execute(
                uri: "/bulk/DO?do=assign&n=\(good)", method: .get, headers: .signedIn(engineer))
            #expect(refused.status == .notFound)
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `finds people, customers and sites by pinyin, and a whole number at once`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let number = try await house.raisedOrder()
            let cookie = try await house.signIn("li-manager", client)
            for words in ["zw", "zhangwei", "zhang%20wei", "%E5%BC%A0"] {
                #expect(try await client.text("/search?q=\(words)", cookie).contains("zhang-wei"), "\(words)")
            }
            #expect(try await client.text("/search?q=hddl", cookie).contains("沪东电力公司"))
            #expect(try await client.text("/search?q=pddd", cookie).contains("浦东调度中心"))
            #expect(try await client.text("/search?q=%E6%9D%BF", cookie).contains("<mark>板</mark>"))
            let straight = try await client.execute(
                uri: "/search?q=\(number.lowercased())", method: .get, headers: .signedIn(cookie))
            #expect(straight.headers[.location] == "/cases/\(number)")
            #expect(try await client.text("/lookup/person?q=zw", cookie) == #"[{"code":"zhang-wei","title":"张伟"}]"#)
        }
    }

    @Test func `counts in the navigation what one has just done`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("li-manager", client)
            func count() async throws -> String? {
                try await client.text("/cases?state=open", cookie)
                    .firstMatch(of: /工作台<span class="n">([0-9]+)<\/span>/).map { String($0.1) }
            }
            let before = try await count()
            let order = try await house.raisedOrder()
            house.house.clock.set(house.front.desk.now().adding(minutes: 1))
            let raised = try await count()
            #expect(raised != before)
            try await house.front.desk.perform(Submission(by: "li-manager", .at(number: order), "cancel", ["reason": "客户撤回"]))
            #expect(try await count() == before)
        }
    }
}

@Suite struct `Live news` {
    @Test(arguments: [Dialect.sqlite, .postgres])
    func `reach those who may see the case, and nobody else`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await house.listen("li-manager")
            let stranger = try await house.listen("lu-customer")
            let number = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断")
            house.front.live.close()
            #expect(await manager.numbers.reduce(into: []) { $0.append($1) } == [number])
            #expect(await stranger.numbers.reduce(into: [String]()) { $0.append($1) } == [])
        }
    }

    @Test(arguments: [Dialect.sqlite, .postgres])
    func `of another node on the same database are heard once`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await house.listen("li-manager")
            let last = try await house.front.beginFollowing()
            // The desk below the front tells nobody, as another process would not.
            let number = try await house.request(by: "gu-customer", serial: "SN-OSN-0001", "链路中断", at: house.house.desk)
            let reached = await house.front.catchUp(after: last)
            _ = await house.front.catchUp(after: last)
            #expect(reached > last)
            house.front.live.close()
            #expect(await manager.numbers.reduce(into: []) { $0.append($1) } == [number])
        }
    }

    @Test(.timeLimit(.minutes(15))) func `come as events until the house closes, to the five pages of a person that opened last`()
        async throws
    {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("li-manager", client)
            async let first = client.execute(uri: "/events", method: .get, headers: .signedIn(cookie))
            while house.front.live.count == 0 { await Task.yield() }
            var ears: [LiveHub.Listening] = []
            for _ in 0..<5 { ears.append(try await house.listen("li-manager")) }
            // The sixth ended the first, which was told nothing.
            let ended = try await first
            #expect(ended.headers[.contentType]?.hasPrefix("text/event-stream") ?? false)
            #expect(!String(buffer: ended.body).contains("event: change"))
            #expect(house.front.live.count == 5)
            // An ear that is dropped is no ear any more.
            ears.removeAll()
            #expect(house.front.live.count == 0)

            async let page = client.execute(uri: "/events", method: .get, headers: .signedIn(cookie))
            while house.front.live.count == 0 { await Task.yield() }
            let number = try await house.raisedOrder()
            house.front.live.close()
            #expect(String(buffer: try await page.body).contains("event: change\ndata: \(number)\n\n"))
        }
    }
}

extension WebHouse {
    /// A customer reports a fault.
    func request(by person: ID<Person>, serial: String, _ words: String, at desk: Desk? = nil) async throws -> String {
        try await (desk ?? front.desk).perform(
            Submission(
                by: person, .new(kind: "SR"), "receive",
                [
                    "description": .text(words), "contact": "顾明", "phone": "13800000001", "serial": .text(serial),
                    "stepsTaken": "已复位",
                    "likelyCause": "线路板",
                ])
        ).number
    }

    /// Zhang Wei raises a repair in Pudong.
    func raisedOrder() async throws -> String {
        try await front.desk.perform(
            Submission(
                by: "zhang-wei", .new(kind: "DO"), "raise",
                ["type": "repair", "site": "pudong-dc", "work": "更换 3 槽 10G 线路板", "devices": ["SN-OSN-0001"]])
        ).number
    }

    /// Somebody's ear.
    func listen(_ person: ID<Person>) async throws -> LiveHub.Listening {
        let now = front.desk.now()
        let actor = try await front.desk.database.read { try Actor.load(person, at: now, in: $0) }
        return front.live.listen(as: actor)
    }
}

extension TestClientProtocol {
    /// A page's text.
    func text(_ path: String, _ cookie: String) async throws -> String {
        String(buffer: try await execute(uri: path, method: .get, headers: .signedIn(cookie)).body)
    }

    /// The token of a page's forms.
    func token(_ path: String, _ cookie: String) async throws -> String {
        String(try #require(try await text(path, cookie).firstMatch(of: /name="_token" value="([^"]+)"/)?.1))
    }

    /// Sends a form.
    func send(_ path: String, _ body: String, _ cookie: String) async throws -> TestResponse {
        var headers = HTTPFields.signedIn(cookie)
        headers[.contentType] = "application/x-www-form-urlencoded"
        return try await execute(uri: path, method: .post, headers: headers, body: ByteBuffer(string: body))
    }
}
