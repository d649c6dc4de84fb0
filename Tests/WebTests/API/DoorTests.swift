import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `The API's door` {
    @Test(arguments: Dialect.allCases) func `opens for a token that counts, and for no cookie`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let nobody = try await Program(client).get("/me")
            #expect(nobody.status == .unauthorized)
            #expect(nobody.headers[.contentType] == "application/problem+json")
            #expect(nobody.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            #expect(nobody.body["type"].text == "urn:paigong:problem:unauthorized")

            let cookie = try await house.signIn("wang-desk", client)
            let signedIn = try await Program(client).post("/cases/SR", ["input": ["description": "光板告警"]], [.cookie: cookie])
            #expect(signedIn.status == .unauthorized)

            let reader = try await Program(client, of: "wang-desk", in: house, scopes: "read")
            #expect(try await reader.get("/me").body["name"] == "王敏")
            let refused = try await reader.post("/cases/SR", ["input": ["description": "光板告警"]])
            #expect(refused.status == .forbidden)
            let nothing = try await Program(client, of: "wang-desk", in: house, scopes: "everything")
            #expect(try await nothing.get("/me").status == .forbidden)
        }
    }

    @Test func `shuts when a token is too old, and when its person has left`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let old = try await Program(client, of: "wang-desk", in: house, days: 1)
            let leaver = try await Program(client, of: "xu-gone", in: house, days: 30)
            #expect(try await leaver.get("/me").status == .ok)
            try await house.front.desk.perform(
                Submission(by: "he-hr", .at(number: "person:xu-gone"), "retire", ["reason": "离职"]))
            #expect(try await leaver.get("/me").status == .unauthorized)
            #expect(try await old.get("/me").status == .ok)
            house.house.clock.set(house.front.desk.now().adding(hours: 25))
            #expect(try await old.get("/me").status == .unauthorized)
        }
    }

    @Test func `says as a problem what can't be served`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let program = try await Program(client, of: "wang-desk", in: house)
            let unknown = try await program.send(.get, "/api/v2/cases", nil)
            #expect(unknown.status == .notFound && unknown.body["status"] == 404)
            let method = try await program.send(.delete, "/api/v1/cases/SR-2026-000001", nil)
            #expect(method.status == .methodNotAllowed)
            #expect(method.headers[.allow] == "GET, HEAD")
            #expect(try await program.get("/cases/SR").headers[.allow] == "POST")
            let media = try await program.send(.post, "/api/v1/cases/SR", Array("a=1".utf8), type: "text/plain")
            #expect(media.status == .unsupportedMediaType)
            let large = try await program.send(.post, "/api/v1/cases/SR", Array(repeating: 0x20, count: JSONBody.most + 1))
            #expect(large.status == .contentTooLarge)
            for bad in [
                Array("{".utf8), Array("[]".utf8), [0x7B, 0xFF, 0x7D], Array("{\"input\":\"x\"}".utf8),
                Array("{\"inputs\":{}}".utf8), [],
            ] {
                let reply = try await program.send(.post, "/api/v1/cases/HC", bad)
                #expect(reply.status == .badRequest, "\(bad)")
                #expect(reply.headers[.contentType] == "application/problem+json")
            }
            var deep = Array("{\"input\":{\"description\":".utf8)
            deep += Array(repeating: UInt8(ascii: "["), count: 100_000)
            #expect(try await program.send(.post, "/api/v1/cases/SR", deep).status == .badRequest)
        }
    }

    @Test func `speaks the language that is asked for, and gives each request an id`() async throws {
        try await WebHouse().serve { client in
            let program = Program(client)
            let english = try await program.get("/me", [.acceptLanguage: "en-GB,zh;q=0.5", .xRequestID: "check-42.a_B"])
            #expect(english.body["title"].text?.hasPrefix("Show a valid token") == true)
            #expect(english.headers[.xRequestID] == "check-42.a_B")
            #expect(english.body["instance"] == "urn:paigong:request:check-42.a_B")
            let chinese = try await program.get("/me", [.xRequestID: "a b\"<"])
            #expect(chinese.body["title"].text?.hasPrefix("请以有效的令牌") == true)
            #expect(chinese.headers[.xRequestID]?.count ?? 0 > 8)
        }
    }

    @Test func `shuts for a while when somebody asks too often, for them alone`() async throws {
        let house = try await WebHouse(limits: RateLimits(perMinute: 60, burst: 3))
        try await house.serve { client in
            let eager = try await Program(client, of: "wang-desk", in: house)
            let other = try await Program(client, of: "li-manager", in: house)
            for left in [2, 1, 0] {
                let reply = try await eager.get("/me")
                #expect(reply.status == .ok && reply.headers[.rateRemaining] == String(left))
            }
            let late = try await eager.get("/me")
            #expect(late.status == .tooManyRequests)
            #expect(late.headers[.retryAfter] == "1")
            #expect(try await other.get("/me").status == .ok)
            house.house.clock.set(house.front.desk.now().adding(milliseconds: 1_000))
            #expect(try await eager.get("/me").status == .ok)
        }
    }
}
