import ArgumentParser
import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// The auditor's command: does the journal stand as it was written?
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Checks the journal, its chains and seals.",
        subcommands: [Verify.self, SealCommand.self, Clause.self])

    /// Checks every entry, head and seal.
    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks every entry, every chain's head and every seal.")

        @OptionGroup var house: House
        @Option(name: [.customLong("export"), .customLong("file")], help: "Check an exported journal instead of a database.")
        var file: String?
        @Option(help: "The file with the sealing key: a seal by another key is a finding.") var key: String?
        @Flag(help: "Answer as JSON.") var json = false

        func run() async throws {
            let audit: Audit
            let keys = try key.map { Set([try SealKeyFile(path: $0).existing().publicKey]) }
            if let file {
                let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
                audit = try AuditExport.verify(text.split(separator: "\n").map(String.init), trusting: keys)
            } else {
                let database = try await openDatabase(house.database)
                audit = try await Audit.verify(database, trusting: keys)
                let imbalances = try await database.read { try StockBook.imbalances(in: $0) }
                for imbalance in imbalances { print("✗ stock: \(imbalance)") }
                await database.close()
                if !imbalances.isEmpty { throw ExitCode.failure }
            }
            report(audit)
            if !audit.isClean { throw ExitCode.failure }
        }

        private func report(_ audit: Audit) {
            if json {
                let findings: Value = .list(
                    audit.findings.map { ["place": .text($0.place), "zh": .text($0.text.zh), "en": .text($0.text.en)] })
                let answer: Value = [
                    "cases": .integer(Int64(audit.cases)), "entries": .integer(Int64(audit.entries)),
                    "seals": .integer(Int64(audit.seals)),
                    "findings": findings,
                ]
                print(String(decoding: CanonicalJSON.bytes(of: answer), as: UTF8.self))
                return
            }
            for finding in audit.findings { print("✗ \(finding.place): \(finding.text.en)（\(finding.text.zh)）") }
            print(
                "\(audit.isPart ? "a part: " : "")\(audit.cases) cases, \(audit.entries) entries, \(audit.seals) seals: \(audit.isClean ? "as written" : "NOT as written")"
            )
        }
    }

    /// Seals what came since the last seal.
    struct SealCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "seal", abstract: "Signs what came since the last seal.")

        @OptionGroup var house: House
        @Option(help: "The file with the 32 secret bytes of the sealing key; made on first use.") var key = "paigong.seal-key"

        func run() async throws {
            let key = try SealKeyFile(path: key).read()
            let desk = try await house.open()
            let now = desk.now()
            var sealed = 0
            while let seal = try await desk.database.write({ session in try Seal.make(at: now, key: key, in: session) }) {
                sealed += 1
                print("seal \(seal.position): \(seal.hash)")
            }
            if sealed == 0 { print("nothing came since the last seal") }
            await desk.database.close()
        }
    }

    /// Shows how a clause was held.
    struct Clause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows how often a clause was kept, refused, gone past or broken, and where.")

        @Argument(help: "The clause, such as 3.1.5.") var clause: String
        @Option(help: "Since that day; by default the last 90 days.") var since: String?
        @OptionGroup var house: House

        func run() async throws {
            let desk = try await house.open()
            guard let asked = desk.editions.current.clauses[clause] else { throw Failure("there is no clause \(clause)") }
            let time = desk.editions.current.time
            let day = since.flatMap { Day($0) } ?? time.day(of: desk.now()).adding(-90)
            let edition = desk.editions.current
            let now = desk.now()
            let proof = try await desk.database.read { session in
                try ClauseProof(
                    of: asked, Holders.of(asked.id, under: edition), since: day, at: now, under: edition, visibleTo: nil,
                    in: session)
            }
            print("\(clause)  \(asked.title.zh) \(asked.title.en)  [\(asked.mechanism.rawValue)]  since \(day.iso)")
            tell(proof, time)
            await desk.database.close()
        }

        private func tell(_ proof: ClauseProof, _ time: ServiceTime) {
            for event in ClauseEvents.Event.allCases { print("  \(event.rawValue): \(proof.tally.totals[event] ?? 0)") }
            for line in proof.activities {
                let counts = ClauseEvents.Event.allCases.map { "\($0.rawValue) \(line.counts[$0] ?? 0)" }
                print("  \(line.name.kind)/\(line.name.verb): done \(line.done), \(counts.joined(separator: ", "))")
            }
            for departure in proof.departures {
                let at = time.label(departure.at, .en)
                print("  \(at)  \(departure.what.rawValue)  \(departure.number)  \(departure.verb)")
                for finding in departure.findings { print("      \(finding.title.en): \(finding.reason.en)") }
            }
        }
    }
}

/// The sealing key in a file that only its owner can read.
struct SealKeyFile {
    let path: String

    /// The key; a new one is made where there is none.
    func read() throws -> SealKey {
        _ = try SecretFile(path: path).bytes(drawing: 32)
        return try existing()
    }

    /// The key that is there.
    func existing() throws -> SealKey {
        guard FileManager.default.fileExists(atPath: path) else { throw Failure("there is no sealing key at \(path)") }
        guard let key = SealKey(bytes: Array(try Data(contentsOf: URL(filePath: path)))) else {
            throw Failure("\(path) holds no sealing key of 32 bytes")
        }
        return key
    }
}
