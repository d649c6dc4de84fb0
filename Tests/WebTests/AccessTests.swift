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

@Suite struct `Roles by routes by objects` {
    @Test func `Every route stands in the matrix`() async throws {
        let house = try await WebHouse()
        let lines = AccessLine.all(
            MatrixObjects(request: "-", order: "-", file: "-", paper: "-", otherRequest: "-", otherFile: "-"), asset: "-")
        let listed = Set(lines.map(\.route))
        let served = Set(routes(house.front).routes.map { "\($0.method) \(Self.written($0.path))" })
        #expect(served.subtracting(listed).sorted() == [], "enter these routes in AccessMatrix.swift")
        #expect(listed.subtracting(served).sorted() == [])
        try await house.house.remove()
    }

    /// A route's path as it stands in `Routes.swift`.
    private static func written(_ path: RouterPath) -> String {
        "/" + path.description.replacing("{", with: ":").replacing("}", with: "").drop { $0 == "/" }
    }

    @Test func `The audience gets what it asks for, and nobody else learns that it is there`() async throws {
        let house = try await WebHouse()
        let objects = try await house.furnishMatrix()
        // Events end at once, so that each visitor goes on to the next line.
        house.front.live.close()
        try await house.serve { client in
            let stranger = Browser(client)
            try await stranger.open("/sign-in")
            let asset = try #require(stranger.page.firstMatch(of: /"(\/assets\/[^"]+)"/)).1
            let lines = AccessLine.all(objects, asset: String(asset))
            for visitor in Visitor.allCases {
                let browser = visitor == .nobody ? Browser(client) : try await house.browser(of: visitor.rawValue, client)
                for line in lines where !line.isPost && !line.isAPI {
                    let status = try await browser.open(line.path)
                    let answer = "\(visitor) \(line.route) \(line.path): \(status.code)"
                    if line.admits(visitor) {
                        // Whoever is signed in needs no sign-in page.
                        #expect([.ok, .seeOther].contains(status) && !browser.isLedToSignIn, "\(answer)")
                    } else {
                        #expect(browser.isHeldOff(visitor), "\(answer)")
                    }
                }
            }
        }
    }

    @Test func `A form is taken from its audience only, and from nobody without its token`() async throws {
        let house = try await WebHouse()
        let objects = try await house.furnishMatrix()
        try await house.serve { client in
            for line in AccessLine.all(objects, asset: "-") where line.isPost && !line.isAPI {
                for visitor in Visitor.allCases {
                    let browser = visitor == .nobody ? Browser(client) : try await house.browser(of: visitor.rawValue, client)
                    try await browser.open(visitor == .nobody ? "/sign-in" : "/profile")
                    let token = try #require(browser.token)
                    for forged in ["", "x", String(token.reversed())] {
                        let status = try await browser.post(line.path, [:], token: forged)
                        let isRefused = [.forbidden, .notFound].contains(status) || visitor == .nobody && browser.isLedToSignIn
                        #expect(isRefused, "\(visitor) \(line.route) \(line.path) without token: \(status.code)")
                    }
                    let status = try await browser.post(line.path, [:], token: token)
                    let answer = "\(visitor) \(line.route) \(line.path): \(status.code)"
                    if line.admits(visitor) {
                        let isOut = line.path == "/sign-out"
                        #expect(![.forbidden, .notFound].contains(status) && status.code < 500, "\(answer)")
                        #expect(isOut || !browser.isLedToSignIn, "\(answer)")
                    } else {
                        #expect(browser.isHeldOff(visitor), "\(answer)")
                    }
                }
            }
        }
    }

