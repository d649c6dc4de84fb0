import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Testing
import Web

/// A program that asks the API with somebody's token.
struct Program {
    let client: any TestClientProtocol
    let token: String?

    /// What it got.
    struct Reply {
        let status: HTTPResponse.Status
        let headers: HTTPFields
        let body: Value
        /// The fields that faults or reasons name, in order.
        var fields: [String] {
            ((body["faults"].elements ?? []) + (body["reasons"].elements ?? [])).compactMap { $0["field"].text }
        }
        /// The clauses of a refusal.
        var clauses: [String] { (body["reasons"].elements ?? []).compactMap { $0["clause"].text } }
    }

    /// A program with a new token of somebody's.
    init(_ client: any TestClientProtocol, of person: ID<Person>, in house: WebHouse, scopes: String = "write", days: Int = 7)
        async throws
    {
        self.client = client
        token = try await Accounts.issueToken(for: person, scopes: scopes, days: days, through: house.front.desk)
    }

    /// A program without a token.
    init(_ client: any TestClientProtocol, token: String? = nil) {
        self.client = client
        self.token = token
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, _ bytes: [UInt8]?, type: String? = "application/json",
        _ headers: HTTPFields = [:]
    ) async throws -> Reply {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        if bytes != nil { headers[.contentType] = type }
        let answer = try await client.execute(
            uri: path, method: method, headers: headers, body: bytes.map { ByteBuffer(bytes: $0) })
        let bytes = Array(buffer: answer.body)
        return Reply(status: answer.status, headers: answer.headers, body: (try? CanonicalJSON.value(of: bytes)) ?? .null)
    }

    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.get, "/api/v1\(path)", nil, headers)
    }

    func post(_ path: String, _ body: Value, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.post, "/api/v1\(path)", CanonicalJSON.bytes(of: body), headers)
    }

    func patch(_ path: String, _ body: Value, _ headers: HTTPFields = [:]) async throws -> Reply {
        try await send(.patch, "/api/v1\(path)", CanonicalJSON.bytes(of: body), headers)
    }

    /// The number of a service request that it opens for a device of the demonstration company.
    func request(_ serial: String = "SN-OSN-0001") async throws -> String {
        let reply = try await post("/cases/SR", ["input": ["description": "光板告警", "serial": .text(serial)]])
        #expect(reply.status == .created)
        return try #require(reply.body["number"].text)
    }
}
