import Foundation

/// A fresh, empty database that nobody else uses: what tests and the scenario player run a temporary system on.
package struct TemporaryDatabase: Sendable {
    /// The environment variable with the address of the PostgreSQL that may be filled with temporary schemas.
    package static let variable = "PAIGONG_TEST_POSTGRES"

    /// Which database it is.
    package let kind: Dialect

    /// What `openDatabase` takes.
    package let address: String

    private let folder: URL?

    /// A SQLite file in a folder of its own, or the address of a schema of its own, which opening creates.
    package init(_ kind: Dialect) throws {
        self.kind = kind
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        switch kind {
        case .sqlite:
            let folder = FileManager.default.temporaryDirectory.appending(path: "paigong-\(name)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            self.folder = folder
            address = "sqlite:" + folder.appending(path: "paigong.sqlite").path(percentEncoded: false)
        case .postgres:
            guard let server = ProcessInfo.processInfo.environment[Self.variable], !server.isEmpty else {
                throw MissingTestServer()
            }
            folder = nil
            // Few connections each: tests run side by side.
            address = server + (server.contains("?") ? "&" : "?") + "schema=\(name)&connections=3"
        }
    }

    /// Deletes it with all that it holds; whoever opened it closes it first.
    package func remove() async throws {
        if let folder {
            try FileManager.default.removeItem(at: folder)
        } else if let schema = try PostgresAddress(address)?.schema {
            let database = try await openDatabase(address + "&connections=1")
            do {
                _ = try await database.write { try $0.execute("DROP SCHEMA \"\(schema)\" CASCADE") }
                await database.close()
            } catch {
                await database.close()
                throw error
            }
        }
    }
}

/// There is no PostgreSQL for the tests.
package struct MissingTestServer: Error, CustomStringConvertible {
    package var description: String {
        "\(TemporaryDatabase.variable) is not set: run `make test`, which starts a PostgreSQL for the tests and names it there."
    }
}
