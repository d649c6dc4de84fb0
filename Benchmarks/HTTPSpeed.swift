import Foundation
import Handbook
import Operations
import Storage
import Web

/// What people wait for: pages and activities over HTTP, on a house with many cases, served by a process of its own.
///
/// Requests come from `wrk` with 16 connections (64 for activities), on the same two cores as the server.
enum HTTPSpeed {
    private static let port = 8199
    private static let address = "http://127.0.0.1:8199"
    private static let clients = 64

    static func measure(_ edition: EditionSource, cases: Int) async throws -> [Figure] {
        let file = try await BigHouse.path(cases: cases, edition)
        // Work on a copy: activities change it.
        let copy = file + ".work"
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) }
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        defer { for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + suffix) } }
        try await settle(copy, edition)
        let links = try await links(into: copy)
        let server = try Command.start(".build/release/paigong", ["serve", "--database", "sqlite:\(copy)", "--port", "\(port)"])
        defer { server.kill() }
        let start = ContinuousClock.now
        while try Command.output("/usr/bin/curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "\(address)/sign-in"]) != "200" {
            guard start.duration(to: .now) < .seconds(20) else { throw Trouble(text: "the server did not start") }
        }
        let cold = start.duration(to: .now)
        let cookie = try signIn(links.manager)
        let desk = try signIn(links.desk)
        let number = "SR-2026-000001"
        // In turns, because other work on the machine comes and goes; the middle of five says what is usual.
        var rounds: [(plain: Double, queue: Double, page: Double)] = []
        for _ in 0..<5 {
            rounds.append(
                (
                    plain: try rate("/healthz", cookie), queue: try rate("/cases?kind=SR&stage=received&state=open", cookie),
                    page: try rate("/cases/\(number)", cookie)
                ))
        }
        let plain = middle(rounds.map(\.plain))
        let (queue, page) = (middle(rounds.map { $0.queue / $0.plain }) * plain, middle(rounds.map { $0.page / $0.plain }) * plain)
        let activity = try remarks(desk)
        let bare = try await bareRemarks(edition)
        let memory = try server.residentMegabytes()
        let size = cases >= 1_000_000 ? "\(cases / 1_000_000) million cases" : "\(cases) cases"
        return [
            Figure(
                what: "queue page of 50, \(size), against the plain route (\(Int(queue)) of \(Int(plain)) /s)",
                value: queue / plain * 100, unit: "%", limit: 20),
            Figure(what: "case page with 30 entries, \(size) (\(Int(page)) /s)", value: page / plain * 100, unit: "%", limit: 15),
            Figure(
                what: "activities over HTTP, 64 clients, \(size) (\(Int(activity)) /s), against a bare loop",
                value: activity / bare * 100, unit: "%", limit: 15),
            Figure(
                what: "cold start to the first page, \(size)",
                value: Double(cold.components.attoseconds) / 1e18 + Double(cold.components.seconds), unit: "s", limit: 0.5,
                isFloor: false),
            Figure(what: "resident memory after that load, \(size)", value: memory, unit: "MB", limit: 200, isFloor: false),
        ]
    }

    /// Lets the clock do what has fallen due since the house was made: it would be worked off beside what is measured.
    private static func settle(_ file: String, _ edition: EditionSource) async throws {
        let database = try await openDatabase("sqlite:\(file)")
        let desk = try await Desk.open(
            database, founding: edition, build: "bench",
            now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
        while try await desk.tick() > 0 {}
        await database.close()
    }

    /// One-time links for a manager and for the service desk, made before the server starts.
    private static func links(into file: String) async throws -> (manager: String, desk: String) {
        let database = try await openDatabase("sqlite:\(file)")
        let accounts = Accounts(database, now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) })
        let links = (
            manager: try await accounts.link(for: "li-manager", to: .signIn),
            desk: try await accounts.link(for: "wang-desk", to: .signIn)
        )
        await database.close()
        return links
    }

    /// The cookies of somebody who comes in by a link, as a browser does: its page has a form, and the form a token.
    private static func signIn(_ link: String) throws -> String {
        let (page, visitor) = try answer([address + link])
        let (_, session) = try answer(["--data", "_token=\(try token(in: page))", "-H", "Cookie: \(visitor)", address + link])
        return [visitor, session].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// An answer with its headers, and the cookies that it sets.
    private static func answer(_ arguments: [String]) throws -> (text: String, cookies: String) {
        let text = try Command.output("/usr/bin/curl", ["-s", "-i"] + arguments)
        let cookies = text.split(whereSeparator: \.isNewline).filter { $0.lowercased().hasPrefix("set-cookie: ") }
        return (text, cookies.map { String($0.dropFirst("set-cookie: ".count).prefix { $0 != ";" }) }.joined(separator: "; "))
    }

    /// The token of a page's form.
    private static func token(in page: String) throws -> Substring {
        guard let token = page.firstMatch(of: /name="_token" value="([^"]+)"/)?.1 else {
            throw Trouble(text: "no form came back: \(page.prefix(400))")
        }
        return token
    }

    /// Requests a second for a path, with 16 connections.
    private static func rate(_ path: String, _ cookie: String) throws -> Double {
        let status = try Command.output(
            "/usr/bin/curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Cookie: \(cookie)", address + path])
        guard status == "200" else { throw Trouble(text: "\(path) answered \(status)") }
        return try wrk(["-t1", "-c16", "-d2s", "-H", "Cookie: \(cookie)", address + path])
    }

    /// Remarks a second on as many requests as there are connections, each on disk before it is answered.
    private static func remarks(_ cookie: String) throws -> Double {
        let form = "\(address)/cases/SR-2026-000001/comment"
        let token = try token(in: try answer(["-H", "Cookie: \(cookie)", form]).text)
        let script = FileManager.default.temporaryDirectory.appending(path: "paigong-bench.lua")
        try """
        local count = 0
        wrk.method = "POST"
        wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
        request = function()
          count = count + 1
          local path = string.format("/cases/SR-2026-%06d/comment", count % \(clients) + 1)
          local key = count .. "-" .. math.random(1, 1e9)
          return wrk.format(nil, path, nil, "_token=\(token)&_key=b-" .. key .. "&text=note+" .. count)
        end
        """.write(to: script, atomically: true, encoding: .utf8)
        return try wrk(["-t1", "-c\(clients)", "-d4s", "-H", "Cookie: \(cookie)", "-s", script.path, form])
    }

    /// The same remarks a second by a bare loop.
    private static func bareRemarks(_ edition: EditionSource) async throws -> Double {
        guard let start = try Edition(edition).time.instant(parsing: "2026-05-18 09:00") else { return 0 }
        let each = 60
        return try await BareLoop.of(clients * each, edition, at: start) { desk in
            for index in 0..<clients { _ = try await BigHouse.request(index, desk) }
        } work: { desk in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 1...clients {
                    group.addTask {
                        let number = "SR-2026-" + String(1_000_000 + client).dropFirst()
                        for index in 0..<each {
                            var remark = Submission(
                                by: "wang-desk", .at(number: number), "comment", ["text": .text("note \(index)")])
                            remark.key = "b-\(client)-\(index)"
                            try await desk.perform(remark)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }.rate
    }

    /// The middle one of some figures.
    private static func middle(_ figures: [Double]) -> Double { figures.sorted()[figures.count / 2] }

    private static func wrk(_ arguments: [String]) throws -> Double {
        let output = try Command.output("/usr/bin/wrk", arguments)
        if output.contains("Non-2xx or 3xx") { throw Trouble(text: "some requests failed: \(output)") }
        guard let rate = output.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/)?.1, let number = Double(rate) else {
            throw Trouble(text: "wrk said: \(output)")
        }
        return number
    }
}

/// What kept a measurement from being made.
struct Trouble: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
}
