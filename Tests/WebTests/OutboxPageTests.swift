import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite struct `The outbox's page` {
    @Test func `shows no link by which an account is opened`() async throws {
        let house = try await WebHouse()
        let now = house.front.desk.now().milliseconds
        try await house.front.desk.database.write { session in
            try session.execute(
                "INSERT INTO outbox (target, number, payload, created, due) VALUES (?, ?, ?, ?, ?)", "mail:a@example.com",
                "person:zhang-wei", #"{"subject":"重设口令","body":"https://here/enter/geheim"}"#, now, now)
        }
        try await house.serve { client in
            let admin = try await house.signIn("admin", client)
            let text = String(buffer: try await client.execute(uri: "/outbox", method: .get, headers: .signedIn(admin)).body)
            #expect(text.contains("重设口令") && !text.contains("geheim"))
        }
    }

    @Test func `is for administrators, says that nothing is sent yet, and sends again on request`() async throws {
        let house = try await WebHouse()
        let desk = house.front.desk
        let now = desk.now().milliseconds
        try await desk.database.write { session in
            try session.execute(
                "INSERT INTO outbox (target, number, payload, created, due, dead, attempts, trouble) VALUES (?, ?, ?, ?, ?, 1, 10, ?)",
                "customer:hudian", "DO-1", #"{"zh":"请签新版记录","en":"Please sign"}"#, now, now, "550 nobody")
        }
        try await house.serve { client in
            let engineer = try await house.signIn("zhang-wei", client)
            #expect(try await client.execute(uri: "/outbox", method: .get, headers: .signedIn(engineer)).status == .notFound)
            let admin = try await house.signIn("admin", client)
            let dead = try await client.execute(uri: "/outbox?state=dead", method: .get, headers: .signedIn(admin))
            let text = String(buffer: dead.body)
            #expect(text.contains("未配置邮件服务器") && text.contains("请签新版记录") && text.contains("550 nobody"))
            let token = try #require(text.firstMatch(of: /name="_token" value="([^"]+)"/)?.1)
            let path = try #require(text.firstMatch(of: /action="(\/outbox\/[0-9]+\/retry)"/)?.1)
            var headers = HTTPFields.signedIn(admin)
            headers[.contentType] = "application/x-www-form-urlencoded"
            let without = try await client.execute(
                uri: String(path), method: .post, headers: headers, body: ByteBuffer(string: "_token=no"))
            #expect(without.status == .forbidden)
            let answer = try await client.execute(
                uri: String(path), method: .post, headers: headers, body: ByteBuffer(string: "_token=\(token)&state=dead"))
            #expect(answer.status == .seeOther)
        }
    }
}
