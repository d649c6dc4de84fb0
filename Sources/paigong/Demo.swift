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

/// Lets the demonstration company live through a year and serves it, with a one-time sign-in link for each of its people.
struct ServeDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Loads the demonstration company and serves it on the loopback address.")

    @Option(help: "The port to listen on.") var port = 8080
    @Flag(help: "Only the last weeks of it: a company of a few customers, made in a moment.") var small = false
    @Option(help: "Requests that one token may make in a minute.") var rate = 600
    @Option(help: "The folder of the company and its days.") var company = "\(Places.scenarios)/_demo"
    @Option(help: "Where the company is kept; it is made anew each time, unless it is kept.") var folder = ".demo"
    @Flag(help: "Goes on with the company that the folder holds, as it was left.") var keep = false
    @Option(help: "The edition that it is founded on.") var edition = Places.edition

    func run() async throws {
        // Asked first, so that a demonstration that runs already keeps its company.
        guard Port.isFree(port) else {
            throw Failure("port \(port) is taken (端口已被占用): end what listens there, or choose another with --port")
        }
        let source = try EditionSource(directory: URL(filePath: edition))
        let file = URL(filePath: folder).appending(path: "demo.sqlite").path
        let address = "sqlite:\(file)"
        let isKept = keep && FileManager.default.fileExists(atPath: file)
        if !isKept { try emptyFolder() }
        let desk = try await failing {
            if !isKept {
                let past = try await openDatabase(address)
                try await live(in: past, source)
                await past.close()
            }
            return try await Desk.open(
                try await openDatabase(address), founding: source, build: Build.name, now: { Moment.now })
        }
        let accounts = Accounts(
            desk.database, key: try .kept(beside: file), now: desk.now)
        let house = "http://127.0.0.1:\(port)"
        let greeting = try await DemoGreeting(desk: desk, accounts: accounts, address: house).text()
        let front = Front(
            desk, accounts: accounts, assets: try Assets(), address: house,
            limits: RateLimits(perMinute: rate, burst: max(1, rate / 5)))
        try await Serving(front, host: "127.0.0.1", port: port).run { _ in
            // Written at once, also where the output is no terminal.
            FileHandle.standardOutput.write(Data(greeting.utf8))
        }
        await desk.database.close()
    }

    /// Lets the company live through its year, or through its last weeks.
    private func live(in database: any Database, _ source: EditionSource) async throws {
        let folder = URL(filePath: company)
        if small { return try await Demonstration(folder: folder, edition: source).load(into: database, at: Moment.now) }
        let progress = SeedProgress()
        _ = try await Seed(folder: folder, edition: source, size: .year, seed: 1).load(
            into: database, at: Moment.now, tell: progress.tell)
        progress.end()
    }

    /// The folder, emptied of an earlier demonstration; one that holds anything else is left alone.
    private func emptyFolder() throws {
        let files = FileManager.default
        let place = URL(filePath: folder)
        if let held = try? files.contentsOfDirectory(atPath: place.path) {
            if let other = held.first(where: { !$0.hasPrefix("demo.sqlite") }) {
                throw Failure("\(folder) holds \(other), which is not the demonstration's: choose another with --folder")
            }
            for name in held { try files.removeItem(at: place.appending(path: name)) }
        }
        try files.createDirectory(at: place, withIntermediateDirectories: true)
    }
}
