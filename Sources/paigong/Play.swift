import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Plays scenarios against a fresh temporary system, through the same desk as everything else.
struct Play: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Plays scenarios and says whether all came as expected.")

    @Argument(help: "A scenario file, or a folder of them.") var path: String
    @Option(help: "The edition to play under.") var edition = Places.edition
    @Option(help: "The house file that the company is furnished from; by default _house.yaml beside the scenarios.") var house:
        String?
    @Option(help: "The database to play on: sqlite, postgres or both.") var on = "sqlite"
    @Flag(help: "Only say what did not come as expected.") var quiet = false
    @Flag(help: "Also list the guards that no scenario saw refusing.") var guards = false

    func run() async throws {
        let source = try EditionSource(directory: URL(filePath: edition))
        let scenarios = try Scenario.all(in: URL(filePath: path))
        let folder = path.hasSuffix(".yaml") ? URL(filePath: path).deletingLastPathComponent() : URL(filePath: path)
        let house = house.map { URL(filePath: $0) } ?? folder.appending(path: "_house.yaml")
        var failures: [String] = []
        var seen = GuardsSeen()
        for dialect in try dialects() {
            for scenario in scenarios {
                let player = try await play(scenario, on: dialect, source, house)
                failures += player.failures
                seen.add(player)
            }
        }
        for failure in failures { print("✗ \(failure)") }
        print("\(scenarios.count) scenarios, \(failures.count) not as expected")
        if guards { for guarded in seen.missing { print("never seen refusing: \(guarded)") } }
        if !failures.isEmpty { throw ExitCode.failure }
    }

    private func play(_ scenario: Scenario, on dialect: Dialect, _ source: EditionSource, _ house: URL) async throws -> Player {
        let quiet = quiet
        let edition = try Edition(source)
        guard let start = edition.time.instant(parsing: scenario.start) else {
            throw Failure("\(scenario.file): “\(scenario.start)” is no time")
        }
        let temporary = try await TemporaryHouse(dialect, edition: source, house: house, at: start)
        if !quiet { print("\n■ \(scenario.title.zh)（\(scenario.file)，\(dialect)）") }
        var player = Player(scenario, in: temporary) { line in if !quiet { print(line) } }
        do {
            try await player.play()
        } catch {
            try await temporary.remove()
            throw error
        }
        try await temporary.remove()
        return player
    }

    private func dialects() throws -> [Dialect] {
        switch on {
        case "sqlite": [.sqlite]
        case "postgres": [.postgres]
        case "both": [.sqlite, .postgres]
        default: throw Failure("--on takes sqlite, postgres or both")
        }
    }
}

/// Where things lie when nothing is said: beside the checkout or the installation.
enum Places {
    static let edition = ProcessInfo.processInfo.environment["PAIGONG_EDITION"] ?? "Editions/HD-EN-2021-A0"
    static let scenarios = "Scenarios"
    static let database = ProcessInfo.processInfo.environment["PAIGONG_DATABASE"] ?? "sqlite:paigong.sqlite"
}
