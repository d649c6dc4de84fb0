import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Makes a company that has lived for a year, for demonstrations and benchmarks.
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Lets a made-up company live for a year up to now, in an empty database.",
        discussion: """
            Everything passes the desk, by a simulated clock; the same seed, size and time give the same journal. With --scale the \
            cases are copied for benchmarks: with new numbers, later dates and chains of their own.
            """)

    @OptionGroup var house: House
    @Option(help: "What the year is drawn by.") var seed: UInt64 = 1
    @Option(help: "How many days it lives, from 30 to 365.") var days = 365
    @Option(help: "So many times the cases: all but the first are copies.") var scale = 1
    @Option(help: "The moment at which it stands, as 2026-05-18T09:00; by default now.") var at: String?
    @Option(help: "The folder of the demonstration company, which is part of it.") var company = "\(Places.scenarios)/_demo"

    func validate() throws {
        guard (30...365).contains(days) else { throw ValidationError("--days takes 30 to 365") }
        guard (1...1_000).contains(scale) else { throw ValidationError("--scale takes 1 to 1000") }
    }

    func run() async throws {
        let source = try EditionSource(directory: URL(filePath: house.edition))
        let edition = try Edition(source)
        guard let now = at.map({ edition.time.instant(parsing: $0) }) ?? Moment.now else {
            throw Failure("--at takes a time as 2026-05-18T09:00")
        }
        let database = try await openDatabase(house.database)
        _ = try await migrate(database, Migration.all)
        guard try await database.read({ try $0.first("SELECT 1 AS one FROM cases LIMIT 1") }) == nil else {
            throw Failure("this house has cases already: a company is seeded in an empty database")
        }
        let progress = SeedProgress()
        let tally = try await failing {
            try await Seed(folder: URL(filePath: company), edition: source, size: SeedSize(days: days), seed: seed)
                .load(into: database, at: now, tell: progress.tell)
        }
        progress.end()
        let cloning = Cloning(edition)
        for copy in 1..<scale { try await cloning.clone(in: database, copy: copy) }
        try await report(tally, on: database)
        await database.close()
    }

    private func report(_ tally: SeedTally, on database: any Database) async throws {
        let counts = try await database.read { session in
            try session.query("SELECT kind, COUNT(*) AS total FROM cases GROUP BY kind ORDER BY kind").map {
                "\(try $0.integer("total")) \(try $0.text("kind"))"
            }
        }
        for stuck in tally.stuck { print("✗ \(stuck)") }
        print(counts.joined(separator: ", "))
        print(
            "\(tally.activities) activities; \(tally.mistakes.values.reduce(0, +)) mistakes refused, \(tally.deviated.values.reduce(0, +)) deviations, \(tally.broken.values.reduce(0, +)) breaches"
        )
        if !tally.stuck.isEmpty { throw ExitCode.failure }
    }
}

/// Says on the error output how far a year has come: one line that renews itself on a terminal, one a month elsewhere.
struct SeedProgress: Sendable {
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// Tells that a day begins, with how many are left.
    var tell: @Sendable (Day, Int) -> Void {
        { [isTerminal] day, left in
            let line = "一年正在演出 Living through the year: \(day.iso)，\(left) days left"
            if isTerminal {
                Self.write("\r\u{1B}[K\(line)")
            } else if day.day == 1 {
                Self.write(line + "\n")
            }
        }
    }

    /// Takes the line away.
    func end() { if isTerminal { Self.write("\r\u{1B}[K") } }

    private static func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// The machine's time, which only commands read.
enum Moment {
    static var now: Instant { Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded())) }
}
