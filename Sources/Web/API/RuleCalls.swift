import Foundation
import Handbook
import Hummingbird
import Operations

extension Front {
    /// Works a rule out: takes and gives what the command line does; bad input is a problem with the same `error` in it.
    func answerRule(_ call: Call) async throws -> Response {
        let name = try ruleName(call)
        let bytes = try await JSONBody.bytes(of: call.request)
        let answer = Rules.answer(name: name, json: bytes, edition: edition)
        guard case .object(let members) = try JSONDecoder().decode(JSON.self, from: Data(answer)),
            let error = members.first(where: { $0.0 == "error" })?.1
        else { return Response(answer, type: "application/json", to: call.visit) }
        var unreadable = Unreadable(.badRequest, "规则的输入有误", "The rule's input is wrong")
        unreadable.further = [("error", error)] + members.filter { $0.0 == "errors" }
        throw unreadable
    }

    /// What a rule takes and gives.
    func describeRule(_ call: Call) async throws -> Response {
        let schema = Rules.schema(try ruleName(call)) ?? []
        return Response(schema, type: "application/schema+json", to: call.visit)
    }

    private func ruleName(_ call: Call) throws -> String {
        let name = try call.visit.part("name")
        guard Rules.named(name) != nil else { throw Missing("没有这条规则", "There is no such rule") }
        return name
    }
}
