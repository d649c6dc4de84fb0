import Foundation
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing

@testable import Web

/// A small company that has lived for a month, behind its front: what reports count has happened there.
struct LivedHouse {
    let front: Front
    private let file: TemporaryDatabase

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    init(_ dialect: Dialect) async throws {
        let source = try EditionSource(directory: Self.root.appending(path: "Editions/HD-EN-2021-A0"))
        let now = try #require(try Edition(source).time.instant(parsing: "2026-05-18 14:00"))
        file = try TemporaryDatabase(dialect)
        let database = try await openDatabase(file.address)
        let seed = try Seed(
            folder: WebHouse.scenarios.appending(path: "_demo"), edition: source, size: SeedSize(days: 30, percent: 60), seed: 3)
        try #require(try await seed.load(into: database, at: now).stuck == [])
        let desk = try await Desk.open(database, founding: source, build: "test", now: { now })
        let accounts = Accounts(database, key: AccountKey(bytes: Array(1...32)), threads: WebHouse.threads, now: { now })
        front = Front(desk, accounts: accounts, assets: try Assets(), address: "http://127.0.0.1")
    }

    /// Serves the house to a client and removes it afterwards.
    func serve(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await Application(router: routes(front)).test(.router, body)
        await front.desk.database.close()
        try await file.remove()
    }

    /// Somebody who has just come in.
    func browser(of person: String, _ client: any TestClientProtocol) async throws -> Browser {
        let browser = Browser(client)
        let link = try await front.accounts.link(for: ID(person), to: .signIn)
        try await browser.post(link, [:], from: link)
        try #require(browser.status == .seeOther)
        return browser
    }

    /// How many cases somebody finds in the list at an address, page by page.
    func listed(_ path: String, by person: String) async throws -> Int {
        var filter = QueueQuery(address: path).filter
        let now = front.desk.now()
        let actor = try await front.desk.database.read { try Actor.load(ID(person), at: now, in: $0) }
        var numbers: Set<String> = []
        while true {
            let list = try await front.desk.list(filter, for: actor, limit: 40)
            numbers.formUnion(list.lines.map(\.number))
            guard let next = list.next else { return numbers.count }
            filter.cursor = next
        }
    }
}
