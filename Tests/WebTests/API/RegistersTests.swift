import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

@testable import Web

@Suite struct `Registers by the API` {
    @Test(arguments: Dialect.allCases) func `are amended only as they were read, and only in what is given`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let manager = try await Program(client, of: "li-manager", in: house)
            let path = "/registers/site/pudong-dc"
            let read = try await manager.get(path)
            let tag = try #require(read.headers[.eTag])
            #expect(try await manager.patch(path, ["input": ["city": "上海市"]]).status == .preconditionRequired)
            #expect(
                try await manager.patch(path, ["input": ["city": "上海市"]], [.ifMatch: "\"sha256:0\""]).status == .preconditionFailed)
            let amended = try await manager.patch(path, ["input": ["city": "上海市"]], [.ifMatch: tag])
            #expect(amended.status == .ok)
            #expect(try await manager.patch(path, ["input": ["city": "沪"]], [.ifMatch: tag]).status == .preconditionFailed)
            let after = try await manager.get(path)
            #expect(after.headers[.eTag] == amended.headers[.eTag])
            #expect(after.body["entry"]["city"] == "上海市")
            #expect(after.body["entry"]["rooms"] == read.body["entry"]["rooms"])
            #expect(after.body["entry"]["sensitivePeriods"] == read.body["entry"]["sensitivePeriods"])
            let history = try await manager.get("\(path)/history").body["entries"].elements ?? []
            #expect(history.map { $0["verb"].text } == ["amend", "enter"])
        }
    }

    @Test(arguments: Dialect.allCases) func `take new entries from their keepers, and list them page by page`(_ kind: Dialect)
        async throws
    {
        let house = try await WebHouse(kind)
        try await house.serve { client in
            let sales = try await Program(client, of: "zhou-sales", in: house)
            let entry: Value = ["input": ["code": "xinke", "name": "新客电网", "region": "shanghai", "grade": "B"]]
            let entered = try await sales.post("/registers/customer", entry)
            #expect(entered.status == .created && entered.headers[.location] == "/api/v1/registers/customer/xinke")
            let taken = try await sales.post("/registers/customer", entry)
            #expect(taken.status == .unprocessableContent && taken.fields == ["code"])
            let engineer = try await Program(client, of: "zhang-wei", in: house)
            #expect(try await engineer.post("/registers/customer", entry).status == .unprocessableContent)
            var codes: [String] = []
            var path = "/registers/customer?limit=2"
            for _ in 0..<4 {
                let page = try await sales.get(path)
                codes += (page.body["entries"].elements ?? []).compactMap { $0["code"].text }
                guard let next = page.body["next"].text else { break }
                path = "/registers/customer?limit=2&after=\(next)"
            }
            #expect(codes == ["hudian", "hudian-pudong", "suneng", "xinke"])
            #expect(try await sales.get("/registers/SR").status == .notFound)
            #expect(try await sales.get("/registers/customer/nobody").status == .notFound)
        }
    }

    @Test func `never amend an edition`() async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let admin = try await Program(client, of: "admin", in: house)
            let path = "/registers/edition/HD-EN-2021-A0-1"
            #expect(try await admin.get(path).status == .ok)
            let amended = try await admin.patch(path, ["input": ["name": "X"]], [.ifMatch: "*"])
            #expect(amended.status == .methodNotAllowed && amended.headers[.allow] == "GET, HEAD")
        }
    }
}
