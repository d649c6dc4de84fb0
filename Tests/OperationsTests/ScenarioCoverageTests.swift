import Foundation
import Handbook
import Scenarios
import Testing

@testable import Operations

struct ScenarioCoverageTests {
    /// The verbs that every procedure has; what one of their guards finds in one procedure it finds in all.
    private static let everywhere = Set(Everywhere.activities(of: ServiceRequest.self).map { $0.verb })
        .union(["offer-link", "revoke-link"])

    /// A guard's name, without the procedure where it is the same in all of them.
    private static func name(_ kind: String, _ verb: String, _ clause: String) -> String {
        let isCommon = everywhere.contains(verb) || (verb == "amend" && clause == Self.sameCode)
        return isCommon ? "*/\(verb)/\(clause)" : "\(kind)/\(verb)/\(clause)"
    }

    /// The clause of the guard that keeps a register entry's code as it is.
    private static let sameCode = "2.8.4"

    @Test func `Every guard has said no in a scenario`() async throws {
        let folder = House.root.appending(path: "Scenarios")
        let source = try House.source.get()
        let time = try House.shipped.get().time
        var seen: Set<String> = []
        var failures: [String] = []
        for scenario in try Scenario.all(in: folder) {
            let start = try #require(time.instant(parsing: scenario.start))
            let house = try await TemporaryHouse(.sqlite, edition: source, house: folder.appending(path: "_house.yaml"), at: start)
            var player = Player(scenario, in: house)
            do { try await player.play() } catch { failures.append("\(scenario.file): \(error)") }
            failures += player.failures
            failures += try await house.desk.differences().map { "\(scenario.file): \($0)" }
            for refusal in player.refusals {
                let parts = refusal.split(separator: "/", maxSplits: 2).map(String.init)
                if parts.count == 3 { seen.insert(Self.name(parts[0], parts[1], parts[2])) }
            }
            // Breaches and deviations are no refusals: the clause events name them, with case and verb.
            let gone = try await house.desk.database.read { session in
                try session.query("SELECT DISTINCT number, verb, clause FROM clause_events WHERE event IN ('broken', 'deviated')")
                    .map {
                        (try $0.text("number"), try $0.text("verb"), try $0.text("clause"))
                    }
            }
            for (number, verb, clause) in gone { seen.insert(Self.name(CaseNumber.kind(of: number), verb, clause)) }
            try await house.remove()
        }
        let declared = Set(
            Procedures.declared.values.flatMap { procedure in
                procedure.activities.flatMap { activity in
                    activity.guards.map { Self.name(procedure.kind, activity.verb, $0.clause) }
                }
            })
        let missing = declared.subtracting(seen).sorted()
        #expect(failures == [])
        #expect(missing == [], "\(missing.count) of \(declared.count) guards have not said no in any scenario")
    }
}
