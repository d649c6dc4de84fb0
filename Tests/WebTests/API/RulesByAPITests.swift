import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing

@testable import Web

@Suite struct `Rules by the API` {
    private static let inputs: [(rule: String, json: String)] = [
        ("service-level", #"{"level":"5x8/4H","at":"2026-05-15T16:30"}"#),
        ("working-days", #"{"from":"2026-04-30","days":3}"#),
        ("cover", #"{"originalEnd":"2026-12-31","replacedAt":"2026-05-12"}"#),
        ("qualification", #"{"at":"2026-05-12","vendor":"huawei","years":3,"training":"senior","certificates":[]}"#),
    ]

    @Test func `take and give what the command line does, each of them`() async throws {
        let house = try await WebHouse()
        #expect(Set(Self.inputs.map(\.rule)) == Set(Rules.all.map { $0.name }))
        try await house.serve { client in
            let program = try await Program(client, of: "zhang-wei", in: house, scopes: "read")
            for (rule, json) in Self.inputs {
                let reply = try await program.send(.post, "/api/v1/rules/\(rule)", Array(json.utf8))
                let edition = house.front.desk.editions.current
                let said = try CanonicalJSON.value(of: Rules.answer(name: rule, json: Array(json.utf8), edition: edition))
                #expect(reply.status == .ok && reply.body == said, "\(rule)")
                let bad = try await program.post("/rules/\(rule)", ["colour": "red"])
                let wrong = try CanonicalJSON.value(
                    of: Rules.answer(name: rule, json: Array(#"{"colour":"red"}"#.utf8), edition: edition))
                #expect(bad.status == .badRequest && bad.body["error"] == wrong["error"] && bad.body["errors"] == wrong["errors"])
                #expect(try await program.get("/rules/\(rule)/schema").body["$id"] == .text("urn:paigong:rule:\(rule)"))
            }
            #expect(try await program.post("/rules/fortune", [:]).status == .notFound)
            #expect(try await Program(client).post("/rules/cover", [:]).status == .unauthorized)
        }
    }
}