    /// A body that can be read, so that the answer is about the case and not about the body.
    private static func body(of path: String) -> ByteBuffer {
        ByteBuffer(string: path.hasSuffix("/comment") ? #"{"input": {"text": "一句话"}}"# : "{}")
    }

    @Test func `A program gets what the person of its token may see, and nothing by a cookie`() async throws {
        let house = try await WebHouse()
        let objects = try await house.furnishMatrix()
        // In a house that closes, a stream of events ends as soon as it begins.
        house.front.live.close()
        try await house.serve { client in
            let cookie = try await house.signIn("wang-desk", client)
            let lines = AccessLine.all(objects, asset: "-").filter(\.isAPI)
            for visitor in Visitor.allCases {
                var headers: HTTPFields = [.contentType: "application/json"]
                if visitor == .nobody {
                    headers[.cookie] = cookie
                } else {
                    let token = try await Accounts.issueToken(
                        for: ID(visitor.rawValue), scopes: "write", days: 1, through: house.front.desk)
                    headers[.authorization] = "Bearer \(token)"
                }
                for line in lines {
                    let method = HTTPRequest.Method(String(line.route.prefix { $0 != " " })) ?? .get
                    let answer = try await client.execute(
                        uri: line.path, method: method, headers: headers, body: method == .get ? nil : Self.body(of: line.path))
                    let said = "\(visitor) \(line.route) \(line.path): \(answer.status.code)"
                    if line.admits(visitor) {
                        let isTaken = method == .get ? answer.status == .ok : ![401, 403, 404].contains(answer.status.code)
                        #expect(isTaken && answer.status.code < 500, "\(said)")
                    } else if visitor == .nobody {
                        #expect(answer.status == .unauthorized, "\(said)")
                    } else {
                        // A change that doesn't say what it saw is sent back before it is asked of whom it is.
                        #expect([404, method == .patch ? 428 : 404].contains(answer.status.code), "\(said)")
                    }
                }
            }
        }
    }

    @Test func `What one may not see answers word for word like what isn't there`() async throws {
        let house = try await WebHouse()
        let objects = try await house.furnishMatrix()
        try await house.serve { client in
            for visitor in [Visitor.otherCustomer, .otherEngineer] {
                let browser = try await house.browser(of: visitor.rawValue, client)
                try await browser.open("/profile")
                let token = try #require(browser.token)
                for (hidden, absent) in [(objects.request, "SR-2026-999999"), ("device:SN-OSN-0001", "device:SN-OSN-9999")] {
                    for verb in ["", "/comment", "/close", "/amend"] {
                        var answers: [String] = []
                        for number in [hidden, absent] {
                            try await browser.open("/cases/\(number)\(verb)")
                            answers.append("\(browser.status?.code ?? 0) \(browser.page.replacing(number, with: "#"))")
                            if verb.isEmpty { continue }
                            for text in ["", "一句话"] {
                                try await browser.post("/cases/\(number)\(verb)", ["text": text], token: token)
                                answers.append("\(browser.status?.code ?? 0) \(browser.page.replacing(number, with: "#"))")
                            }
                        }
                        #expect(
                            answers.prefix(answers.count / 2) == answers.suffix(answers.count / 2), "\(visitor) \(hidden)\(verb)")
                    }
                }
            }
        }
    }
}

extension Browser {
    /// Whether the answer leads to the sign-in.
    fileprivate var isLedToSignIn: Bool { status == .seeOther && location?.hasPrefix("/sign-in") ?? false }

    /// Whether the answer tells nothing: to a stranger to sign in, to others that it isn't there.
    fileprivate func isHeldOff(_ visitor: Visitor) -> Bool {
        status == .notFound || visitor == .nobody && isLedToSignIn
    }
}

extension WebHouse {
    /// Plays a repair for hudian to its end, and opens a request of suneng with a file.
    fileprivate func furnishMatrix() async throws -> MatrixObjects {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let scenario = try #require(
            try Scenario.all(in: root.appending(path: "Scenarios/01-a-fault-is-repaired.yaml")).first)
        house.clock.set(try #require(front.desk.editions.current.time.instant(parsing: scenario.start)))
        var player = Player(scenario, in: house)
        try await player.play()
        try #require(player.failures.isEmpty)
        let desk = front.desk
        let other = try await desk.perform(
            Submission(
                by: "wang-desk", .new(kind: "SR"), "receive",
                [
                    "description": "存储告警", "contact": "陆遥", "phone": "13800000002", "customer": "suneng", "site": "suzhou-hub",
                    "channel": "hotline",
                ]))
        let picture = try await desk.keep(file: "alarm.png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
        try await desk.perform(
            Submission(
                by: "wang-desk", .at(number: other.number), "attach",
                ["files": [["name": .text(picture.name), "hash": .text(picture.hash)]]]))
        let article = try await publishedArticle()
        let guide = try await open("OG", "draft", by: "li-manager", Self.guide)
        return try await desk.database.read { session in
            func number(_ kind: String) throws -> String {
                try session.first("SELECT number FROM cases WHERE kind = ? ORDER BY number LIMIT 1", kind)?.text("number") ?? ""
            }
            let order = try number("DO")
            let file = try session.first("SELECT hash FROM attachments WHERE number = ?", order)?.text("hash") ?? ""
            let paper =
                try session.first("SELECT hash FROM papers WHERE number = ? AND kind = 'work-record'", order)?.text("hash") ?? ""
            return MatrixObjects(
                request: try number("SR"), order: order, file: String(file.dropFirst(7)), paper: String(paper.dropFirst(7)),
                otherRequest: other.number,
                otherFile: String(picture.hash.dropFirst(7)), article: article, guide: guide)
        }
    }
}
