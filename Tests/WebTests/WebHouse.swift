import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Scenarios
import Storage
import Testing
import Web

/// The demonstration company behind its front, with a clock that stands still and people who are signed in by link.
struct WebHouse {
    let house: TemporaryHouse
    let front: Front

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// Where the scenarios lie.
    static let scenarios = root.appending(path: "Scenarios")
    /// Those on which the passwords of all tests are hashed; as many wait as there are tests at once.
    static let threads = HashingThreads(mostWaiting: 10_000)

    /// Founded on that database, on a Tuesday morning.
    init(
        _ dialect: Dialect = .sqlite, address: String = "http://127.0.0.1", threads: HashingThreads = WebHouse.threads,
        isFurnished: Bool = true, limits: RateLimits = RateLimits(perMinute: 1_000_000, burst: 1_000_000),
        proxies: TrustedProxies = TrustedProxies()
    ) async throws {
        let source = try EditionSource(directory: Self.root.appending(path: "Editions/HD-EN-2021-A0"))
        let start = try #require(try Edition(source).time.instant(parsing: "2026-05-12 09:00"))
        house = try await TemporaryHouse(
            dialect, edition: source, house: isFurnished ? Self.scenarios.appending(path: "_house.yaml") : nil,
            at: start)
        let accounts = Accounts(
            house.desk.database, key: AccountKey(bytes: Array(1...32)), threads: threads, now: house.desk.now)
        front = Front(house.desk, accounts: accounts, assets: try Assets(), address: address, limits: limits, proxies: proxies)
    }

    /// Whether a database of that kind can be had here.
    static func isHere(_ dialect: Dialect) -> Bool {
        dialect == .sqlite || ProcessInfo.processInfo.environment["PAIGONG_TEST_POSTGRES"] != nil
    }

    /// Serves the house to a client and removes it afterwards.
    func serve(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        let application = Application(router: routes(front))
        try await application.test(.router, body)
        try await house.remove()
    }

    /// Plays a scenario into the house, which has nothing else going on; its clock stands where the last step left it.
    func play(_ file: String) async throws {
        for scenario in try Scenario.all(in: Self.scenarios.appending(path: file)) {
            house.clock.set(try #require(front.desk.editions.current.time.instant(parsing: scenario.start)))
            var player = Player(scenario, in: house)
            try await player.play()
            try #require(player.failures == [])
        }
    }

    /// A page as somebody who has just come in sees it.
    func page(_ path: String, as person: ID<Person>, _ client: any TestClientProtocol) async throws -> String {
        let cookie = try await signIn(person, client)
        return String(buffer: try await client.execute(uri: path, method: .get, headers: .signedIn(cookie)).body)
    }

    /// The cookie of somebody who has just come in by a one-time link.
    func signIn(_ person: ID<Person>, _ client: any TestClientProtocol) async throws -> String {
        let browser = try await browser(of: person.text, client)
        return browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
}

extension HTTPFields {
    /// The headers of a browser that is signed in with this cookie.
    static func signedIn(_ cookie: String) -> HTTPFields { [.cookie: cookie, .acceptLanguage: "zh-CN"] }
}

extension Desk {
    /// A case as somebody of the register sees it.
    func reading(of number: String, for person: ID<Person>) async throws -> CaseReading {
        let now = now()
        let actor = try await database.read { session in try Actor.load(person, at: now, in: session) }
        return try await reading(of: number, for: actor)
    }
}

extension Desk {
    /// Somebody with what they may do now.
    func actor(_ person: ID<Person>) async throws -> Actor {
        let now = now()
        return try await database.read { try Actor.load(person, at: now, in: $0) }
    }
}
