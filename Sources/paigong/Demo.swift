import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage
import Web

/// The demonstration company: served with sign-in links for its people, or a day of it told in the terminal.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the demonstration company, or plays a day of it.", subcommands: [ServeDemo.self, PlayDemo.self],
        defaultSubcommand: ServeDemo.self)
}

/// Loads the demonstration company and serves it, with a one-time sign-in link for each of its people.
struct ServeDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Loads the demonstration company and serves it on the loopback address.")

    @Option(help: "The port to listen on.") var port = 8080
    @Option(help: "Requests that one token may make in a minute.") var rate = 600
    @Option(help: "The scenarios' folder.") var scenarios = Places.scenarios
    @Option(help: "Where the company is kept; it is made anew each time.") var folder = ".demo"
    @Option(help: "The edition that it is founded on.") var edition = Places.edition

    func run() async throws {
        let place = URL(filePath: folder)
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let desk = try await Desk.open(
            try await openDatabase("sqlite:\(place.appending(path: "demo.sqlite").path)"),
            founding: EditionSource(directory: URL(filePath: edition)), build: Build.name,
            now: { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) })
        try await desk.furnish(from: URL(filePath: scenarios).appending(path: "_house.yaml"))
        let address = "http://127.0.0.1:\(port)"
        let accounts = Accounts(desk.database, now: desk.now)
        let front = Front(
            desk, accounts: accounts, assets: try Assets(), address: address,
            limits: RateLimits(perMinute: rate, burst: max(1, rate / 5)))
        let people = try await desk.database.read { session in
            try session.query("SELECT code, name FROM people WHERE valid_to IS NULL AND active = 1 ORDER BY code LIMIT 100").map {
                (code: try $0.text("code"), name: try $0.text("name"))
            }
        }
        var links: [String] = []
        for person in people {
            links.append("  \(address)\(try await accounts.link(for: ID(person.code), to: .signIn))  \(person.name) \(person.code)")
        }
        let greeting = links.joined(separator: "\n")
        try await Serving(front, host: "127.0.0.1", port: port).run { _ in
            // Written at once, also where the output is no terminal.
            FileHandle.standardOutput.write(
                Data("派工演示 The demonstration company is served at \(address). One-time sign-in links:\n\(greeting)\n".utf8))
        }
        await desk.database.close()
    }
}
