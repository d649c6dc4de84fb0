import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `Cases by the API` {
    @Test(arguments: Dialect.allCases) func `are opened, read, led on and told`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let desk = try await Program(client, of: "wang-desk", in: house)
            let opened = try await desk.post("/cases/SR", ["input": ["description": "光板告警", "serial": "SN-OSN-0001"]])
            let number = try #require(opened.body["number"].text)
            #expect(opened.headers[.location] == "/api/v1/cases/\(number)")
            let read = try await desk.get("/cases/\(number)")
            #expect(read.headers[.eTag] == opened.headers[.eTag])
            #expect(read.body["stage"]["zh"] == "已受理")
            #expect(read.body["customer"] == ["code": "hudian", "title": "沪东电力公司"])
            #expect(read.body["due"] == "2026-05-12T11:00:00+08:00")
            #expect(read.body["clocks"].elements?.first?["id"] == "response")
            #expect(read.body["record"]["facts"]["description"] == "光板告警")

            let steps = try await desk.get("/cases/\(number)/activities").body["activities"].elements ?? []
            let comment = try #require(steps.first { $0["verb"] == "comment" })
            #expect(comment["schema"]["required"] == ["text"])
            let path = try #require(comment["href"].text).dropFirst("/api/v1".count)
            let done = try await desk.post(String(path), ["input": ["text": "已电话联系"], "done": "2026-05-12 08:30"])
            #expect(done.status == .ok && done.body["position"] == 2)
            let journal = try await desk.get("/cases/\(number)/journal").body["entries"].elements ?? []
            #expect(journal.map { $0["verb"].text } == ["comment", "receive"])
            #expect(journal.first?["source"] == "api")
            #expect(journal.first?["done"] == "2026-05-12T08:30:00+08:00")
            let paper = try #require(try await desk.get("/cases/\(number)/documents").body["documents"].elements?.first)
            #expect(paper["kind"] == "fault-report")
            let whole = try await desk.get("/cases/\(number)/documents/fault-report/1")
            #expect(whole.body["case"] == .text(number) && whole.body["kind"] == "fault-report")
            #expect(whole.headers[.eTag] == "\"\(paper["hash"].text ?? "")\"")
            for other in ["fault-report/2", "fault-report/x", "work-record/1"] {
                #expect(try await desk.get("/cases/\(number)/documents/\(other)").status == .notFound)
            }
        }
    }

    @Test(arguments: Dialect.allCases) func `are listed page by page without a gap or a repeat`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let desk = try await Program(client, of: "wang-desk", in: house)
            var opened: Set<String> = []
            for serial in ["SN-OSN-0001", "SN-OSN-0002", "SN-OS-0003", "SN-OSN-0001", "SN-OSN-0002"] {
                opened.insert(try await desk.request(serial))
            }
            var listed: [String] = []
            var path = "/cases?kind=SR&limit=2"
            for _ in 0..<4 {
                let page = try await desk.get(path)
                listed += (page.body["cases"].elements ?? []).compactMap { $0["number"].text }
                guard let next = page.headers[.link]?.firstMatch(of: /<\/api\/v1([^>]+)>; rel="next"/)?.1 else { break }
                path = String(next)
            }
            #expect(listed.count == 5 && Set(listed) == opened)
            #expect(try await desk.get("/cases?state=closed").body["cases"] == [])
            #expect(try await desk.get("/cases?kind=SR&region=shanghai&limit=9").body["cases"].elements?.count == 4)
            #expect(try await desk.get("/cases?region=jiangsu").body["cases"].elements?.count == 1)
            for (asked, count) in [
                ("owner=wang-desk", 5), ("owner=sun-yu", 0), ("level=7x24/2H", 4), ("level=none", 0), ("due=late", 0),
                ("due=today", 5), ("due=none", 0),
            ] {
                let found = try await desk.get("/cases?\(asked)").body["cases"].elements?.count
                #expect(found == count, "\(asked)")
            }
            #expect(try await desk.get("/cases?due=soon").fields == ["due"])
            let wrong = try await desk.get("/cases?limit=0&after=%00&kind=XX&colour=red")
            #expect(wrong.status == .badRequest)
            #expect(Set(wrong.fields) == ["limit", "after", "kind", "colour"])
            #expect(try await desk.get("/cases?stage=%FF").status == .badRequest)
        }
    }

    @Test(arguments: Dialect.allCases) func `are refused with every clause, field and remedy`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let engineer = try await Program(client, of: "zhang-wei", in: house)
            let number = try await engineer.request()
            let refused = try await engineer.post("/cases/\(number)/activities/link", ["input": ["other": "SR-2026-999999"]])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.body["type"] == "urn:paigong:problem:refused")
            #expect(refused.body["clause"] == "2.8.4" && refused.body["field"] == "other")
            #expect(refused.body["remedy"]["en"] == "Check the number “SR-2026-999999”")
            #expect(refused.clauses == ["2.8.4"])
            let malformed = try await engineer.post("/cases/\(number)/activities/comment", ["input": ["text": 5, "colour": "red"]])
            #expect(malformed.status == .badRequest && malformed.fields == ["colour"])
            #expect(try await engineer.post("/cases/\(number)/activities/fly", [:]).status == .notFound)
            #expect(try await engineer.post("/cases/HC", ["input": ["phone": "13900000000"]]).fields == ["verb"])
            #expect(
                try await engineer.post("/cases/HC", ["verb": "log-call", "input": ["phone": "13900000000"]]).status == .created)
        }
    }

    @Test(arguments: Dialect.allCases) func `are opened once however often the same key comes`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let desk = try await Program(client, of: "wang-desk", in: house)
            let body: Value = ["input": ["description": "光板告警"]]
            let first = try await desk.post("/cases/SR", body, [.idempotencyKey: "k-1"])
            let again = try await desk.post("/cases/SR", body, [.idempotencyKey: "k-1"])
            #expect(first.status == .created && again.body == first.body)
            let other = try await desk.post("/cases/SR", ["input": ["description": "另一故障"]], [.idempotencyKey: "k-1"])
            #expect(other.status == .badRequest && other.fields == ["key"])
        }
    }

    @Test(arguments: Dialect.allCases) func `of others are not to be found, and customers see no record`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let number = try await Program(client, of: "wang-desk", in: house).request()
            let own = try await Program(client, of: "gu-customer", in: house)
            let stranger = try await Program(client, of: "lu-customer", in: house)
            #expect(try await own.get("/cases/\(number)").body["record"] == .null)
            #expect(try await own.get("/cases").body["cases"].elements?.count == 1)
            for path in ["", "/activities", "/journal", "/documents", "/attachments"] {
                #expect(try await stranger.get("/cases/\(number)\(path)").status == .notFound)
            }
            #expect(try await stranger.post("/cases/\(number)/activities/comment", ["input": ["text": "?"]]).status == .notFound)
            #expect(try await stranger.get("/cases").body["cases"] == [])
            #expect(try await stranger.get("/registers/customer/hudian").status == .notFound)
        }
    }

    @Test(arguments: Dialect.allCases) func `keep files that were sent as they are or in a form`(_ kind: Dialect) async throws {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let desk = try await Program(client, of: "wang-desk", in: house)
            let number = try await desk.request()
            let raw = try await desk.send(
                .post, "/api/v1/attachments?name=%E6%97%A5%E5%BF%97.txt", Array("告警日志".utf8), type: "text/plain")
            #expect(raw.status == .created && raw.body["name"] == "日志.txt")
            let form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n告警\r\n--b--\r\n"
            let inForm = try await desk.send(
                .post, "/api/v1/attachments", Array(form.utf8), type: "multipart/form-data; boundary=b")
            #expect(inForm.status == .created && inForm.body["name"] == "a.txt")
            let attached = try await desk.post("/cases/\(number)/activities/attach", ["input": ["files": [raw.body, inForm.body]]])
            #expect(attached.status == .ok)
            let listed = try await desk.get("/cases/\(number)/attachments").body["attachments"].elements ?? []
            #expect(listed.count == 2)
            let href = try #require(listed.last?["href"].text)
            let file = try await desk.send(.get, href, nil)
            #expect(file.status == .ok && file.headers[.contentDisposition]?.hasPrefix("attachment") == true)

            #expect(
                try await desk.send(.post, "/api/v1/attachments", [0x7F, 0x45, 0x4C, 0x46, 0, 1], type: "image/png").status
                    == .badRequest)
            #expect(try await desk.send(.post, "/api/v1/attachments", [], type: "image/png").status == .badRequest)
            let foreign = "sha256:" + String(repeating: "0", count: 64)
            let unknown = try await desk.post(
                "/cases/\(number)/activities/attach", ["input": ["files": [["name": "a", "hash": .text(foreign)]]]])
            #expect(unknown.fields == ["files[1]"])
        }
    }

    @Test(.timeLimit(.minutes(15))) func `are told as they change to programs whose people may see them`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let manager = try await Program(client, of: "li-manager", in: house, scopes: "read")
            let stranger = try await Program(client, of: "lu-customer", in: house, scopes: "read")
            let headers = [manager, stranger].map { HTTPFields(dictionaryLiteral: (.authorization, "Bearer \($0.token ?? "")")) }
            async let told = client.execute(uri: "/api/v1/events", method: .get, headers: headers[0])
            async let untold = client.execute(uri: "/api/v1/events", method: .get, headers: headers[1])
            while house.front.live.count < 2 { await Task.yield() }
            let number = try await house.raisedOrder()
            house.front.live.close()
            let (heard, unheard) = try await (told, untold)
            #expect(String(buffer: heard.body).contains("event: change\ndata: \(number)\n\n"))
            #expect(!String(buffer: unheard.body).contains(number))
        }
    }
}
