import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing
import Web

@Suite struct `The front` {
    @Test func `leads whoever is not signed in to the sign-in`() async throws {
        try await WebHouse().serve { client in
            let answer = try await client.execute(uri: "/", method: .get)
            #expect(answer.status == .seeOther)
            #expect(answer.headers[.location] == "/sign-in?then=%2F")
        }
    }

    @Test func `lets somebody in by a link once`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let link = try await house.front.accounts.link(for: "wang-desk", to: .signIn)
            let first = Browser(client)
            let second = Browser(client)
            try await second.open(link)
            #expect(try await first.post(link, [:], from: link) == .seeOther)
            #expect(try await second.post(link, [:]) == .notFound)
        }
    }

    @Test func `shows a form again with everything that was typed, and the clause`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let cookie = try await house.signIn("wang-desk", client)
            let form = try await client.execute(uri: "/new/SR/receive", method: .get, headers: .signedIn(cookie))
            let text = String(buffer: form.body)
            let token = try #require(text.firstMatch(of: /name="_token" value="([^"]+)"/)?.1)
            var headers = HTTPFields.signedIn(cookie)
            headers[.contentType] = "application/x-www-form-urlencoded"
            let answer = try await client.execute(
                uri: "/new/SR/receive", method: .post, headers: headers,
                body: ByteBuffer(string: "_token=\(token)&contact=%E5%85%89%E6%9D%BF%E5%91%8A%E8%AD%A6"))
            #expect(answer.status == .badRequest)
            #expect(String(buffer: answer.body).contains("光板告警"))
        }
    }
}

@Suite struct `Notices` {
    @Test(arguments: [Dialect.sqlite, .postgres]) func `are for their person, and new until they are seen`(_ dialect: Dialect)
        async throws
    {
        let house = try await WebHouse(dialect)
        let desk = house.front.desk
        try await desk.perform(
            Submission(
                by: "gu-customer", .new(kind: "SR"), "receive",
                ["description": "链路中断", "contact": "顾明", "phone": "13800000001", "serial": "SN-OSN-0001"]))
        let told = try await desk.notices(for: "zhang-wei")
        #expect(told.contains { $0.isNew && $0.text.zh.contains("新请求") })
        #expect(try await desk.notices(for: "ma-jun").isEmpty)
        try await desk.noteSeen(try #require(told.first).id, by: "zhang-wei")
        #expect(try await desk.newNotices(for: "zhang-wei") == 0)
        try await house.house.remove()
    }
}
