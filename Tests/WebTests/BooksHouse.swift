import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

extension WebHouse {
    static let databases: [Dialect] = [.sqlite, .postgres]

    /// Opens a case or enters something into a register.
    @discardableResult
    func open(_ kind: String, _ verb: String, by person: ID<Person>, _ input: [String: Value]) async throws -> String {
        try await house.desk.perform(Submission(by: person, .new(kind: kind), verb, input)).number
    }

    /// Does a step.
    @discardableResult
    func act(_ verb: String, on number: String, by person: ID<Person>, _ input: [String: Value] = [:]) async throws -> Performed {
        try await house.desk.perform(Submission(by: person, .at(number: number), verb, input))
    }

    /// A page as somebody sees it.
    func page(_ path: String, for person: ID<Person>, _ client: any TestClientProtocol) async throws -> (
        status: HTTPResponse.Status, text: String
    ) {
        let cookie = try await signIn(person, client)
        let answer = try await client.execute(uri: path, method: .get, headers: .signedIn(cookie))
        return (answer.status, String(buffer: answer.body))
    }
}
