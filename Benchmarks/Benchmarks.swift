import Foundation
import Handbook
import Operations
import Scenarios
import Storage

/// Everything that is measured, one line each: the figure, and its ratio to its limit in the same run on the same machine.
enum Benchmarks {
    /// Runs all, or those that are named: `http` for all of `http-10000` and `http-1000000`.
    static func run(_ wanted: [String]) async throws {
        let edition = try EditionSource(directory: URL(filePath: "Editions/HD-EN-2021-A0"))
        FileHandle.standardOutput.write(Data("| what | figure | limit | ratio to the limit |\n|---|---|---|---|\n".utf8))
        let all: [(String, () async throws -> [Figure])] = [
            ("rules", { try await RuleSpeed.measure(Edition(edition)) }),
            ("commits", { try await CommitSpeed.measure() }),
            ("desk", { try await DeskSpeed.measure(edition) }),
            ("lists", { try await ListSpeed.measure(edition) }),
            ("search", { try await SearchSpeed.measure() }),
            ("http-10000", { try await HTTPSpeed.measure(edition, cases: 10_000) }),
            ("http-1000000", { try await HTTPSpeed.measure(edition, cases: 1_000_000) }),
        ]
        for (name, measure) in all where wanted.isEmpty || wanted.contains(where: { name == $0 || name.hasPrefix("\($0)-") }) {
            // Written at once, also where the output is no terminal.
            for figure in try await measure() { FileHandle.standardOutput.write(Data("\(figure.line)\n".utf8)) }
        }
    }
}

/// One measured figure beside its limit.
struct Figure {
    let what: String
    let value: Double
    let unit: String
    let limit: Double
    /// Whether more is better; otherwise less is.
    var isFloor = true

    var line: String {
        let ratio = isFloor ? value / limit : limit / value
        let verdict = ratio >= 1 ? "" : " **short**"
        return
            "| \(what) | \(Self.text(value)) \(unit) | \(isFloor ? "≥" : "≤") \(Self.text(limit)) \(unit) | \(Self.text(ratio)) x\(verdict) |"
    }

    private static func text(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String((value * 100).rounded() / 100)
    }
}

/// Seconds that a piece of work takes.
func seconds(_ work: () async throws -> Void) async rethrows -> Double {
    let clock = ContinuousClock()
    let start = clock.now
    try await work()
    let taken = clock.now - start
    return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
}
