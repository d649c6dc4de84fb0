import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Plays a day of the demonstration company, told as a timeline with clauses, and verifies the audit afterwards.
struct PlayDemo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "day", abstract: "Plays a day of the demonstration company and checks that it can be proved.")

    @Option(help: "The scenarios' folder.") var scenarios = Places.scenarios
    @Option(help: "The edition to play under.") var edition = Places.edition
    @Option(help: "The scenario to play.") var play = "01-a-fault-is-repaired.yaml"

    func run() async throws {
        let source = try EditionSource(directory: URL(filePath: edition))
        let folder = URL(filePath: scenarios)
        guard let scenario = try Scenario.all(in: folder.appending(path: play)).first,
            let start = try Edition(source).time.instant(parsing: scenario.start)
        else { throw Failure("\(play) can't be played") }
        let house = try await TemporaryHouse(.sqlite, edition: source, house: folder.appending(path: "_house.yaml"), at: start)
        print("■ \(scenario.title.zh) — \(scenario.title.en)\n")
        var player = Player(scenario, in: house) { print($0) }
        try await player.play()
        try await prove(house)
        try await house.remove()
        for failure in player.failures { print("✗ \(failure)") }
        if !player.failures.isEmpty { throw ExitCode.failure }
    }

    /// Seals the day, verifies everything, and says how often clauses were held.
    private func prove(_ house: TemporaryHouse) async throws {
        let desk = house.desk
        let now = desk.now()
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "paigong-demo-\(ProcessInfo.processInfo.processIdentifier).key")
        let key = try SealKeyFile(path: folder.path).read()
        try FileManager.default.removeItem(at: folder)
        while try await desk.database.write({ session in try Seal.make(at: now, key: key, in: session) }) != nil {}
        let audit = try await Audit.verify(desk.database)
        let (counts, imbalances) = try await desk.database.read { session in
            (
                try session.query(
                    "SELECT event, COUNT(*) AS total, COUNT(DISTINCT clause) AS clauses FROM clause_events GROUP BY event ORDER BY event"
                )
                .map { "\(try $0.text("event")) \(try $0.integer("total")) (\(try $0.integer("clauses")) clauses)" },
                try StockBook.imbalances(in: session)
            )
        }
        print("\n■ 证明 Proof")
        print(
            "  \(audit.cases) cases, \(audit.entries) entries, \(audit.seals) seals: \(audit.isClean ? "as written 与所写一致" : "NOT as written")"
        )
        print("  stock ledger: \(imbalances.isEmpty ? "balanced 平衡" : imbalances.joined(separator: ", "))")
        print("  clauses: \(counts.joined(separator: ", "))")
        if !audit.isClean || !imbalances.isEmpty { throw ExitCode.failure }
    }
}
