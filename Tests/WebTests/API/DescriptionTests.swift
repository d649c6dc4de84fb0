import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing

@testable import Web

@Suite struct `The API's description` {
    private func document(_ body: @escaping @Sendable (Value, Front) throws -> Void) async throws {
        let house = try await WebHouse()
        try await house.serve { client in
            let reply = try await Program(client).get("/openapi.json")
            #expect(reply.status == .ok)
            try body(reply.body, house.front)
        }
    }

    @Test func `has every step of every procedure and register, and every route`() async throws {
        try await document { document, front in
            let paths = document["paths"].members ?? [:]
            for procedure in Procedures.declared.values {
                for activity in procedure.activities where activity.by != [.clock] && !activity.isOpening {
                    #expect(paths["/api/v1/cases/{case}/activities/\(activity.verb)"]?["post"] != nil, "\(activity.verb)")
                }
                let opening = procedure.table == nil ? "/api/v1/cases/\(procedure.kind)" : "/api/v1/registers/\(procedure.kind)"
                #expect(paths[opening]?["post"].members != nil, "\(opening)")
            }
            for route in front.api {
                let method = route.method.rawValue.lowercased()
                let isDescribed = paths.contains { path, operations in
                    operations[method] != .null && route.matches(path.replacing("{", with: "").split(separator: "/"))
                }
                #expect(isDescribed, "\(method) \(route.path)")
            }
        }
    }

    @Test func `refers only to what it holds, and describes every problem`() async throws {
        try await document { document, _ in
            func references(_ value: Value) -> [String] {
                switch value {
                case .object(let members): members.values.flatMap(references) + [members["$ref"]?.text].compactMap(\.self)
                case .list(let elements): elements.flatMap(references)
                default: []
                }
            }
            for reference in Set(references(document)) {
                let steps = reference.dropFirst(2).split(separator: "/").map(String.init)
                #expect(steps.reduce(document) { $0[$1] } != .null, "\(reference)")
            }
            for (path, operations) in document["paths"].members ?? [:] {
                for (method, operation) in operations.members ?? [:] {
                    let statuses = Set(operation["responses"].members?.keys.map { $0 } ?? [])
                    #expect(statuses.isSuperset(of: ["429", "500"]), "\(method) \(path)")
                    if method == "post", path.contains("/activities/") {
                        #expect(statuses.isSuperset(of: ["200", "400", "401", "403", "404", "409", "413", "415", "422"]))
                    }
                }
            }
        }
    }
}
